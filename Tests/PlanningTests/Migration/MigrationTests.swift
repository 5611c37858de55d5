import Testing

@testable import Planning

/// The orders that operators know, counted by hand.
@Suite struct MigrationTests {
  private func words(_ problem: MigrationProblem) -> String {
    MigrationSamples.words(Migration(problem)).joined(separator: " ")
  }

  @Test func `one to three`() {
    let problem = MigrationSamples.problem("e1 +e2 +e3")
    #expect(words(problem) == "add:e2 promote:e2 add:e3 promote:e3")
    let migration = Migration(problem)
    #expect(migration.steps.map { migration.tolerates($0.after) } == [0, 0, 0, 1])
    #expect(migration.lowestMargin == 0)
  }

  /// Nobody lists a member before it votes.
  @Test func `API servers follow the members`() {
    #expect(
      words(MigrationSamples.problem("e1 e2 e3 +e4 +e5", listing: 2))
        == "add:e4 promote:e4 add:e5 promote:e5 set:m1 set:m2")
    #expect(
      words(MigrationSamples.problem("e1 e2 e3 -e4 -e5", listing: 2))
        == "set:m1 set:m2 remove:e4 remove:e5")
  }

  @Test func `a member is replaced by adding first, a dead one by removing first`() {
    let alive = Migration(MigrationSamples.problem("e1 e2 -e3 +e4"))
    #expect(MigrationSamples.words(alive) == ["add:e4", "promote:e4", "remove:e3"])
    #expect(alive.lowestMargin == 1)
    let dead = Migration(MigrationSamples.problem("e1 e2 !e3 +e4"))
    #expect(MigrationSamples.words(dead) == ["remove:e3", "add:e4", "promote:e4"])
    #expect(dead.lowestMargin == 0)
    #expect(words(MigrationSamples.problem("e1 e2 *e3")) == "remove:e3 add:e3 promote:e3")
    #expect(Migration(MigrationSamples.problem("e1 e2 e3 e4 !e5 +e6")).lowestMargin == 1)
  }

  @Test func `API servers move to external members when those vote, and before theirs go`() {
    let migration = Migration(MigrationSamples.stackedToExternal)
    #expect(
      MigrationSamples.words(migration) == [
        "add:x1", "promote:x1", "add:x2", "promote:x2", "add:x3", "promote:x3",
        "set:m1", "set:m2", "set:m3", "remove:e1", "remove:e2", "remove:e3",
      ])
    #expect(migration.lowestMargin == 1)
  }

  /// The zone that has one member gets the next, so that any zone may fall throughout.
  @Test func `five to seven over three zones keeps a zone to lose`() {
    let migration = Migration(
      MigrationSamples.problem("e1@a e2@a e3@b e4@b e5@c +e6@a +e7@c"))
    #expect(
      MigrationSamples.words(migration) == ["add:e7", "promote:e7", "add:e6", "promote:e6"])
    #expect(migration.steps.allSatisfy { migration.survives($0.after).map(\.count) == [1] })
  }

  @Test func `three to five over three zones cannot`() {
    let migration = Migration(MigrationSamples.problem("e1@a e2@b e3@c +e4@a +e5@b"))
    #expect(
      migration.steps.map { migration.survives($0.after).map(\.count) } == [[1], [0], [0], [1]])
  }

  @Test func `one zone to three`() {
    let migration = Migration(
      MigrationSamples.problem("e1@a -e2@a -e3@a +e4@b +e5@c", local: true))
    #expect(migration.steps.count == 10)
    #expect(migration.lowestMargin == 1)
    #expect(migration.steps.last.map { migration.survives($0.after).map(\.count) } == [1])
  }

  @Test func `a machine joins and leaves as a whole where a tool does both`() {
    let members = MigrationSamples.members("e1 e2 -e3 +e4")
    let servers = members.indices.map { index in
      MigrationProblem.Server(
        name: "m\(index + 1)", before: members[index].before == nil ? nil : [index],
        after: members[index].after == nil ? nil : [index], companion: index)
    }
    #expect(
      words(MigrationProblem(members: members, servers: servers)) == "join:m4 leave:m3")
    let dead = MigrationSamples.members("e1 e2 *e3")
    let again = dead.indices.map {
      MigrationProblem.Server(name: "m\($0 + 1)", before: [$0], after: [$0], companion: $0)
    }
    #expect(words(MigrationProblem(members: dead, servers: again)) == "leave:m3 join:m3")
  }

  @Test func `what cannot be done says why`() {
    func obstacle(_ problem: MigrationProblem) -> MigrationObstacle? { Migration(problem).obstacle }
    #expect(
      obstacle(MigrationSamples.problem("e1 !e2 !e3 +e4 +e5")) == .noQuorum(alive: 1, voters: 3))
    #expect(obstacle(MigrationSamples.problem("-e1")) == .noVoters)
    #expect(
      obstacle(
        MigrationProblem(
          members: [
            .init(name: "e1", before: .voter, after: .voter),
            .init(name: "e2", before: .voter, after: .learner),
          ], servers: []))
        == .demotion(member: 1))
    #expect(
      obstacle(
        MigrationProblem(
          members: MigrationSamples.members("e1 -e2"),
          servers: [.init(name: "m1", before: [0, 1], after: [1])])) == .listsNone(server: 0))
    #expect(obstacle(MigrationSamples.problem("e1 e2 e3")) == nil)
    #expect(Migration(MigrationSamples.problem("e1 e2 e3")).steps.isEmpty)
  }

  /// What is as large as anybody has it is answered whole.
  @Test func `seven members replaced by seven over three zones`() {
    let zones = ["a", "b", "c"]
    let old = (1...7).map { "-e\($0)@\(zones[$0 % 3])" }
    let new = (8...14).map { "+e\($0)@\(zones[$0 % 3])" }
    let members = MigrationSamples.members((old + new).joined(separator: " "))
    let migration = Migration(
      MigrationProblem(members: members, servers: MigrationSamples.all(members, 5)))
    #expect(migration.isProven)
    #expect(migration.lowestMargin == 3)
    #expect(migration.steps.count == 7 * 3 + 5)
  }

  /// Beyond the budget the answer is a safe order all the same, and says that it may not be the best.
  @Test func `what is larger is answered within the budget`() {
    let old = (1...9).map { "-e\($0)@o\($0)" }
    let new = (10...18).map { "+e\($0)@n\($0)" }
    let members = MigrationSamples.members((old + new).joined(separator: " "))
    let migration = Migration(MigrationProblem(members: members, servers: []))
    #expect(!migration.isProven)
    #expect(migration.lowestMargin == 4)
    #expect(migration.steps.count == 9 * 3)
  }
}
