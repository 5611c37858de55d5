internal import ClusterModel
internal import FaultTolerance

/// The rows of single things, those that fare alike in one.
extension FailureMatrix {
  /// What stands in a domain: how many of each kind.
  private func contents(_ level: String, _ name: String) -> String {
    func holds(_ places: [DomainPlace]) -> Bool {
      places.contains { $0.level == level && $0.names == [name] }
    }
    let masters = cluster.nodes.count { $0.isControlPlane && holds($0.domains) }
    let members = cluster.etcdClusters.flatMap(\.members).filter { member in
      let node = member.node.map { cluster.nodes[$0] }
      return node?.isControlPlane != true && holds(member.domains + (node?.domains ?? []))
    }
    let learners = members.count(where: \.isLearner)
    let balancers = cluster.balancers.count { balancer in
      holds(balancer.domains + (balancer.node.map { cluster.nodes[$0].domains } ?? []))
    }
    let parts = [
      (masters, "master"), (members.count - learners, "etcd member"), (learners, "learner"),
      (balancers, "balancer"),
    ]
    return parts.filter { $0.0 > 0 }.map { Wording.counted($0.0, $0.1) }.joined(separator: ", ")
  }

  private func holdsControlPlane(_ level: String, _ name: String) -> Bool {
    cluster.controlPlaneNodes.contains { node in
      node.domains.contains { $0.level == level && $0.names.contains(name) }
    }
  }

  mutating func addDomains(of level: String) {
    let names = assessment.elements(of: level)
    if names.count <= Self.mostDomains {
      let items = names.map { name in
        Single(
          label: "\(level):\(name)", name: name, contents: contents(level, name),
          movesLeader: holdsControlPlane(level, name))
      }
      addEach(of: items, prefix: "\(level) ")
    }
    guard let row = assessment.tolerance(of: .controlPlane, against: level),
      let figures = row.figures, figures.weakestCut != nil
    else { return }
    // The first number that is too much, unless single domains have said it.
    let least = names.count <= Self.mostDomains ? 2 : 1
    for count in [figures.guaranteed, figures.guaranteed + 1]
    where count >= least && count <= names.count {
      let cells = cells(movesLeader: true) { service in
        let row = assessment.tolerance(of: service, against: level)
        return MatrixOutcome(
          row?.figures, after: count, isUpperBound: row?.isUpperBound ?? false)
      }
      let left =
        count <= figures.guaranteed ? Wording.counted(figures.guaranteed - count, level) : "–"
      add("any \(Wording.counted(count, level))", cells, left)
    }
  }

  /// Something that fails alone.
  struct Single {
    let label: String
    let name: String
    /// What stands in it, in words.
    var contents = ""
    let movesLeader: Bool
  }

  /// A row for each of these, or one for all that fare alike.
  mutating func addEach(of items: [Single], prefix: String = "") {
    struct Row {
      var names: [String]
      let contents: String
      let cells: [ReviewTable.Cell]
      let left: String
    }
    var found: [Row] = []
    for item in items {
      let after = assessment.afterFailing([item.label])
      let worst = assessment.afterFailing([item.label], suspectingUnplaced: true)
      let cells = cells(movesLeader: item.movesLeader) {
        MatrixOutcome(after[$0], worst: worst[$0])
      }
      let row = Row(
        names: [item.name], contents: item.contents, cells: cells,
        left: left(afterFailing: item.label))
      let same = found.firstIndex {
        $0.contents == row.contents && $0.left == row.left
          && $0.cells.map(\.text) == row.cells.map(\.text)
      }
      if let same { found[same].names += row.names } else { found.append(row) }
    }
    for row in found {
      let list = Wording.listed(row.names, "or")
      let contents = row.contents.isEmpty ? "" : " (\(row.contents))"
      add("\(prefix)\(list)\(contents)", row.cells, row.left)
    }
  }

  /// What may fail beside it, of machines and of balancers.
  private func left(afterFailing label: String) -> String {
    let groups = kinds + [balancers].compactMap(\.self)
    let parts = groups.compactMap { kind in
      assessment.left(of: .controlPlane, among: kind.labels, [label])
        .map { Wording.counted($0, kind.noun) }
    }
    return parts.isEmpty ? "–" : parts.joined(separator: ", ")
  }
}
