import ClusterModel
import Rules
import Syntax
import Testing

/// Rules on what readers mark in a text.
struct InputMarkTests {
  private static func place(_ start: Int) -> Span { Span(FileID(0), start, start + 2) }

  private static func backslash(_ start: Int, command: Int) -> TextMark {
    TextMark(
      kind: .doubledBackslash(.apiServer), span: place(start), text: #"\\"#, group: command,
      isInRunnable: true)
  }

  private static func placeholder(_ start: Int, isInRunnable: Bool) -> TextMark {
    TextMark(kind: .placeholder, span: place(start), text: "<x>", isInRunnable: isInRunnable)
  }

  @Test func oneFindingForACommandWithAllItsBackslashes() {
    var maker = ClusterMaker(nodes: 3)
    maker.add(marks: [
      Self.backslash(40, command: 1), Self.backslash(20, command: 0),
      Self.backslash(60, command: 1), Self.backslash(10, command: 0),
    ])
    let verdicts = Verdicts(maker.view(.lab))
    #expect(verdicts.errors == ["unit-doubled-backslash", "unit-doubled-backslash"])
    #expect(verdicts.findings.map(\.span) == [Self.place(10), Self.place(40)])
    #expect(
      verdicts.findings.map { $0.related.map(\.span) } == [[Self.place(20)], [Self.place(60)]])
    let replaced = verdicts.fixes.flatMap(\.changes)
    #expect(Set(replaced) == Set([10, 20, 40, 60].map { .replaceText(Self.place($0), #"\"#) }))
  }

  @Test func halfOfAPairIsJudgedThoughBackslashesHideFlags() {
    func names(_ marks: [TextMark]) -> [String] {
      var maker = ClusterMaker(nodes: 3)
      maker.add(
        .apiServer, absence: .isUnknown("a doubled backslash"), ["etcd-keyfile": "/etc/key"])
      maker.add(marks: marks)
      return Verdicts(maker.view()).names
    }
    #expect(names([]) == [])
    #expect(
      Set(names([Self.backslash(10, command: 0)])) == [
        "etcd-client-cert-incomplete", "unit-doubled-backslash",
      ])
  }

  @Test(arguments: [
    (Profile.lab, true, "note"), (.standard, true, "warning"), (.standard, false, "note"),
    (.prod, false, "warning"), (.prod, true, "warning"),
  ])
  func placeholdersAreLouderWhereAMachineRunsThem(
    profile: Profile, isInRunnable: Bool, severity: String
  ) {
    var maker = ClusterMaker(nodes: 3)
    maker.add(marks: [5, 1, 5].map { Self.placeholder($0, isInRunnable: isInRunnable) })
    let findings = Verdicts(maker.view(profile)).findings
    #expect(findings.map { "\($0.severity)" } == [severity])
    #expect(findings.first?.span == Self.place(1))
    #expect(findings.first?.related.map(\.span) == [Self.place(5)])
  }
}
