import ClusterModel
import Syntax

struct SchedulerConfigFlagConflict: Rule {
  static let about = RuleAbout(
    name: "scheduler-config-flag-conflict", category: .leaderElection, grades: [.warning],
    summary: "kube-scheduler's flags and its configuration file say different things.",
    rationale: """
      Flags of leader election count before the file of --config, all other flags that the file \
      has a field for are ignored. Who reads the file reads a timing that does not hold.
      """,
    remedy: "Say it in one place, best in the file.",
    sources: ["cmd/kube-scheduler/app/options/options.go ApplyTo, ApplyLeaderElectionTo"],
    examples: [
      .bad(
        configuration("leaseDuration: ⟦15s⟧"), file: "scheduler.yaml",
        beside: ["kube-scheduler.service": unit("--leader-elect-lease-duration=30s")],
        fixed: configuration("leaseDuration: 30s")),
      .good(
        configuration("leaseDuration: 15s"), file: "scheduler.yaml",
        beside: ["kube-scheduler.service": unit("--leader-elect-lease-duration=15000ms")]),
    ])

  private static func configuration(_ field: String) -> String {
    """
    apiVersion: kubescheduler.config.k8s.io/v1
    kind: KubeSchedulerConfiguration
    leaderElection:
      \(field)

    """
  }

  private static func unit(_ flag: String) -> String {
    ExampleText.unit(
      "/usr/bin/kube-scheduler", "--config=/etc/kubernetes/scheduler.yaml", flag)
  }

  func violations(in view: ClusterView) -> [Violation] {
    view.cluster.invocations(of: .scheduler).flatMap { violations(of: $0, in: view) }
  }

  private func violations(of invocation: Invocation, in view: ClusterView) -> [Violation] {
    let sets = view.cluster.flagSets
    let files = invocation.layers.filter {
      sets.indices.contains($0) && sets[$0].style == .configurationFields
    }
    return files.flatMap { file in
      sets[file].flags.compactMap { field -> Violation? in
        guard let (flag, set) = invocation.flag(field.name), set != file,
          let text = flag.text, let other = field.text, !means(field.name, text, other)
        else { return nil }
        var violation = Violation(
          "kube-scheduler: --\(field.name) is \(text), its configuration file says \(other): the "
            + "flag counts", at: field.valueSpan)
        violation.related = [.init("the flag says \(text)", at: flag.valueSpan)]
        violation.help = "say it in one place"
        violation.subject = JudgedElector.subject(of: invocation)
        violation.fixes = [
          Fix(
            "write \(text) in the file, which is what holds", safety: .safe,
            [.setFlag(flagSet: file, name: field.name, value: text)])
        ]
        return violation
      }
    }
  }

  /// Whether two texts of one flag say the same.
  private func means(_ flag: String, _ first: String, _ second: String) -> Bool {
    if first == second { return true }
    if LeaderElection.Timing(rawValue: flag) != nil {
      let values = [first, second].map { try? GoDuration.parse($0).get() }
      return values[0] != nil && values[0] == values[1]
    }
    return GoBool.parse(first) != nil && GoBool.parse(first) == GoBool.parse(second)
  }
}
