internal import ClusterModel
internal import Reliability

extension SystemBuilder {
  /// When each service stops, or what is missing to say it.
  mutating func buildServices() {
    let quorum = lostQuorum(of: 0)
    let store = formulas.any(of: [quorum] + neededOverrides.map { lostQuorum(of: $0 + 1) })
    set(.etcdQuorum, unknown: etcdGap, quorum)
    let door = closed(frontDoor)
    set(.apiWrite, unknown: servingGap ?? doorGap, formulas.any(of: [store, door]))
    let workers = FrontDoor.workerBalancers(of: cluster)
    if workers.isEmpty {
      set(.nodeHeartbeats, unknown: servingGap ?? doorGap, formulas.any(of: [store, door]))
    } else {
      let path = closed(.balancers(workers))
      set(.nodeHeartbeats, unknown: servingGap, formulas.any(of: [store, path]))
    }
    let schedulers = stopped(cluster.schedulers, inventory.schedulers, door: door)
    set(
      .scheduling, unknown: servingGap ?? gap(of: cluster.schedulers),
      formulas.any(of: [store, schedulers]))
    let managers = stopped(cluster.controllerManagers, inventory.controllerManagers, door: door)
    set(
      .reconciliation, unknown: servingGap ?? gap(of: cluster.controllerManagers),
      formulas.any(of: [store, managers]))
    setControlPlane()
    noteMachineGaps()
  }

  /// Lost when not more than half of the voters are up.
  private mutating func lostQuorum(of position: Int) -> Formula {
    let etcd = cluster.etcdClusters[position]
    let voters = etcd.members.indices.filter { !etcd.members[$0].isLearner }
    let down = voters.map { membersDown[position][$0] }
    return formulas.atLeast(down.count - down.count / 2, of: down)
  }

  /// Closed when no path leads to an API server that lacks nothing but quorum.
  private mutating func closed(_ door: FrontDoor) -> Formula {
    switch door {
    case .open: return formulas.all(of: serversDown)
    case .server(let server): return serversDown[server]
    case .balancers(let balancers):
      return formulas.all(
        of:
          balancers.map { balancer in
            formulas.any(of: [
              balancersDown[balancer],
              formulas.all(
                of: FrontDoor.backends(of: balancer, in: cluster).map { serversDown[$0] }),
            ])
          })
    case .unknown: return Formula.always
    }
  }

  /// Stopped when no elector is up that reaches an API server by its own path.
  private mutating func stopped(_ electors: [Elector], _ events: [Int], door: Formula) -> Formula {
    formulas.all(
      of:
        zip(electors, events).map { elector, event in
          let local = cluster.apiServers.firstIndex { $0.name == elector.name }
          let path =
            switch elector.path {
            case .local: local.map { serversDown[$0] } ?? Formula.always
            case .endpoint: door
            }
          return formulas.any(of: [formulas.event(event), down(node: elector.node), path])
        })
  }

  private mutating func set(_ service: Service, unknown reason: String?, _ formula: Formula) {
    failing[service] = reason.map { .unknown($0) } ?? .when(formula)
  }

  private mutating func setControlPlane() {
    var parts: [Formula] = []
    for service in Service.allCases where service != .controlPlane {
      switch failing[service] {
      case .when(let formula): parts.append(formula)
      case .unknown(let reason):
        failing[.controlPlane] = .unknown(reason)
        return
      case nil: break
      }
    }
    failing[.controlPlane] = .when(formulas.any(of: parts))
  }

  private var etcdGap: String? {
    cluster.etcd.isComplete ? nil : "the number of etcd members is not stated"
  }

  /// What is missing to say when API servers serve.
  private var servingGap: String? {
    if let etcdGap { return etcdGap }
    for index in neededOverrides where !cluster.overrides[index].isComplete {
      return "the number of members of \(cluster.overrides[index].title) is not stated"
    }
    if !cluster.isControlPlaneComplete { return "the number of control-plane nodes is not stated" }
    for server in cluster.apiServers {
      if case .unknown(let reason) = server.servers.source {
        return "the etcd endpoints of \(server.name) are not known: \(reason)"
      }
    }
    return nil
  }

  private var doorGap: String? {
    if case .unknown(let reason) = frontDoor { reason } else { nil }
  }

  private func gap(of electors: [Elector]) -> String? {
    if electors.contains(where: { $0.path == .endpoint }) { return doorGap }
    return nil
  }

  private mutating func noteMachineGaps() {
    let main = machineGap(of: cluster.etcd)
    let others = neededOverrides.compactMap { machineGap(of: cluster.overrides[$0]) }
    let needed = main ?? others.first
    for service in Service.allCases {
      machineGaps[service] = service == .etcdQuorum ? main : needed
    }
  }

  private func machineGap(of etcd: EtcdCluster) -> String? {
    etcd.voters.contains { $0.node == nil }
      ? "it is not known on which machines the members of \(etcd.title) stand" : nil
  }
}
