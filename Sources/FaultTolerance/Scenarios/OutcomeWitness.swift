internal import ClusterModel
internal import Reliability

/// Says why services work or not, by what is left of a cluster.
struct OutcomeWitness {
  /// Names that a sentence lists at most.
  private static let mostNames = 5

  let remaining: Remaining

  private var cluster: Cluster { remaining.cluster }
  private var door: FrontDoor { remaining.model.frontDoor }

  func outcome(of service: Service) -> Outcome {
    let status = remaining.status(of: service)
    let why =
      switch status {
      case .unknown(let reason): reason
      case .works: working(service)
      case .down: stopped(service)
      }
    return Outcome(service: service, status: status, why: why)
  }

  // MARK: What works

  private func working(_ service: Service) -> String {
    switch service {
    case .etcdQuorum: quorum(of: 0, isNamed: true)
    case .apiWrite: stores + serves(through: door)
    case .nodeHeartbeats: stores + serves(through: remaining.workerDoor)
    case .scheduling: stores + active(cluster.schedulers, .scheduler)
    case .reconciliation: stores + active(cluster.controllerManagers, .controllerManager)
    case .controlPlane: "every service works"
    }
  }

  private func serves(through door: FrontDoor) -> String {
    guard let way = remaining.way(through: door) else { return "" }
    let name = cluster.apiServers[way.server].name
    return "; \(name) serves"
      + (way.balancer.map { " through \(cluster.balancers[$0].name)" } ?? "")
  }

  private func active(_ electors: [Elector], _ kind: FailureClass) -> String {
    guard let elector = electors.first(where: { remaining.isActive($0, kind) }) else { return "" }
    let path = elector.path == .local ? "its own API server" : "an API server by the endpoint"
    return "; the \(noun(kind)) on \(elector.name) reaches \(path)"
  }

  private var stores: String {
    remaining.stores(of: .apiWrite).map { quorum(of: $0, isNamed: false) }.joined(separator: ", ")
  }

  // MARK: What does not

  private func stopped(_ service: Service) -> String {
    if service == .controlPlane { return downParts }
    if let lost = remaining.stores(of: service).first(where: { !remaining.hasQuorum(of: $0) }) {
      return quorum(of: lost, isNamed: true)
    }
    return switch service {
    case .nodeHeartbeats: closed(remaining.workerDoor)
    case .scheduling: idle(cluster.schedulers, .scheduler)
    case .reconciliation: idle(cluster.controllerManagers, .controllerManager)
    case .etcdQuorum, .apiWrite, .controlPlane: closed(door)
    }
  }

  /// Which services are down, and why the first of them is.
  private var downParts: String {
    let parts = Service.allCases.filter {
      $0 != .controlPlane && remaining.status(of: $0) == .down
    }
    guard let first = parts.first else { return "it does not work" }
    let list =
      parts.count == Service.allCases.count - 1
      ? "no service works" : parts.map(\.rawValue).joined(separator: ", ") + " down"
    return "\(list): \(stopped(first))"
  }

  private func closed(_ door: FrontDoor) -> String {
    guard !remaining.serving.isEmpty else { return noServer }
    let servers = names(remaining.serving.map { cluster.apiServers[$0].name })
    switch door {
    case .open, .unknown: return noServer
    case .server(let server):
      let name = cluster.apiServers[server].name
      return
        "the endpoint is \(name) alone, which \(remaining.trouble(ofServer: server) ?? "serves")"
        + "; \(servers) would serve"
    case .balancers(let balancers):
      let up = balancers.filter(remaining.isUp(balancer:))
      if up.isEmpty {
        let down = names(balancers.map { cluster.balancers[$0].name })
        return "no balancer is up (\(down) down); \(servers) would serve"
      }
      let list = names(up.map { cluster.balancers[$0].name })
      return "no backend of \(list) serves; \(servers) would serve"
    }
  }

  private var noServer: String {
    guard !cluster.apiServers.isEmpty else { return "there is no API server" }
    let reasons = cluster.apiServers.indices.map { index in
      "\(cluster.apiServers[index].name) \(remaining.trouble(ofServer: index) ?? "serves")"
    }
    return "no API server serves: \(names(reasons))"
  }

  private func idle(_ electors: [Elector], _ kind: FailureClass) -> String {
    guard !electors.isEmpty else { return "there is no \(noun(kind))" }
    let up = electors.filter { remaining.isUp($0, kind) }
    guard !up.isEmpty else { return "no \(noun(kind)) is up" }
    return "the \(noun(kind)) on \(names(up.map(\.name))) reaches no API server that serves"
  }

  // MARK: Words

  /// `2 of 3 voters up (e1, e2), quorum 2`.
  private func quorum(of position: Int, isNamed: Bool) -> String {
    let etcd = cluster.etcdClusters[position]
    let up = remaining.votersUp(of: position)
    let voters = etcd.voters.count
    let title = etcd.name.map { " of \($0)" } ?? ""
    let list = isNamed && !up.isEmpty ? " (\(names(up)))" : ""
    return "\(up.count) of \(voters) voters\(title) up\(list), quorum "
      + "\(Majority.quorum(ofVoters: voters))"
  }

  private func names(_ list: [String]) -> String {
    let more = list.count - Self.mostNames
    guard more > 1 else { return list.joined(separator: ", ") }
    return list.prefix(Self.mostNames).joined(separator: ", ") + " and \(more) more"
  }

  private func noun(_ kind: FailureClass) -> String {
    kind == .scheduler ? "scheduler" : "controller manager"
  }
}
