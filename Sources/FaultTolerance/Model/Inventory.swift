internal import ClusterModel

/// The base events of a cluster: what can fail by itself, numbered, and in which classes it counts.
struct Inventory {
  private(set) var events: [Element] = []
  private(set) var classes: [ElementClass] = []
  private(set) var nodes: [Int] = []
  /// By etcd cluster, the main one first, then member.
  private(set) var members: [[Int]] = []
  private(set) var apiServers: [Int] = []
  private(set) var controllerManagers: [Int] = []
  private(set) var schedulers: [Int] = []
  /// `nil`: a balancer that never fails.
  private(set) var balancers: [Int?] = []
  /// The balancer's own machine; `nil` where it has none.
  private(set) var hosts: [Int?] = []
  private(set) var domains: [String: [String: Int]] = [:]

  init(_ cluster: Cluster) {
    nodes = cluster.nodes.map { add(.node, $0.name) }
    members = cluster.etcdClusters.map { etcd in
      etcd.members.map { add(.etcdMember, $0.name) }
    }
    apiServers = cluster.apiServers.map { add(.apiServer, $0.name) }
    controllerManagers = cluster.controllerManagers.map { add(.controllerManager, $0.name) }
    schedulers = cluster.schedulers.map { add(.scheduler, $0.name) }
    addBalancers(cluster)
    for place in Self.places(of: cluster) {
      for name in place.names where domains[place.level]?[name] == nil {
        domains[place.level, default: [:]][name] = events.count
        events.append(Element(className: place.level, name: name))
      }
    }
    classes = makeClasses(cluster)
  }

  /// Sections of one program fail together, and stand on one machine.
  private mutating func addBalancers(_ cluster: Cluster) {
    var programs: [LoadBalancer.Program: Int] = [:]
    var machines: [LoadBalancer.Program: Int] = [:]
    for balancer in cluster.balancers {
      let fails = Self.canFail(balancer, cluster.assumptions)
      balancers.append(fails ? add(.loadBalancer, balancer, &programs) : nil)
      let ownsHost = balancer.kind.isSelfRun && balancer.node == nil
      hosts.append(ownsHost ? add(.machine, balancer, &machines) : nil)
    }
  }

  private mutating func add(
    _ failureClass: FailureClass, _ balancer: LoadBalancer,
    _ known: inout [LoadBalancer.Program: Int]
  ) -> Int {
    guard let program = balancer.program else { return add(failureClass, balancer.name) }
    if let event = known[program] { return event }
    let event = add(failureClass, program.name)
    known[program] = event
    return event
  }

  /// Clouds, DNS and workers' own balancers are taken to be always there, unless something is said
  /// about their failing.
  private static func canFail(_ balancer: LoadBalancer, _ assumptions: Assumptions?) -> Bool {
    balancer.kind.isSelfRun || !balancer.domains.isEmpty
      || assumptions?.failing(of: FailureClass.loadBalancer.rawValue, balancer.name) != nil
  }

  private static func places(of cluster: Cluster) -> [DomainPlace] {
    cluster.nodes.flatMap(\.domains)
      + cluster.etcdClusters.flatMap { $0.members.flatMap(\.domains) }
      + cluster.balancers.flatMap(\.domains)
  }

  private mutating func add(_ failureClass: FailureClass, _ name: String) -> Int {
    events.append(Element(className: failureClass.rawValue, name: name))
    return events.count - 1
  }

  private static func unique(_ numbers: [Int]) -> [Int] {
    var seen: Set<Int> = []
    return numbers.filter { seen.insert($0).inserted }
  }

  private func makeClasses(_ cluster: Cluster) -> [ElementClass] {
    let numbers: [(FailureClass, [Int])] = [
      (.node, nodes), (.etcdMember, members.flatMap(\.self)), (.apiServer, apiServers),
      (.controllerManager, controllerManagers), (.scheduler, schedulers),
      (.loadBalancer, balancers.compactMap(\.self)),
      (.machine, nodes + hosts.compactMap(\.self)),
    ]
    var classes = numbers.map { failureClass, numbers in
      ElementClass(
        name: failureClass.rawValue,
        elements: Self.unique(numbers).map { (events[$0].name, $0) })
    }
    for level in cluster.levels {
      classes.append(
        ElementClass(
          name: level, elements: (domains[level] ?? [:]).map { (name: $0.key, event: $0.value) }))
    }
    return classes.filter { !$0.elements.isEmpty }
  }
}
