internal import ClusterModel
internal import Reliability

/// A cluster as failure formulas over base events: what has to fail for each service to stop.
final class SystemModel {
  /// What is known of when a service stops.
  enum Failing {
    /// It stops when this formula is true.
    case when(Formula)
    /// Not enough is known; the text says what is missing.
    case unknown(String)
  }

  let cluster: Cluster
  /// The base events, each under the class that it has in reports.
  let events: [Element]
  /// Base events in an order that keeps what stands together, together: small diagrams.
  private(set) lazy var order = EventOrder(cluster, inventory).order
  private let inventory: Inventory
  /// The classes that have elements, in the order of reports.
  let classes: [ElementClass]
  let formulas: FailureModel
  let failing: ServiceTable<Failing>
  let frontDoor: FrontDoor
  /// The other etcd clusters that an API server needs to serve.
  let neededOverrides: [Int]
  /// Why failures of machines cannot be counted, where that is so, by service.
  let machineGaps: ServiceTable<String>

  /// When each node, member (by etcd cluster), API server and balancer is down, in the cluster's
  /// order; of an API server lost quorum apart, which stops all of them.
  let nodesDown: [Formula]
  let membersDown: [[Formula]]
  let serversDown: [Formula]
  let balancersDown: [Formula]

  /// What has no name at a level, though it stands somewhere, by level.
  let unplaced: [String: [Unplaced]]

  /// Everything that has no name at one of `suspectLevels` falls with each of its domains: the
  /// worst that the missing names could mean.
  init(_ cluster: Cluster, suspectLevels: Set<String> = []) {
    var builder = SystemBuilder(cluster, suspectLevels: suspectLevels)
    builder.buildServices()
    self.cluster = cluster
    events = builder.inventory.events
    inventory = builder.inventory
    classes = builder.inventory.classes
    formulas = builder.formulas
    failing = builder.failing
    frontDoor = builder.frontDoor
    neededOverrides = builder.neededOverrides
    machineGaps = builder.machineGaps
    nodesDown = builder.nodesDown
    membersDown = builder.membersDown
    serversDown = builder.serversDown
    balancersDown = builder.balancersDown
    unplaced = builder.unplaced
  }

  /// These base events in the order of diagrams.
  func inOrder(_ wanted: some Sequence<Int>) -> [Int] {
    var isWanted = Array(repeating: false, count: events.count)
    for event in wanted { isWanted[event] = true }
    return order.filter { isWanted[$0] }
  }

  func elementClass(_ name: String) -> ElementClass? { classes.first { $0.name == name } }

  /// Whether a service works, with these base events happened.
  func status(of service: Service, failed: Set<Int> = []) -> ServiceStatus {
    status(of: service, in: formulas.states(failed: failed))
  }

  /// Whether a service works, with these formulas holding.
  func status(of service: Service, in states: FormulaStates) -> ServiceStatus {
    switch failing[service] {
    case .when(let formula): states.holds(formula) ? .down : .works
    case .unknown(let reason): downByPart(of: service, in: states) ?? .unknown(reason)
    case nil: .unknown("it is not known when it stops")
    }
  }

  /// Without quorum nothing is written, and the control plane is down with any of its services.
  private func downByPart(of service: Service, in states: FormulaStates) -> ServiceStatus? {
    let parts = service == .controlPlane ? Service.allCases : [.etcdQuorum]
    for part in parts {
      if case .when(let formula)? = failing[part], states.holds(formula) {
        return .down
      }
    }
    return nil
  }
}
