import ClusterModel
import Syntax

struct EtcdUnsafeFlags: Rule {
  static let about = RuleAbout(
    name: "etcd-unsafe-flags", category: .recovery, grades: [.warning],
    summary: "etcd is started with a flag that is only for a single recovery or a test.",
    rationale: """
      --force-new-cluster makes a cluster of one at every start: after the next restart the other \
      members are no longer its members. --unsafe-no-fsync leaves writes in memory that etcd has \
      acknowledged: a power cut loses them, on all members at once where they share the power.
      """,
    remedy: """
      Take the flag away. For a recovery give --force-new-cluster once, by hand, and restart \
      without it.
      """,
    sources: [
      "etcd server/etcdmain/help.go, section unsafe", "etcd.io docs op-guide/recovery",
      "etcd.io blog 2025, zombie members on upgrade",
    ],
    examples: [
      .bad(
        ExampleText.unit(
          "/usr/bin/etcd", "--name=e1", "--force-new-cluster=⟦true⟧", "--data-dir=/var/lib/etcd"),
        file: "etcd.service",
        fixed: ExampleText.unit("/usr/bin/etcd", "--name=e1", "--data-dir=/var/lib/etcd")),
      .bad(
        ExampleText.pod("etcd", "--name=e1", "⟦--unsafe-no-fsync⟧"), file: "etcd.yaml",
        fixed: ExampleText.pod("etcd", "--name=e1")),
      .good(ExampleText.etcd("force-new-cluster: false", "unsafe-no-fsync: false")),
    ])

  /// What each flag does, and what may be done about it without asking.
  private static let flags: [(name: String, effect: String, safety: Fix.Safety)] = [
    ("force-new-cluster", "each start makes it a cluster of one", .unsafe),
    ("unsafe-no-fsync", "a power cut loses writes that were acknowledged", .safe),
  ]

  func violations(in view: ClusterView) -> [Violation] {
    view.cluster.invocations(of: .etcd).flatMap { invocation in
      Self.flags.compactMap { violation($0, invocation, view) }
    }
  }

  private func violation(
    _ unsafe: (name: String, effect: String, safety: Fix.Safety), _ invocation: Invocation,
    _ view: ClusterView
  ) -> Violation? {
    guard let (flag, set) = invocation.flag(unsafe.name), let text = flag.text,
      GoBool.parse(text) == true
    else { return nil }
    var violation = Violation(
      "\(view.title(ofFlagSet: set, component: .etcd)): --\(unsafe.name) is no setting to keep: "
        + unsafe.effect, at: flag.valueSpan)
    violation.help = "take --\(unsafe.name) away"
    violation.subject = "\(JudgedElector.subject(of: invocation)) \(unsafe.name)"
    violation.fixes = [
      Fix(
        "take --\(unsafe.name) away", safety: unsafe.safety,
        [.removeFlag(flagSet: set, name: unsafe.name)])
    ]
    return violation
  }
}
