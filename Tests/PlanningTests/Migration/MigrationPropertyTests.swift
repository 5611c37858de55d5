import Testing

@testable import Planning

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Migrations agree with a search through every state")
struct MigrationPropertyTests {
  /// A tenth, unless all are asked for.
  static let count = getenv("HAPLAN_LONG_TESTS") == nil ? 60 : 1500

  static let named: [(title: String, problem: MigrationProblem)] = [
    ("one to three", MigrationSamples.problem("e1 +e2 +e3", listing: 1)),
    ("one to three, stacked", MigrationSamples.problem("e1 +e2 +e3", local: true)),
    ("three to five", MigrationSamples.problem("e1 e2 e3 +e4 +e5", listing: 2)),
    ("five to seven", MigrationSamples.problem("e1 e2 e3 e4 e5 +e6 +e7", listing: 1)),
    ("five to three", MigrationSamples.problem("e1 e2 e3 -e4 -e5", listing: 2)),
    ("one replaced", MigrationSamples.problem("e1 e2 -e3 +e4", local: true)),
    ("a dead one replaced", MigrationSamples.problem("e1 e2 !e3 +e4", listing: 2)),
    ("a dead one anew", MigrationSamples.problem("e1 e2 *e3", listing: 1)),
    ("stacked to external", MigrationSamples.stackedToExternal),
    (
      "one zone to three",
      MigrationSamples.problem("e1@a -e2@a -e3@a +e4@b +e5@c", listing: 1)
    ),
  ]

  @Test(arguments: named.map(\.title))
  func `the ones that people do`(_ title: String) throws {
    let problem = try #require(Self.named.first { $0.title == title }?.problem)
    agree(problem)
  }

  @Test func random() {
    var generator = SplitMix(state: 20_261_126)
    var possible = 0
    for _ in 0..<Self.count {
      let problem = Self.problem(&generator)
      if agree(problem) { possible += 1 }
    }
    // They are worth asking: some can be done, some cannot.
    #expect(possible > Self.count / 4 && possible < Self.count)
  }

  @discardableResult
  private func agree(_ problem: MigrationProblem) -> Bool {
    let naive = NaiveMigration(problem: problem).best()
    let migration = Migration(problem)
    #expect(migration.isProven)
    #expect((migration.obstacle == nil) == (naive != nil), "\(problem)")
    if let naive {
      #expect(migration.lowestMargin == naive.margin, "\(problem)")
      #expect(migration.steps.count == naive.steps, "\(problem)")
    }
    return naive != nil
  }

  private static func problem(_ random: inout SplitMix) -> MigrationProblem {
    let marks = ["", "", "-", "+", "+", "!", "*"]
    let words = (1...(2 + random.below(3))).map { "\(marks[random.below(marks.count)])e\($0)" }
    let members = MigrationSamples.members(words.joined(separator: " "))
    let servers = (0..<random.below(3)).map { index in
      func some(_ test: (MigrationProblem.Member) -> Bool) -> Set<Int> {
        Set(members.indices.filter { test(members[$0]) && random.below(3) > 0 })
      }
      let before: Set<Int>? = random.below(4) == 0 ? nil : some { $0.before != nil }
      let after: Set<Int>? =
        random.below(4) == 0 && before != nil ? nil : some { $0.after != nil }
      return MigrationProblem.Server(name: "m\(index)", before: before, after: after)
    }
    return MigrationProblem(members: members, servers: servers)
  }
}
