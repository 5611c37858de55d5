internal import ClusterModel
internal import Reliability

/// Failures of several classes at the same time, as limits on base events.
struct FailureLimits {
  let limits: [FailureLimit]
  /// Every event that may happen.
  let events: Set<Int>
  /// The events class by class as they were asked for, in name order.
  let ranking: [Int]

  /// A node is an element of `node` and of `machine`: where both may fail, either may pay for it.
  init(_ failures: [Requirements.Failures], _ classes: [ElementClass]) {
    let asked = failures.compactMap { failure in
      classes.first { $0.name == failure.className }.map { ($0, max(0, failure.count)) }
    }
    ranking = asked.flatMap { $0.0.elements.map(\.event) }
    events = Set(ranking)
    var counts: [String: Int] = [:]
    for (elements, count) in asked {
      counts[elements.name] = Self.sum(counts[elements.name] ?? 0, count)
    }
    let (node, machine) = (FailureClass.node.rawValue, FailureClass.machine.rawValue)
    let nodes = Set(classes.first { $0.name == node }?.elements.map(\.event) ?? [])
    var limits: [FailureLimit] = []
    for elements in classes {
      guard let count = counts[elements.name] else { continue }
      var events = Set(elements.elements.map(\.event))
      var most = count
      if elements.name == machine, let more = counts[node] {
        let hosts = events.subtracting(nodes)
        limits.append(FailureLimit(atMost: min(count, hosts.count), of: hosts))
        most = Self.sum(count, more)
      } else if elements.name == node, counts[machine] != nil {
        events = []
      }
      limits.append(FailureLimit(atMost: min(most, events.count), of: events))
    }
    self.limits = limits
  }

  private static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, isTooLarge) = left.addingReportingOverflow(right)
    return isTooLarge ? .max : sum
  }
}
