internal import ClusterModel
internal import Reliability

/// What is left of a cluster after certain failures.
struct Remaining {
  let model: SystemModel
  let states: FormulaStates
  /// API servers that serve, lost quorum apart, which stops all of them.
  let serving: [Int]
  private let failed: Set<Int>

  init(_ model: SystemModel, failed: Set<Int>) {
    self.model = model
    self.failed = failed
    let states = model.formulas.states(failed: failed)
    self.states = states
    serving = model.serversDown.indices.filter { !states.holds(model.serversDown[$0]) }
  }

  var cluster: Cluster { model.cluster }

  func status(of service: Service) -> ServiceStatus { model.status(of: service, in: states) }

  // MARK: etcd

  /// The names of the voters that are up, of the main etcd (0) or an override.
  func votersUp(of position: Int) -> [String] {
    let members = cluster.etcdClusters[position].members
    return members.indices.filter {
      !members[$0].isLearner && !states.holds(model.membersDown[position][$0])
    }.map { members[$0].name }
  }

  func hasQuorum(of position: Int) -> Bool {
    let voters = cluster.etcdClusters[position].voters.count
    return votersUp(of: position).count >= Majority.quorum(ofVoters: voters)
  }

  /// The etcd clusters without whose quorum a service stops.
  func stores(of service: Service) -> [Int] {
    service == .etcdQuorum ? [0] : [0] + model.neededOverrides.map { $0 + 1 }
  }

  // MARK: The front door

  func isUp(balancer: Int) -> Bool { !states.holds(model.balancersDown[balancer]) }

  /// The workers' own path, else the one of all clients.
  var workerDoor: FrontDoor {
    let workers = FrontDoor.workerBalancers(of: cluster)
    return workers.isEmpty ? model.frontDoor : .balancers(workers)
  }

  /// The first way through a door: an API server that serves, and the balancer that leads to it.
  func way(through door: FrontDoor) -> (server: Int, balancer: Int?)? {
    switch door {
    case .open: return serving.first.map { ($0, nil) }
    case .server(let server): return serving.contains(server) ? (server, nil) : nil
    case .unknown: return nil
    case .balancers(let balancers):
      for balancer in balancers where isUp(balancer: balancer) {
        let backends = FrontDoor.backends(of: balancer, in: cluster)
        if let server = backends.first(where: serving.contains) { return (server, balancer) }
      }
      return nil
    }
  }

  // MARK: Processes

  /// Why an API server does not serve, as the end of a sentence; `nil` where it does.
  func trouble(ofServer index: Int) -> String? {
    let server = cluster.apiServers[index]
    guard states.holds(model.serversDown[index]) else { return nil }
    if isDown(node: server.node) { return "is down" }
    if hasFailed(.apiServer, server.name) { return "has failed" }
    return "lists no etcd voter that is up"
  }

  func isUp(_ elector: Elector, _ kind: FailureClass) -> Bool {
    !isDown(node: elector.node) && !hasFailed(kind, elector.name)
  }

  /// Whether it is up and reaches an API server by its own path.
  func isActive(_ elector: Elector, _ kind: FailureClass) -> Bool {
    guard isUp(elector, kind) else { return false }
    guard elector.path == .local else { return way(through: model.frontDoor) != nil }
    return serving.contains { cluster.apiServers[$0].name == elector.name }
  }

  private func isDown(node: Int?) -> Bool {
    node.map { states.holds(model.nodesDown[$0]) } ?? false
  }

  private func hasFailed(_ kind: FailureClass, _ name: String) -> Bool {
    failed.contains { model.events[$0] == Element(className: kind.rawValue, name: name) }
  }
}
