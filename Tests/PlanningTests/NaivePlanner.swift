import ClusterFormats
import ClusterModel
import FaultTolerance
import Syntax

@testable import Planning

/// The planner as simply as it can be said: every placement within the limits, no symmetry, every set
/// of failures one by one, unavailability by the decision diagram of the cluster's spec.
struct NaivePlanner {
  let request: PlanRequest

  struct Answer {
    var cost: PlanCost
    var nodes: Int
    var unavailability: Double
  }

  func best() -> Answer? {
    var best: Answer?
    forEachPlacement { zones in
      let members = zones.reduce(0) { $0 + $1.members }
      guard members % 2 == 1, isAllowed(zones) else { return }
      let placement = Placement(zones: zones)
      let cost = placement.cost(in: request)
      if let known = best, (cost.millionths, placement.nodes) > (known.cost.millionths, known.nodes)
      {
        return
      }
      guard request.survive.allSatisfy({ survives($0, zones) }) else { return }
      let unavailability = request.assumptions == nil ? 0 : self.unavailability(placement)
      if let limit = request.unavailability?.value, unavailability > limit { return }
      let answer = Answer(cost: cost, nodes: placement.nodes, unavailability: unavailability)
      if let known = best,
        (known.cost.millionths, known.nodes, known.unavailability)
          <= (cost.millionths, placement.nodes, unavailability)
      {
        return
      }
      best = answer
    }
    return best
  }

  private func forEachPlacement(_ visit: ([ZoneLoad]) -> Void) {
    func step(_ zones: [ZoneLoad]) {
      guard zones.count < request.zones.count else { return visit(zones) }
      let zone = request.zones[zones.count]
      let room = min(zone.capacity ?? request.mostNodes, request.mostNodes)
      let isNormal = !zone.isWitness
      for stacked in 0...(isNormal ? room : 0) {
        for bare in 0...(isNormal ? room - stacked : 0) {
          for alone in 0...(room - stacked - bare) {
            for balancers in 0...(isNormal ? request.balancers.perZone : 0) {
              let next =
                zones + [ZoneLoad(stacked: stacked, bare: bare, alone: alone, balancers: balancers)]
              let whole = Placement(zones: next)
              if whole.members <= request.mostMembers, whole.nodes <= request.mostNodes {
                step(next)
              }
            }
          }
        }
      }
    }
    step([])
  }

  private func isAllowed(_ zones: [ZoneLoad]) -> Bool {
    let whole = Placement(zones: zones)
    guard whole.controlPlane > 0,
      (request.balancers.atLeast...request.balancers.atMost).contains(whole.balancers)
    else { return false }
    if whole.stacked > 0, whole.bare > 0, request.endpoints == .local { return false }
    switch request.topology {
    case .any: return true
    case .external: return whole.stacked == 0
    case .stacked:
      return whole.bare == 0 || whole.stacked == 0
        ? zip(zones, request.zones).allSatisfy { $0.alone == 0 || $1.isWitness } : false
    }
  }

  // MARK: Failures, one by one

  private struct Machine {
    let zone: Int
    let hasMember: Bool
    let hasServer: Bool
  }

  private func survives(_ entry: Requirements.Survive, _ zones: [ZoneLoad]) -> Bool {
    var machines: [Machine] = []
    var balancers: [Int] = []
    for (zone, load) in zones.enumerated() {
      machines += Array(
        repeating: Machine(zone: zone, hasMember: true, hasServer: true), count: load.stacked)
      machines += Array(
        repeating: Machine(zone: zone, hasMember: false, hasServer: true), count: load.bare)
      machines += Array(
        repeating: Machine(zone: zone, hasMember: true, hasServer: false), count: load.alone)
      balancers += Array(repeating: zone, count: load.balancers)
    }
    func count(_ name: String) -> Int {
      entry.failures.filter { $0.className == name }.reduce(0) { $0 + $1.count }
    }
    if count("load-balancer") > 0, balancers.isEmpty { return false }
    for zones in subsets(Array(zones.indices), count("zone")) {
      for nodes in subsets(Array(machines.indices), count("node")) {
        for members in subsets(
          machines.indices.filter { machines[$0].hasMember }, count("etcd-member"))
        {
          for down in subsets(Array(balancers.indices), count("load-balancer")) {
            let isUp = machines.indices.map {
              !zones.contains(machines[$0].zone) && !nodes.contains($0)
            }
            let voters = machines.indices.filter {
              machines[$0].hasMember && isUp[$0] && !members.contains($0)
            }
            let servers = machines.indices.filter { index in
              guard machines[index].hasServer, isUp[index] else { return false }
              return !machines[index].hasMember || request.endpoints == .all
                || voters.contains(index)
            }
            let doors = balancers.indices.filter {
              !zones.contains(balancers[$0]) && !down.contains($0)
            }
            let total = machines.count { $0.hasMember }
            guard voters.count > total / 2, !servers.isEmpty, balancers.isEmpty || !doors.isEmpty
            else { return false }
          }
        }
      }
    }
    return true
  }

  /// Every set of so many, or of all where there are fewer.
  private func subsets(_ items: [Int], _ size: Int) -> [Set<Int>] {
    guard size > 0, let first = items.first else { return [[]] }
    if size >= items.count { return [Set(items)] }
    let rest = Array(items.dropFirst())
    return subsets(rest, size - 1).map { $0.union([first]) } + subsets(rest, size)
  }

  // MARK: Unavailability

  /// By a spec written here, and the engine that reads it.
  private func unavailability(_ placement: Placement) -> Double {
    var nodes: [String] = []
    var members: [String] = []
    var doors: [String] = []
    for (zone, load) in zip(request.zones, placement.zones) {
      let place = "domains: {zone: \(zone.name)}"
      for index in 0..<load.controlPlane {
        let name = "n\(nodes.count)"
        nodes.append("{name: \(name), \(place)}")
        if index < load.stacked { members.append("{name: e\(members.count), node: \(name)}") }
      }
      for _ in 0..<load.alone { members.append("{name: e\(members.count), \(place)}") }
      for _ in 0..<load.balancers {
        doors.append("{name: l\(doors.count), kind: haproxy, \(place)}")
      }
    }
    let policy = placement.stacked > 0 ? request.endpoints.rawValue : "all"
    var lines = [
      "controlPlane: {etcdEndpoints: \(policy), nodes: [\(nodes.joined(separator: ", "))]}",
      "etcd: {topology: external, members: [\(members.joined(separator: ", "))]}",
    ]
    if !doors.isEmpty { lines.append("loadBalancers: [\(doors.joined(separator: ", "))]") }
    for (name, failing) in (request.assumptions?.classes ?? [:]).sorted(by: { $0.key < $1.key }) {
      if lines.last?.hasPrefix("  ") != true { lines.append("assumptions:") }
      lines.append("  \(name): {unavailability: \(failing.unavailability)}")
    }
    let text =
      "apiVersion: haplan.dev/v1alpha1\nkind: Cluster\nspec:\n"
      + lines.map { "  \($0)\n" }.joined()
    let file = SourceFile(id: FileID(0), path: "test.yaml", bytes: Array(text.utf8))
    let result = HaplanFormat.read(FormatInput(file))
    precondition(result.problems.isEmpty, "\(result.problems) \(text)")
    let cluster = Cluster(sealing: result.parts, name: "test") { _ in file }
    return Assessment(cluster).unavailability(of: .apiWrite) ?? .nan
  }
}
