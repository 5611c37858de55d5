@testable import Planning

/// Migrations for tests, made in one line.
enum MigrationSamples {
  /// Members by name: `e1` stays, `-e1` goes, `+e1` comes, `!e1` is dead and goes, `*e1` is dead and
  /// comes back anew; `e1@a` stands in zone a.
  static func members(_ text: String) -> [MigrationProblem.Member] {
    text.split(separator: " ").map { word in
      let parts = word.split(separator: "@")
      let mark = parts[0].first.map(String.init) ?? ""
      let isMarked = ["+", "-", "!", "*"].contains(mark)
      return MigrationProblem.Member(
        name: String(isMarked ? parts[0].dropFirst() : parts[0]),
        before: mark == "+" ? nil : .voter, after: mark == "-" || mark == "!" ? nil : .voter,
        isAlive: mark != "!" && mark != "*",
        places: parts.count > 1 ? ["zone": [[String(parts[1])]]] : [:])
    }
  }

  /// An API server beside each of these members, which lists that one.
  static func local(
    _ members: [MigrationProblem.Member], _ indices: Range<Int>
  ) -> [MigrationProblem.Server] {
    indices.map { index in
      let member = members[index]
      return MigrationProblem.Server(
        name: "m\(index + 1)", before: member.before == nil ? nil : [index],
        after: member.after == nil ? nil : [index])
    }
  }

  /// API servers that list all members, before and after.
  static func all(_ members: [MigrationProblem.Member], _ count: Int) -> [MigrationProblem.Server] {
    let before = Set(members.indices.filter { members[$0].before != nil })
    let after = Set(members.indices.filter { members[$0].after != nil })
    return (1...count).map { .init(name: "m\($0)", before: before, after: after) }
  }

  static func problem(
    _ text: String, local: Bool = false, listing count: Int = 0
  ) -> MigrationProblem {
    let members = members(text)
    return MigrationProblem(
      members: members,
      servers: (local ? self.local(members, members.indices) : [])
        + (count > 0 ? all(members, count) : []))
  }

  /// From members on three control-plane nodes to three of their own; the API servers stay.
  static let stackedToExternal = MigrationProblem(
    members: members("-e1 -e2 -e3 +x1 +x2 +x3"),
    servers: (0..<3).map { .init(name: "m\($0 + 1)", before: [$0], after: [3, 4, 5]) })

  /// A step as a word: `add:e4`, `promote:e4`, `remove:e1`, `set:m1`, `+m1`, `-m1`, `join:m1`,
  /// `leave:m1`.
  static func words(_ migration: Migration) -> [String] {
    func member(_ index: Int) -> String { migration.problem.members[index].name }
    func server(_ index: Int) -> String { migration.problem.servers[index].name }
    return migration.steps.map { step in
      switch step.move {
      case .addLearner(let index): "add:\(member(index))"
      case .promote(let index): "promote:\(member(index))"
      case .removeMember(let index): "remove:\(member(index))"
      case .setServers(let index): "set:\(server(index))"
      case .addServer(let index): "+\(server(index))"
      case .removeServer(let index): "-\(server(index))"
      case .joinMachine(let index): "join:\(server(index))"
      case .leaveMachine(let index): "leave:\(server(index))"
      }
    }
  }
}
