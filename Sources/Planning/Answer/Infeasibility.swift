internal import ClusterModel
internal import Syntax

/// Why no placement keeps a request: the requirement without which there is one, and the least change
/// after which there is one with it.
struct Infeasibility {
  let request: PlanRequest
  let isProven: Bool

  init(_ request: PlanRequest, isProven: Bool) {
    self.request = request
    self.isProven = isProven
  }

  var reason: String {
    guard isProven else {
      return "the search was given up after \(PlacementSearch.stepBudget) steps without a placement"
    }
    let binding = self.binding
    let cure = changes.first { Self.best($0.request) != nil }?.text
    return binding + (cure.map { "; \($0) would do" } ?? ", and no small change would help")
  }

  private static func best(_ request: PlanRequest) -> Candidate? {
    var search = PlacementSearch(request)
    search.run()
    return search.best
  }

  // MARK: What binds

  private var binding: String {
    for index in request.survive.indices {
      var relaxed = request
      let entry = relaxed.survive.remove(at: index)
      if Self.best(relaxed) != nil { return sentence(entry) }
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
    if fallen > 0, zones <= 2 * fallen {
      return "\(zones) \(request.level)\(zones == 1 ? "" : "s") can never survive the loss of "
        + "\(fallen == 1 ? "either" : "any \(fallen)"): whichever \(fallen == 1 ? "holds" : "hold") "
        + "half of the voters or more stop\(fallen == 1 ? "s" : "") the quorum"
    }
    return "\(what) cannot be survived within the limits"
  }

  /// The least unavailability that the limits allow, by halving it until nothing is left.
  private func leastUnavailable(_ relaxed: PlanRequest) -> Double? {
    var request = relaxed
    guard var least = Self.best(request)?.unavailability else { return nil }
    while true {
      request.unavailability = Located(least * (1 - 1e-9), request.anchor)
      guard let better = Self.best(request) else { return least }
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

  private var changes: [(text: String, request: PlanRequest)] {
    var changes: [(String, PlanRequest)] = []
    func add(_ text: String, _ change: (inout PlanRequest) -> Void) {
      var changed = request
      change(&changed)
      changes.append((text, changed))
    }
    let level = request.level
    for count in request.balancers.atMost + 1...request.balancers.atMost + 2 {
      add("up to \(count) balancers") { $0.balancers.atMost = count }
      add("up to \(count) balancers, \(count) in a \(level)") {
        $0.balancers.atMost = count
        $0.balancers.perZone = count
      }
    }
    let ordinal = request.zones.count == 2 ? "a third \(level)" : "a further \(level)"
    add("\(ordinal) with one etcd member") { request in
      request.zones.append(Self.further(request, isWitness: true, capacity: 1))
    }
    add(ordinal) { $0.zones.append(Self.further($0, isWitness: false, capacity: nil)) }
    for count in stride(from: request.mostMembers + 2, through: request.mostMembers + 8, by: 2) {
      add("\(count) members") { $0.mostMembers = count }
    }
    add("\(request.mostNodes * 2) machines") { $0.mostNodes *= 2 }
    if request.zones.contains(where: { $0.capacity != nil }) {
      add("more room in the \(level)s") { request in
        for index in request.zones.indices { request.zones[index].capacity = nil }
      }
    }
    if request.topology != .any { add("another topology") { $0.topology = .any } }
    add("two further \(level)s") { request in
      for _ in 0..<2 {
        request.zones.append(Self.further(request, isWitness: false, capacity: nil))
      }
    }
    return changes
  }

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
