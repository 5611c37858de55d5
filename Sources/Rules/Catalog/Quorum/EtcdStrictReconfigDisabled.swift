import ClusterModel
import Syntax

struct EtcdStrictReconfigDisabled: Rule {
  private static let flag = "strict-reconfig-check"

  static let about = RuleAbout(
    name: "etcd-strict-reconfig-disabled", category: .quorum, grades: [.warning],
    summary: "etcd may change its members where that loses quorum.",
    rationale: """
      With the check switched off etcd adds a member while too few are up, and removes one of those \
      that are left: the change is written, quorum is gone, and only a restore brings it back. \
      etcd's own sample configuration has it switched off; the program's default is on.
      """,
    remedy: "Take the setting away, or say true.",
    sources: [
      "etcd server/embed/config.go DefaultStrictReconfigCheck",
      "etcd server/etcdserver/server.go mayAddMember, mayRemoveMember",
    ],
    examples: [
      .bad(
        ExampleText.etcd("strict-reconfig-check: ⟦false⟧", "heartbeat-interval: 100"),
        fixed: ExampleText.etcd("heartbeat-interval: 100")),
      .bad(
        """
        name: e1
        listen-peer-urls: https://10.0.0.1:2380
        # Reject changes that would lose quorum.
        strict-reconfig-check: ⟦false⟧

        """,
        file: "etcd.conf.yml",
        fixed: """
          name: e1
          listen-peer-urls: https://10.0.0.1:2380
          # Reject changes that would lose quorum.

          """),
      .bad(
        "ETCD_NAME=e1\nETCD_LISTEN_PEER_URLS=http://10.0.0.1:2380\n"
          + "ETCD_STRICT_RECONFIG_CHECK=\"⟦false⟧\"\n",
        file: "etcd.env",
        fixed: "ETCD_NAME=e1\nETCD_LISTEN_PEER_URLS=http://10.0.0.1:2380\n"),
      .good(ExampleText.etcd("strict-reconfig-check: true")),
      .good(ExampleText.unit("/usr/bin/etcd", "--strict-reconfig-check"), file: "etcd.service"),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.cluster.invocations(of: .etcd).compactMap { invocation in
      guard let (flag, set) = invocation.flag(Self.flag), let text = flag.text,
        GoBool.parse(text) == false
      else { return nil }
      var violation = Violation(
        "\(view.title(ofFlagSet: set, component: .etcd)): members may be added and removed where "
          + "that loses quorum", at: flag.valueSpan)
      violation.help = "take \(Self.flag) away: its default is true"
      violation.subject = JudgedElector.subject(of: invocation)
      violation.fixes = [
        Fix(
          "take \(Self.flag) away", safety: .safe,
          [.removeFlag(flagSet: set, name: Self.flag)])
      ]
      return violation
    }
  }
}
