import ClusterModel
import Rules
import Testing

/// A lease, renew deadline and retry period in nanoseconds.
struct Triple: Sendable, CustomStringConvertible {
  let lease: Int64
  let renew: Int64
  let retry: Int64

  var description: String { "\(lease)ns \(renew)ns \(retry)ns" }

  /// client-go's `NewLeaderElector`, in whole numbers: a deadline is at most 1.2 retry periods where
  /// five of it are at most six of those.
  var isAccepted: Bool {
    lease > renew && 5 * renew > 6 * retry && lease >= 1 && renew >= 1 && retry >= 1
  }

  /// Whether the API server stores the lease: at least one whole second.
  var isStored: Bool { lease >= 1_000_000_000 }
}

/// An error exactly where client-go, or the API server behind it, refuses.
struct LeaseTableTests {
  private static func findings(_ triple: Triple, elect: String = "true") -> Verdicts {
    var maker = ClusterMaker(nodes: 3)
    maker.add(
      .scheduler,
      [
        "leader-elect": elect,
        "leader-elect-lease-duration": "\(triple.lease)ns",
        "leader-elect-renew-deadline": "\(triple.renew)ns",
        "leader-elect-retry-period": "\(triple.retry)ns",
      ])
    return Verdicts(maker.view())
  }

  private static let second: Int64 = 1_000_000_000

  /// Hand-made: triples with the verdict that the program gives them.
  static let boundaries: [(Triple, accepted: Bool)] = [
    (Triple(lease: 15 * second, renew: 10 * second, retry: 2 * second), true),
    (Triple(lease: 12 * second, renew: 12 * second, retry: 2 * second), false),
    (Triple(lease: 12 * second + 1, renew: 12 * second, retry: 2 * second), true),
    (Triple(lease: 15 * second, renew: 12 * second, retry: 10 * second), false),
    (Triple(lease: 15 * second, renew: 12 * second + 1, retry: 10 * second), true),
    (Triple(lease: 15 * second, renew: 12 * second - 1, retry: 10 * second), false),
    (Triple(lease: 15 * second, renew: 10 * second, retry: 0), false),
    (Triple(lease: 15 * second, renew: 10 * second, retry: -second), false),
    (Triple(lease: 15 * second, renew: 0, retry: -second), false),
    (Triple(lease: 0, renew: -second, retry: -2 * second), false),
    (Triple(lease: 3, renew: 2, retry: 1), true),
    (Triple(lease: 2, renew: 1, retry: 1), false),
    (Triple(lease: 3, renew: 2, retry: 2), false),
    (Triple(lease: 900_000_000, renew: 600_000_000, retry: 100_000_000), true),
    (Triple(lease: 15_900_000_000, renew: 10 * second, retry: 2 * second), true),
    (Triple(lease: 137 * second, renew: 107 * second, retry: 26 * second), true),
  ]

  @Test(arguments: boundaries)
  func boundary(triple: Triple, isAccepted: Bool) {
    #expect(triple.isAccepted == isAccepted, "the formula of this test")
    let errors = Self.findings(triple).errors
    #expect(errors.isEmpty == (isAccepted && triple.isStored), "\(triple): \(errors)")
  }

  /// All triples of values around one another, and of a fixed sequence of any.
  static var many: [Triple] {
    let bases: [Int64] = [-1, 0, 1, 999_999_999, second, 2_500_000_000, 10 * second, 26 * second]
    var triples: [Triple] = []
    for retry in bases {
      let jittered = retry * 6 / 5
      for renew in [jittered - 1, jittered, jittered + 1, 5 * retry, 0] {
        for lease in [renew - 1, renew, renew + 1, renew + 5 * second, -second] {
          triples.append(Triple(lease: lease, renew: renew, retry: retry))
        }
      }
    }
    var state: UInt64 = 42
    func next(_ bound: UInt64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64((state >> 33) % bound)
    }
    for _ in 0..<300 {
      triples.append(
        Triple(
          lease: next(30_000) * 1_000_000, renew: next(20_000) * 1_000_000,
          retry: next(15_000) * 1_000_000))
    }
    return triples
  }

  @Test func errorsWhereTheProgramRefuses() {
    for triple in Self.many {
      let errors = Self.findings(triple).errors
      #expect(errors.isEmpty == (triple.isAccepted && triple.isStored), "\(triple): \(errors)")
      #expect(errors.count <= 2, "\(triple): one cause, one finding")
    }
  }

  @Test func nothingIsJudgedWithoutElection() {
    for triple in Self.many {
      let names = Self.findings(triple, elect: "false").names
      #expect(Set(names).isSubset(of: ["leader-elect-disabled"]), "\(triple): \(names)")
    }
  }

  @Test func fixesOfErrorsTogetherAreAccepted() throws {
    for triple in Self.many where !triple.isAccepted {
      let safe = Self.findings(triple).fixes.filter { $0.safety == .safe }
      guard !safe.isEmpty, triple.renew <= 0 || triple.renew >= 5_000_000 else { continue }
      var flags = [
        "leader-elect-lease-duration": "\(triple.lease)ns",
        "leader-elect-renew-deadline": "\(triple.renew)ns",
        "leader-elect-retry-period": "\(triple.retry)ns",
      ]
      for case .setFlag(_, let name, let value) in safe.flatMap(\.changes) { flags[name] = value }
      var maker = ClusterMaker(nodes: 3)
      for (name, value) in flags { maker.add(.scheduler, [name: value]) }
      #expect(Verdicts(maker.view()).errors.isEmpty, "\(triple) as \(flags)")
    }
  }
}
