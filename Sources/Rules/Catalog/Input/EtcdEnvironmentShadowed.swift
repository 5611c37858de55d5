import ClusterModel
import Syntax

struct EtcdEnvironmentShadowed: Rule {
  static let about = RuleAbout(
    name: "etcd-environment-shadowed", category: .input, grades: [.refused],
    summary: "etcd is given the same setting by a flag and by a variable.",
    rationale: """
      etcd reads a variable for each of its flags. From 3.4 on it ends at start-up where both are \
      given, also where they say the same: a unit that was right for 3.3 no longer starts after \
      the upgrade, on every member that is upgraded.
      """,
    remedy: """
      Say it once: take the flag away, or give the variable another name than ETCD_ and the flag's.
      """,
    sources: [
      "etcd pkg/flags/flag.go verifyEnv; pkg/flags: fatal on conflicting environment variable (3.4)"
    ],
    examples: [
      .bad(
        unit("--name=⟦e1⟧", "--heartbeat-interval=100"), file: "etcd.service",
        beside: ["etcd.conf": "ETCD_NAME=e1\nETCD_DATA_DIR=/var/lib/etcd\n"],
        fixed: unit("--heartbeat-interval=100")),
      .bad(
        unit("--name=e1", "--election-timeout=⟦2000⟧"), file: "etcd.service",
        beside: ["etcd.conf": "ETCD_ELECTION_TIMEOUT=1000\n"]),
      .good(
        unit("--name=e1"), file: "etcd.service",
        beside: ["etcd.conf": "ETCD_DATA_DIR=/var/lib/etcd\nETCD_HEARTBEAT_INTERVAL=\n"]),
    ])

  private static func unit(_ flags: String...) -> String {
    """
    [Service]
    EnvironmentFile=/etc/etcd/etcd.conf
    ExecStart=/usr/bin/etcd \\
      \(flags.joined(separator: " \\\n  "))

    """
  }

  func violations(in view: ClusterView) -> [Violation] {
    view.cluster.invocations(of: .etcd).flatMap { violations(of: $0, in: view) }
  }

  private func violations(of invocation: Invocation, in view: ClusterView) -> [Violation] {
    let sets = view.cluster.flagSets
    let environments = invocation.layers.filter {
      sets.indices.contains($0) && sets[$0].style == .environment
    }
    return environments.flatMap { environment in
      sets[environment].flags.compactMap { variable -> Violation? in
        guard let (flag, set) = invocation.flag(variable.name), set != environment else {
          return nil
        }
        var violation = Violation(
          "\(view.title(ofFlagSet: set, component: .etcd)): --\(flag.name) is given by a variable "
            + "too: etcd 3.4 and later refuse to start", at: flag.valueSpan)
        violation.related = [.init("the variable", at: variable.valueSpan)]
        violation.help = "give it once"
        violation.subject = "\(JudgedElector.subject(of: invocation)) \(flag.name)"
        if let text = flag.text, text == variable.text {
          violation.fixes = [
            Fix(
              "take --\(flag.name) away, the variable says the same", safety: .safe,
              [.removeFlag(flagSet: set, name: flag.name)])
          ]
        }
        return violation
      }
    }
  }
}
