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
  /// `nil` where any one machine and any one domain is survived, or that is not known.
  package func smallestChange() -> SmallestChange? {
    guard status(of: .controlPlane) == .works, cluster.isControlPlaneComplete,
      cluster.etcd.isComplete
    else { return nil }
    let level = cluster.levels.contains("zone") ? "zone" : cluster.levels.first
    for goal in ["machine"] + [level].compactMap(\.self) {
      guard let row = tolerance(of: .controlPlane, against: goal), let figures = row.figures else {
        return nil
      }
      if figures.guaranteed > 0 { continue }
      return ChangeSearch(cluster, level: level, goal: goal).answer
    }
    return nil
  }
}

/// Looks through single changes, then pairs, in the order of what they cost.
private struct ChangeSearch {
  /// Domains beyond which moves are not tried one by one.
  private static let mostDomains = 6

  let cluster: Cluster
  let level: String?
  let goal: String
  private let domains: [String]

  init(_ cluster: Cluster, level: String?, goal: String) {
    self.cluster = cluster
    self.level = level
    self.goal = goal
    let places =
      cluster.nodes.flatMap(\.domains) + cluster.etcd.members.flatMap(\.domains)
      + cluster.balancers.flatMap(\.domains)
    domains = Set(places.filter { $0.level == level }.flatMap(\.names)).sorted(by: Element.precedes)
  }

  var answer: SmallestChange {
    let single = singles
    if let found = first(of: single.lazy.map { [$0] }) { return found }
    let pairs = single.indices.lazy.flatMap { index in
      single[index...].lazy.map { [single[index], $0] }
    }
    return first(of: pairs)
      ?? SmallestChange(goal: goal, alsoSurvived: nil, changes: [], voters: [])
  }

  /// The first that reaches the goal; where several differ only in where something is added, one
  /// after which any one domain is survived too.
  private func first(of candidates: some Sequence<[TopologyChange]>) -> SmallestChange? {
    var plain: [TopologyChange]?
    for changes in candidates {
      if let plain, !zip(plain, changes).allSatisfy({ $0.isSame(butForPlace: $1) }) { continue }
      guard let assessment = changed(changes).map({ Assessment($0) }),
        survivesOne("machine", assessment), goal == "machine" || survivesOne(goal, assessment)
      else { continue }
      guard goal == "machine", let level else { return found(changes, alsoSurvived: nil) }
      if survivesOne(level, assessment) { return found(changes, alsoSurvived: level) }
      if plain == nil { plain = changes }
    }
    return plain.map { found($0, alsoSurvived: nil) }
  }

  private func survivesOne(_ className: String, _ assessment: Assessment) -> Bool {
    let row = assessment.tolerance(of: .controlPlane, against: className)
    return row?.isUpperBound == false && (row?.figures?.guaranteed ?? 0) > 0
  }

  /// Moves before additions, balancers before machines.
  private var singles: [TopologyChange] {
    guard domains.count <= Self.mostDomains else { return [] }
    let new = level.map { Self.freeName(besides: domains, $0) }
    let targets = domains + [new].compactMap(\.self)
    var changes: [TopologyChange] = [.completeBackends]
    for from in domains {
      for to in targets where to != from { changes.append(.moveBalancer(from: from, to: to)) }
    }
    let places = targets.isEmpty ? [nil] : targets.map { Optional($0) }
    changes += places.map { .addBalancer(to: $0) }
    for from in domains {
      for to in targets where to != from {
        changes += [.moveMaster(from: from, to: to), .moveMember(from: from, to: to)]
      }
    }
    for count in 1...2 {
      changes += places.flatMap { [.addMasters(count, to: $0), .addMembers(count, to: $0)] }
    }
    let isStacked = cluster.etcd.members.contains { member in
      member.node.map { cluster.nodes[$0].isControlPlane } ?? false
    }
    return changes.filter { change in
      switch change {
      case .addMembers, .moveMember: !isStacked
      default: true
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
