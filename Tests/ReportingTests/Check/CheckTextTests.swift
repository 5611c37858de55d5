import ClusterModel
import Rules
import Syntax
import Testing

@testable import Reporting

@Suite struct CheckTextTests {
  @Test func finding() {
    let input = file("lease: 10s\nrenew: 10s\n", path: "prod/cluster.yaml")
    let lease = place("10s", in: input)
    let found = ReportingTests.finding(
      "lease-not-greater-than-renew", at: lease, "lease 10s is not greater than renew deadline 10s",
      label: "must be more than 10s", notes: ["client-go refuses it"],
      help: "raise the lease to 15s",
      related: [.init("renew deadline", at: place("10s", in: input, nth: 2))],
      fixes: [
        .init(title: "raise the lease to 15s", safety: .unsafe, edits: [TextEdit(lease, "15s")])
      ])
    let report = report(
      [input], findings: [found], clusters: [SampleCluster.stacked(zones: [nil, nil, nil])])
    #expect(
      text(report) == """
        error[lease-not-greater-than-renew]: lease 10s is not greater than renew deadline 10s
          --> prod/cluster.yaml:1:8
          |
        1 | lease: 10s
          |        ^^^ must be more than 10s
        2 | renew: 10s
          |        --- renew deadline
          = note: client-go refuses it
        help: raise the lease to 15s
        fix: raise the lease to 15s (unsafe)
          - lease: 10s
          + lease: 15s

        prod: survives any 1 machine; zones unknown
        1 error, 0 warnings, 0 notes in 1 file

        """)
  }

  @Test func problems() {
    let input = file("a: 1\na: 2\n")
    let first = InputProblem.Note("the first", place("a", in: input))
    let report = report(
      [input],
      problems: [
        .init(path: "gone.yaml", problem: InputProblem("cannot be read", nil)),
        .init(
          path: "a.yaml",
          problem: InputProblem("`a` twice", place("a", in: input, nth: 2), related: [first])),
      ])
    #expect(
      text(report) == """
        error[input-problem]: `a` twice
          --> a.yaml:2:1
          |
        1 | a: 1
          | - the first
        2 | a: 2
          | ^

        error[input-problem]: cannot be read
          --> gone.yaml

        2 problems, no findings in 1 file

        """)
  }

  @Test(arguments: [
    ([], "no findings in 1 file"),
    ([Severity.error, .warning, .warning], "1 error, 2 warnings, 0 notes in 1 file"),
    ([.note], "0 errors, 0 warnings, 1 note in 1 file"),
  ])
  func summary(_ severities: [Severity], _ expected: String) {
    let input = file("a: 1\n")
    let found = severities.map { ReportingTests.finding("r", $0, at: input.span) }
    #expect(text(report([input], findings: found)).hasSuffix(expected + "\n"))
  }

  @Test func quietIsFindingsAlone() {
    let cluster = SampleCluster.stacked(zones: [nil, nil, nil])
    #expect(text(report([file("a\n")], clusters: [cluster]), isQuiet: true) == "")
  }

  @Test func coloursOnlyWhereAsked() {
    let input = file("a: 1\n")
    let report = report(
      [input], findings: [ReportingTests.finding(at: input.span, notes: ["n"], help: "h")])
    #expect(!text(report).utf8.contains(0x1B))
    let coloured = text(report, theme: .ansi)
    var isPlain = true
    var plain = ""
    for character in coloured {
      if character == "\u{1B}" { isPlain = false }
      if isPlain { plain.append(character) }
      if character == "m", !isPlain { isPlain = true }
    }
    #expect(plain == text(report))
    #expect(coloured.contains("\u{1B}[1;31merror[a-rule]\u{1B}[0m"))
  }

  /// Whatever the input says, a terminal gets text and line breaks only.
  @Test func nothingOfTheInputReachesTheTerminal() {
    let evil = "\u{1B}]0;x\u{7}\u{9B}2J\r\u{202E}\u{0}"
    let input = file("\(evil): \(evil)\n", path: "\(evil).yaml")
    let cluster = SampleCluster.stacked(name: evil, zones: [nil])
    let found = ReportingTests.finding(
      at: input.span, evil, label: evil, notes: [evil], help: evil,
      related: [.init(evil, at: input.span)],
      fixes: [.init(title: evil, safety: .safe, edits: [TextEdit(Span(FileID(0), 0, 2), evil)])])
    let report = report(
      [input], findings: [found],
      problems: [.init(path: evil, problem: InputProblem(evil, nil))], clusters: [cluster],
      skipped: [.init(path: evil, reason: evil)])
    for bytes in [
      Array(text(report).utf8), CheckConcise.render(report), CheckJSON.render(report),
    ] {
      let harmful = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter {
        $0 != "\n" && ($0.properties.generalCategory == .control || $0 == "\u{202E}")
      }
      #expect(harmful.isEmpty)
    }
  }

  @Test func concise() {
    let input = file("é: 10s\n")
    let report = report(
      [input],
      findings: [
        ReportingTests.finding("some-rule", .warning, at: place("10s", in: input), "is short")
      ],
      problems: [
        .init(path: "gone.yaml", problem: InputProblem("cannot be read", nil)),
        .init(path: "a.yaml", problem: InputProblem("odd", place(":", in: input))),
      ])
    #expect(
      String(decoding: CheckConcise.render(report), as: UTF8.self) == """
        a.yaml:1:2: error[input-problem] odd
        gone.yaml: error[input-problem] cannot be read
        a.yaml:1:4: warning[some-rule] is short

        """)
  }
}
