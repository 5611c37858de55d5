internal import ClusterModel
internal import Syntax

/// Why no placement keeps a request: the requirement without which there is one, and the least change
/// after which there is one with it.
struct Infeasibility {
  let request: PlanRequest
  let isProven: Bool
  private let limit: SearchLimit
  private let budget: SearchBudget

  init(
    _ request: PlanRequest, isProven: Bool, _ limit: SearchLimit,
    progress: ((PlanProgress) -> Void)?
  ) {
    self.request = request
    self.isProven = isProven
    self.limit = limit
    budget = SearchBudget(SearchLimit(steps: max(1, limit.steps / 20)), progress: progress)
  }

  var reason: String {
    guard isProven else {
      return "the search was given up after \(limit.steps) steps without a placement"
    }
    let binding = self.binding
    if let cure { return "\(binding); \(cure) would do" }
    return binding
      + (budget.left > 0
        ? ", and no small change would help" : "; the search for what would help was given up")
  }

  /// The least change that helps.
  private var cure: String? {
    for changes in [balancerChanges, zoneChanges, limitChanges, roomChanges, furtherZones] {
      if let found = changes().first(where: { best($0.request) != nil }) { return found.text }
    }
    return nil
  }

  private func best(_ request: PlanRequest) -> Candidate? {
    var search = PlacementSearch(request, budget: budget.part(of: limit.steps / Self.searches))
    search.run()
    return search.best
  }

  /// A question takes this share of the limit at most, and all of them a twentieth: an answer that
  /// says no shall not take longer than one that says yes.
  private static let searches = 400

  // MARK: What binds

  private var binding: String {
    for index in request.survive.indices {
      var relaxed = request
      let entry = relaxed.survive.remove(at: index)
      if best(relaxed) != nil { return sentence(entry) }
    }
    if request.unavailability != nil {
      var relaxed = request
      relaxed.unavailability = nil
      if let best = leastUnavailable(relaxed) {
        return "the availability cannot be had: \(percentage(best)) is the most within the limits"
      }
    }
    return "no placement within the limits keeps all requirements"
  }

  private func sentence(_ entry: Requirements.Survive) -> String {
    let what = entry.failures.described
    let zones = request.zones.count
    let fallen = entry.failures.first { $0.className == request.level }?.count ?? 0
    if fallen > 0, zones == 1 { return "1 \(request.level) can never survive its own loss" }
    if fallen > 0, zones <= 2 * fallen {
      return "\(zones) \(request.level)s can never survive the loss of "
        + "\(fallen == 1 ? "either" : "any \(fallen)"): whichever \(fallen == 1 ? "holds" : "hold") "
        + "half of the voters or more stop\(fallen == 1 ? "s" : "") the quorum"
    }
    return "\(what) cannot be survived within the limits"
  }

  /// The least unavailability that the limits allow, by halving it until nothing is left.
  private func leastUnavailable(_ relaxed: PlanRequest) -> Double? {
    var request = relaxed
    guard var least = best(request)?.unavailability else { return nil }
    while true {
      request.unavailability = Located(least * (1 - 1e-9), request.anchor)
      guard let better = best(request) else { return least }
      least = better.unavailability
    }
  }

  private func percentage(_ unavailability: Double) -> String {
    // Two significant digits of what is missing.
    var digits = 2
    var scale = unavailability * 100
    while scale > 0, scale < 1, digits < 14 {
      scale *= 10
      digits += 1
    }
    var text = String(((1 - unavailability) * 100).rounded(digits: digits))
    if text.hasSuffix(".0") { text.removeLast(2) }
    return "\(text) %"
  }

  // MARK: What would help

  private typealias Change = (text: String, request: PlanRequest)

  private func change(_ text: String, _ body: (inout PlanRequest) -> Void) -> Change {
    var changed = request
    body(&changed)
    return (text, changed)
  }

  private func balancerChanges() -> [Change] {
    (request.balancers.atMost + 1...request.balancers.atMost + 2).flatMap { count in
      [
        change("up to \(count) balancers") { $0.balancers.atMost = count },
        change("up to \(count) balancers, \(count) in a \(request.level)") {
          $0.balancers.atMost = count
          $0.balancers.perZone = count
        },
      ]
    }
  }

  private func zoneChanges() -> [Change] {
    let ordinal =
      request.zones.count == 2 ? "a third \(request.level)" : "a further \(request.level)"
    return [
      change("\(ordinal) with one etcd member") { request in
        request.zones.append(Self.further(request, isWitness: true, capacity: 1))
      },
      change(ordinal) { $0.zones.append(Self.further($0, isWitness: false, capacity: nil)) },
    ]
  }

  /// Members up to what anybody runs, and a few machines more.
  private func limitChanges() -> [Change] {
    let members = (request.mostMembers + 1...request.mostMembers + 8).filter { $0 % 2 == 1 }
    let machines = request.mostNodes + 1...request.mostNodes + Self.furtherMachines
    return members.map { count in change("\(count) members") { $0.mostMembers = count } }
      + machines.map { count in change("\(count) machines") { $0.mostNodes = count } }
      + members.map { count in
        change("\(count) members on as many machines as they need") {
          $0.mostMembers = count
          $0.mostNodes = max($0.mostNodes, 2 * count)
        }
      }
  }

  private static let furtherMachines = 8

  private func roomChanges() -> [Change] {
    let full = request.zones.indices.filter { request.zones[$0].capacity != nil }
    var changes = full.map { index in
      change("more room in \(request.level) \(request.zones[index].name)") {
        $0.zones[index].capacity = nil
      }
    }
    if full.count > 1 {
      changes.append(
        change("more room in the \(request.level)s") { request in
          for index in full { request.zones[index].capacity = nil }
        })
    }
    if request.topology != .any {
      changes.append(change("another topology") { $0.topology = .any })
    }
    return changes
  }

  /// Whoever loses so many zones needs twice as many and one.
  private func furtherZones() -> [Change] {
    let lost = request.survive.map { entry in
      entry.failures.filter { $0.className == request.level }.reduce(0) { $0 + $1.count }
    }
    let needed = min(2 * (lost.max() ?? 0) + 1, PlanRequest.mostZones)
    let most = max(2, min(Self.mostFurtherZones, needed - request.zones.count))
    return (2...most).map { count in
      change("\(count) further \(request.level)s") { request in
        for _ in 0..<count {
          request.zones.append(Self.further(request, isWitness: false, capacity: nil))
        }
        request.mostMembers = max(request.mostMembers, request.zones.count | 1)
        request.mostNodes = max(request.mostNodes, request.mostMembers)
      }
    }
  }

  private static let mostFurtherZones = 8

  private static func further(
    _ request: PlanRequest, isWitness: Bool, capacity: Int?
  ) -> PlanRequest.Zone {
    var number = request.zones.count + 1
    while request.zones.contains(where: { $0.name == "zone-\(number)" }) { number += 1 }
    var zone = PlanRequest.Zone(name: "zone-\(number)")
    zone.isWitness = isWitness
    zone.capacity = capacity
    return zone
  }
}

extension Double {
  /// Rounded to so many decimals.
  fileprivate func rounded(digits: Int) -> Double {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    return (self * scale).rounded() / scale
  }
}
