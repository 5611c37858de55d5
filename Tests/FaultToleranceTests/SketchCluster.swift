import Syntax

@testable import ClusterModel

extension Sketch {
  /// The same cluster as the code under test takes it.
  func cluster(assumptions: Assumptions? = nil) -> Cluster {
    let bare = Span(FileID(0), 0, 0)
    func places(_ places: [Place]) -> [DomainPlace] {
      places.map { DomainPlace(level: $0.level, names: $0.names, span: bare) }
    }
    func invocation(_ component: Component, _ index: Int) -> Invocation {
      Invocation(component: component, machine: machines[index].name, layers: [], sets: [])
    }
    func members(_ voters: [Voter]) -> [Member] {
      voters.map {
        Member(
          name: $0.name, isNameStated: true, clientURLs: [], peerURLs: [], node: $0.machine,
          isLearner: $0.isLearner, domains: places($0.places), span: bare)
      }
    }
    func electors(_ component: Component, usesEndpoint: Bool) -> [Elector] {
      (0..<masters).map {
        Elector(
          name: machines[$0].name, node: $0, invocation: invocation(component, $0),
          path: usesEndpoint ? .endpoint : .local)
      }
    }
    let servers = (0..<masters).map { index in
      APIServer(
        name: machines[index].name, node: index, invocation: invocation(.apiServer, index),
        servers: EtcdServers(
          source: .policy, span: bare,
          endpoints: lists[index].map { EtcdEndpoint(text: Located("", bare), member: $0) }))
    }
    var address: Located<String>?
    var endpointNode: Int?
    switch endpoint {
    case .none: break
    case .host(let host): address = Located("\(host):6443", bare)
    case .machine(let index):
      address = Located("10.0.0.\(index)", bare)
      endpointNode = index
    }
    return Cluster(
      name: "sketch", anchor: bare, files: [], formats: [],
      kubernetesVersion: version.map { Located($0, bare) }, declaredProfile: nil,
      endpoint: address, endpointNode: endpointNode,
      nodes: machines.enumerated().map {
        Node(
          name: $1.name, address: nil, domains: places($1.places), isControlPlane: $0 < masters,
          span: bare)
      },
      controlPlaneStatedAt: bare, apiServers: servers,
      controllerManagers: electors(.controllerManager, usesEndpoint: managersUseEndpoint),
      schedulers: electors(.scheduler, usesEndpoint: schedulersUseEndpoint), invocations: [],
      flagSets: [],
      etcd: EtcdCluster(
        name: nil, topology: nil, members: members(self.members), membership: .stated(bare),
        anchor: bare),
      overrides: overrides.map {
        EtcdCluster(
          name: "events", topology: nil, members: members($0), membership: .stated(bare),
          anchor: bare)
      },
      balancers: balancers.map { clusterBalancer($0, places: places($0.places)) },
      balancersStatedAt: balancers.isEmpty ? nil : bare, workers: nil, levels: levels,
      requirements: nil, assumptions: assumptions, gaps: [], conflicts: [], marks: [],
      localAndExternal: nil)
  }

  private func clusterBalancer(_ balancer: Balancer, places: [DomainPlace]) -> LoadBalancer {
    let bare = Span(FileID(0), 0, 0)
    let backends = balancer.backends.map { list in
      LoadBalancer.Backends.stated(
        list.map { Backend(text: Located("", bare), apiServer: $0 < 0 ? nil : $0) }, list: bare)
    }
    return LoadBalancer(
      name: balancer.name, kind: LoadBalancer.Kind(rawValue: balancer.kind) ?? .other,
      node: balancer.machine, address: nil, vip: balancer.vip.map { Located($0, bare) },
      domains: places, backends: backends ?? .all, span: bare)
  }
}
