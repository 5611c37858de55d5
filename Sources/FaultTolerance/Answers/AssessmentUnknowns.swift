package import ClusterModel
internal import Syntax

extension Assessment {
  /// What is not known, and what was taken for granted instead: the cluster's own gaps first, then
  /// those that show when it is assessed.
  package var unknowns: [Gap] {
    // Several machines may leave the same open.
    var messages: Set<String> = []
    var gaps = cluster.gaps.filter { messages.insert("\($0.about) \($0.message)").inserted }
    if cluster.controlPlaneRunner != nil, cluster.nodes.isEmpty { return gaps }
    var seen = Set(gaps.map { "\($0.about) \($0.fact)" })
    let found =
      countGaps + [endpointGap, doorGap, releaseGap].compactMap(\.self) + machineGap + levelGaps
      + budgetGaps
    for gap in found where seen.insert("\(gap.about) \(gap.fact)").inserted { gaps.append(gap) }
    return gaps
  }

  private func gap(
    _ fact: String, _ message: String, about: String = "cluster", at span: Span? = nil
  ) -> Gap {
    Gap(about: about, fact: fact, message: message, span: span ?? cluster.anchor)
  }

  private var countGaps: [Gap] {
    var gaps: [Gap] = []
    if !cluster.isControlPlaneComplete {
      gaps.append(gap("count", "the number of control-plane nodes is not stated"))
    }
    let counted = cluster.otherDatastore == nil ? cluster.etcdClusters : []
    for etcd in counted where !etcd.isComplete {
      let title = etcd.name.map { " of etcd cluster \($0)" } ?? ""
      gaps.append(
        gap(
          etcd.name.map { "members of \($0)" } ?? "members",
          "the number of etcd members\(title) is not stated", at: etcd.anchor))
    }
    return gaps
  }

  /// Lists of etcd endpoints that nobody states, or that cannot be known.
  private var endpointGap: Gap? {
    for server in cluster.apiServers {
      switch server.servers.source {
      case .unknown(let reason):
        return gap(
          "etcd-servers", "the etcd endpoints of \(server.name) are not known: \(reason)",
          at: server.servers.span)
      case .assumed:
        let isStacked = cluster.etcd.topology?.value == .stacked
        let members = isStacked ? "its local etcd member" : "every etcd member"
        return gap(
          "etcd-servers",
          "no --etcd-servers are given: each API server is taken to list \(members)",
          at: cluster.etcd.anchor)
      case .flag, .list, .policy, .missing: break
      }
    }
    return nil
  }

  private var doorGap: Gap? {
    switch model.frontDoor {
    case .server: return nil
    case .unknown(let reason): return gap("front-door", reason, at: cluster.endpoint?.span)
    case .open:
      return gap(
        "front-door",
        cluster.balancers.isEmpty
          ? "no load balancer is described: every API server is taken to be reachable"
          : "not every load balancer is known: every API server is taken to be reachable")
    case .balancers(let balancers):
      let parts = balancers.map { cluster.balancers[$0] }
      let isOneProgram =
        parts[0].program != nil && Set(parts.map(\.program)).count == 1
      guard parts.count > 1, !isOneProgram,
        Set(parts.map { $0.vip?.value }).count > 1 || parts[0].vip == nil
      else { return nil }
      let names = parts.map(\.name).sorted(by: Element.precedes).joined(separator: ", ")
      return gap(
        "vip",
        "\(names) share no vip: clients are taken to know them all, so that they stand in for "
          + "each other",
        at: parts[0].span)
    }
  }

  private var releaseGap: Gap? {
    let version = cluster.kubernetesVersion
    guard !cluster.overrides.isEmpty, version.flatMap({ KubernetesVersion.parse($0.value) }) == nil
    else { return nil }
    let names = cluster.overrides.map(\.title).joined(separator: ", ")
    return gap(
      "kubernetesVersion",
      "the version of Kubernetes is not known: API servers are taken to need \(names) too",
      at: version?.span)
  }

  private var machineGap: [Gap] {
    model.machineGaps[.controlPlane].map { [gap("machines", $0, at: cluster.etcd.anchor)] } ?? []
  }

  /// What has no name at a level at which the others have one, where that could lower a figure.
  private var levelGaps: [Gap] {
    cluster.levels.flatMap { level -> [Gap] in
      guard let unplaced = model.unplaced[level] else { return [] }
      let services = [.controlPlane] + Service.allCases
      let rows = services.lazy.compactMap { self.tolerance(of: $0, against: level) }
      guard let row = rows.first(where: \.isUpperBound), let figures = row.figures else {
        return []
      }
      return unplaced.map { place in
        gap(
          level,
          "\(place.element.name) has no \(level): \(level) tolerance is at most "
            + "\(figures.guaranteed)",
          about: place.element.label, at: place.span)
      }
    }
  }

  private var budgetGaps: [Gap] {
    for service in Service.allCases {
      let rows = tolerance(of: service).filter { $0.reason == Self.budgetReason }
      guard let row = rows.first else { continue }
      return [gap("budget", "\(service.rawValue) against \(row.className): \(Self.budgetReason)")]
    }
    return []
  }
}
