import ClusterModel
import Rules
import Syntax
import Testing

/// What the judge makes of rules' answers.
struct JudgeTests {
  @Test func silencesWhatARuleStandsInFor() {
    var maker = ClusterMaker(nodes: 3)
    maker.add(.scheduler, ["leader-elect-retry-period": "0s", "leader-elect-lease-duration": "5s"])
    #expect(Verdicts(maker.view()).names == ["leader-elect-nonpositive"])
  }

  @Test func silencesOnlyTheSameSubject() {
    var maker = ClusterMaker(nodes: 3)
    maker.add(.scheduler, machine: "m1", ["leader-elect-retry-period": "0s"])
    maker.add(.scheduler, machine: "m2", ["leader-elect-retry-period": "4s"])
    let names = Verdicts(maker.view()).names
    #expect(names == ["leader-elect-nonpositive", "leader-elect-too-few-renew-attempts"])
  }

  @Test func tellsSharedFlagsOnceAndEachMachinesOwn() {
    var shared = ClusterMaker(nodes: 3)
    shared.add(.scheduler, ["leader-elect-lease-duration": "8s"])
    let told = Verdicts(shared.view()).findings.filter { $0.severity == .error }
    #expect(told.count == 1)
    #expect(told.first?.message.hasPrefix("kube-scheduler: lease 8s is not greater than ") == true)

    var own = ClusterMaker(nodes: 3)
    for machine in ["m1", "m2"] {
      own.add(.scheduler, machine: machine, ["leader-elect-lease-duration": "8s"])
    }
    let each = Verdicts(own.view()).findings.filter { $0.severity == .error }.map(\.message)
    #expect(each.map { $0.prefix(20) } == ["kube-scheduler on m1", "kube-scheduler on m2"])
  }

  /// Says three things, the last first.
  private struct Chatter: Rule {
    static let about = RuleAbout(
      name: "chatter", category: .quorum, grades: [.error, .advice], summary: "", rationale: "",
      remedy: "", sources: [], examples: [])

    func violations(in view: ClusterView) -> [Violation] {
      var late = Violation("late", at: Span(FileID(0), 9, 10))
      late.isAboutDefault = true
      var advice = Violation("advice", at: Span(FileID(0), 1, 2))
      advice.grade = .advice
      return [late, Violation("twice", at: Span(FileID(0), 3, 4)), advice]
        + [Violation("twice", at: Span(FileID(0), 3, 4))]
    }
  }

  private static func said(
    _ profile: Profile, _ severities: [String: Severity] = [:]
  ) -> [String] {
    let view = ClusterMaker(nodes: 1).view(profile)
    return Judge.findings(in: view, rules: [Chatter.self], severities: severities) { _ in [] }
      .map { "\($0.severity) \($0.message)" }
  }

  @Test func gradesSortsAndDropsRepeats() {
    #expect(Self.said(.lab) == ["note twice", "note late"])
    #expect(Self.said(.standard) == ["note advice", "error twice", "note late"])
    let asked = Self.said(.lab, ["chatter": .warning])
    #expect(asked == ["warning advice", "warning twice", "note late"])
  }

  @Test func highAvailabilityIsClaimedByNumbersAlone() {
    #expect(ClusterMaker(nodes: 1).view().cluster.profile == .lab)
    #expect(ClusterMaker(nodes: 3).view().cluster.profile == .standard)
  }
}

extension Cluster {
  fileprivate var profile: Profile { ProfileChoice.profile(of: self) }
}
