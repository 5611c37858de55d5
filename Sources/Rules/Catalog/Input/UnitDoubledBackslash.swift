import ClusterModel
import Syntax

struct UnitDoubledBackslash: Rule {
  static let about = RuleAbout(
    name: "unit-doubled-backslash", category: .input, grades: [.refused],
    summary: "A command in a systemd unit is cut off by doubled backslashes.",
    rationale: """
      systemd continues a line that ends in one backslash; two are a backslash, and the line ends. \
      The flags on the lines that follow are taken for unknown settings and ignored: the program \
      starts without its certificates, endpoints or timings, or not at all. They are often left \
      behind by a here-document that was quoted.
      """,
    remedy: "End each continued line with one backslash; `systemd-analyze verify` shows the rest.",
    sources: ["systemd.syntax(7): line continuation"],
    examples: [
      .bad(
        unit(#"⟦\\⟧"#, #"\\"#),
        file: "kube-scheduler.service",
        fixed: unit(#"\"#, #"\"#)),
      .good(unit(#"\"#, #"\"#), file: "kube-scheduler.service"),
    ])

  private static func unit(_ first: String, _ second: String) -> String {
    """
    [Unit]
    Description=Kubernetes scheduler

    [Service]
    ExecStart=/usr/local/bin/kube-scheduler \(first)
      --kubeconfig=/etc/kubernetes/scheduler.conf \(second)
      --leader-elect=true
    Restart=on-failure

    """
  }

  /// One command of one file.
  private struct Command: Hashable {
    let file: FileID
    let number: Int
  }

  func violations(in view: ClusterView) -> [Violation] {
    let marks = view.cluster.marks
      .filter { if case .doubledBackslash = $0.kind { true } else { false } }
      .sorted { $0.span < $1.span }
    return Dictionary(grouping: marks) { Command(file: $0.span.file, number: $0.group) }.values
      .compactMap(violation)
  }

  private func violation(_ marks: [TextMark]) -> Violation? {
    guard let first = marks.first, case .doubledBackslash(let component) = first.kind else {
      return nil
    }
    var violation = Violation(
      "\(component.program): systemd ends the command at this doubled backslash, and ignores the "
        + "flags that follow",
      at: first.span)
    violation.label = "one backslash continues a line"
    violation.related = marks.dropFirst().map { .init("another one", at: $0.span) }
    violation.help = "end each continued line with one backslash"
    violation.fixes = [
      Fix(
        "make them single backslashes", safety: .safe,
        marks.map { .replaceText($0.span, #"\"#) })
    ]
    return violation
  }
}
