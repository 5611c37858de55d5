internal import ClusterModel

/// The fewest changes after which the control plane survives what it does not survive now: any one
/// machine, else any one domain. Each answer has been assessed whole, on the changed cluster.
package struct SmallestChange: Sendable, Hashable {
  /// What is survived then, one of it.
  package let goal: String
  /// The level of which any one domain is survived then too, where `goal` is machines.
  package let alsoSurvived: String?
  /// None where no change of so few kinds brings it.
  package let changes: [TopologyChange]
  /// How many voters each domain has then, largest first; empty without domains.
  package let voters: [Int]
}

extension Assessment {
  /// See `smallestChange`, which keeps it.
  func findSmallestChange() -> SmallestChange? {
    guard status(of: .controlPlane) == .works, cluster.isControlPlaneComplete,
      cluster.etcd.isComplete
    else { return nil }
    let level = cluster.levels.contains("zone") ? "zone" : cluster.levels.first
    for goal in ["machine"] + [level].compactMap(\.self) {
      guard let row = tolerance(of: .controlPlane, against: goal), let figures = row.figures else {
        return nil
      }
      if figures.guaranteed > 0 { continue }
      let fatal = (singlePointsOfFailure(of: .controlPlane) ?? []).filter {
        $0.hasPrefix("\(goal):")
      }
      let names = fatal.map { String($0.dropFirst(goal.count + 1)) }
      return ChangeSearch(cluster, level: level, goal: goal, fatal: names).answer
    }
    return nil
  }
}

/// Looks through single changes, then pairs, in the order of what they cost.
private struct ChangeSearch {
  /// Domains beyond which places are not tried one by one.
  private static let mostDomains = 6

  let cluster: Cluster
  let level: String?
  let goal: String
  /// Of the goal's elements those that are not survived.
  let fatal: [String]
  private let domains: [String]

  init(_ cluster: Cluster, level: String?, goal: String, fatal: [String]) {
    self.cluster = cluster
    self.level = level
    self.goal = goal
    self.fatal = fatal
    let places =
      cluster.nodes.flatMap(\.domains) + cluster.etcd.members.flatMap(\.domains)
      + cluster.balancers.flatMap(\.domains)
    domains = Set(places.filter { $0.level == level }.flatMap(\.names)).sorted(by: Element.precedes)
  }

  var answer: SmallestChange {
    (goal == FailureClass.machine.rawValue ? forMachines : forDomains)
      ?? SmallestChange(goal: goal, alsoSurvived: nil, changes: [], voters: [])
  }

  /// Where something stands does not matter when single machines fail: first what is added, then
  /// where it makes the loss of a domain survivable too.
  private var forMachines: SmallestChange? {
    let candidates = Self.singlesAndPairs(
      [.completeBackends] + balancers(to: [nil]) + machines(to: [nil]))
    guard let changes = candidates.first(where: { survivesOne(of: [goal], $0) }) else { return nil }
    if let level {
      let placed = changes.reduce([[]]) { lists, change in
        lists.flatMap { list in change.placed(in: targets).map { list + [$0] } }
      }
      if let both = placed.first(where: { survivesOne(of: [goal, level], $0) }) {
        return found(both, alsoSurvived: level)
      }
    }
    return found(changes, alsoSurvived: nil)
  }

  /// What survives a domain changes only by what leaves it, or comes elsewhere.
  private var forDomains: SmallestChange? {
    guard !targets.isEmpty else { return nil }
    func moves(_ change: (String, String) -> [TopologyChange]) -> [TopologyChange] {
      fatal.flatMap { from in targets.filter { $0 != from }.flatMap { change(from, $0) } }
    }
    let places = targets.filter { [$0] != fatal }.map { Optional($0) }
    let singles =
      [.completeBackends] + moves { [.moveBalancer(from: $0, to: $1)] } + balancers(to: places)
      + moves {
        [.moveMaster(from: $0, to: $1)] + (isStacked ? [] : [.moveMember(from: $0, to: $1)])
      } + machines(to: places)
    let changes = Self.singlesAndPairs(singles).first {
      survivesOne(of: [FailureClass.machine.rawValue, goal], $0)
    }
    return changes.map { found($0, alsoSurvived: nil) }
  }

  private static func singlesAndPairs(
    _ singles: [TopologyChange]
  ) -> some Sequence<[TopologyChange]> {
    let pairs = singles.indices.lazy.flatMap { index in
      singles[index...].lazy.map { [singles[index], $0] }
    }
    return [AnySequence(singles.lazy.map { [$0] }), AnySequence(pairs)].joined()
  }

  /// The domains that there are and a further one; none where they are too many, or no level is.
  private var targets: [String] {
    guard let level, domains.count <= Self.mostDomains else { return [] }
    return domains + [Self.freeName(besides: domains, level)]
  }

  private var isStacked: Bool {
    cluster.etcd.members.contains { member in
      member.node.map { cluster.nodes[$0].isControlPlane } ?? false
    }
  }

  private func balancers(to places: [String?]) -> [TopologyChange] {
    places.map { .addBalancer(to: $0) }
  }

  private func machines(to places: [String?]) -> [TopologyChange] {
    (1...2).flatMap { count in
      places.flatMap { place -> [TopologyChange] in
        [.addMasters(count, to: place)] + (isStacked ? [] : [.addMembers(count, to: place)])
      }
    }
  }

  /// The letter after the last, where domains are named by letters.
  static func freeName(besides names: [String], _ level: String) -> String {
    if let last = names.last, last.utf8.count == 1, let byte = last.utf8.first,
      (UInt8(ascii: "a")..<UInt8(ascii: "z")).contains(byte)
    {
      return String(UnicodeScalar(byte + 1))
    }
    return "a further \(level)"
  }

  private func changed(_ changes: [TopologyChange]) -> Cluster? {
    var editor = TopologyEditor(cluster, level: level)
    for change in changes where !editor.make(change) { return nil }
    return editor.result
  }

  /// Whether any one of each class is survived then.
  private func survivesOne(of classes: [String], _ changes: [TopologyChange]) -> Bool {
    guard let cluster = changed(changes) else { return false }
    let assessment = Assessment(cluster)
    // What fails alone is found much sooner than figures are.
    guard let points = assessment.singlePointsOfFailure(of: .controlPlane),
      !points.contains(where: { point in classes.contains { point.hasPrefix("\($0):") } })
    else { return false }
    return classes.allSatisfy { className in
      let row = assessment.tolerance(of: .controlPlane, against: className)
      return row?.isUpperBound == false && (row?.figures?.guaranteed ?? 0) > 0
    }
  }

  private func found(_ changes: [TopologyChange], alsoSurvived: String?) -> SmallestChange {
    var voters: [String: Int] = [:]
    if let cluster = changed(changes) {
      for member in cluster.etcd.voters {
        let places = member.domains + (member.node.map { cluster.nodes[$0].domains } ?? [])
        guard let place = places.first(where: { $0.level == level }) else { continue }
        voters[place.names.joined(separator: "+"), default: 0] += 1
      }
    }
    return SmallestChange(
      goal: goal, alsoSurvived: alsoSurvived, changes: changes,
      voters: voters.values.sorted(by: >))
  }
}
