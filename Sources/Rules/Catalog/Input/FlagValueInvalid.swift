import ClusterModel
import Syntax

struct FlagValueInvalid: Rule {
  static let about = RuleAbout(
    name: "flag-value-invalid", category: .input, grades: [.refused],
    summary: "A program refuses the value of one of its flags.",
    rationale: """
      A program that cannot read a flag ends at start-up: a duration without a unit, a number with \
      one, a word where true or false is wanted. The machine's part of the control plane stays \
      down, and what depends on the value cannot be judged.
      """,
    remedy: """
      Durations of Kubernetes components need a unit, 15s or 1m30s; etcd's timings are bare \
      milliseconds; booleans are true or false; lists of URLs have no blanks.
      """,
    sources: [
      "Go time.ParseDuration, strconv.ParseBool, strconv.ParseInt with base 0, net/url.Parse",
      "cmd/kube-apiserver/app/options: --apiserver-count must be positive",
    ],
    standsInFor: ["apiserver-count-deprecated"],
    examples: [
      .bad(
        ExampleText.controllerManager("leader-elect-lease-duration: ⟦15⟧"),
        fixed: ExampleText.controllerManager("leader-elect-lease-duration: 15s")),
      .bad(
        ExampleText.etcd("heartbeat-interval: ⟦100ms⟧"),
        fixed: ExampleText.etcd("heartbeat-interval: 100")),
      .bad(
        ExampleText.scheduler(#"leader-elect: "⟦enabled⟧""#),
        fixed: ExampleText.scheduler(#"leader-elect: "true""#)),
      .bad(ExampleText.apiServer("apiserver-count: ⟦three⟧")),
      .bad(
        ExampleText.unit(
          "/usr/local/bin/kube-scheduler", "--leader-elect=true",
          "--leader-elect-retry-period=⟦2⟧"),
        file: "kube-scheduler.service",
        fixed: ExampleText.unit(
          "/usr/local/bin/kube-scheduler", "--leader-elect=true",
          "--leader-elect-retry-period=2s")),
      .good(
        ExampleText.controllerManager(
          "leader-elect: T", "leader-elect-lease-duration: 0.5m",
          "leader-elect-renew-deadline: 10000ms")),
      .good(ExampleText.etcd("heartbeat-interval: 0x64", "election-timeout: 1000")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    var violations: [Violation] = []
    let sets = view.cluster.flagSets
    for index in sets.indices {
      let component = sets[index].component
      let flags = sets[index].flags
      for place in flags.indices {
        guard let kind = FlagKind.of(flags[place].name, component) else { continue }
        for fault in faults(flags[place], kind, in: view) {
          violations.append(violation(fault, flags[place], sets[index], index, view))
        }
      }
    }
    return violations
  }

  /// Something that a program cannot read.
  private struct Fault {
    let text: String
    let span: Span
    let kind: FlagKind
    let repaired: String?
  }

  private func faults(
    _ flag: Flag, _ kind: FlagKind, in view: ClusterView
  ) -> [Fault] {
    guard let text = flag.text else { return [] }
    if kind == .urls { return urlFaults(flag, in: view) }
    guard !kind.accepts(text) else { return [] }
    return [
      Fault(
        text: text, span: flag.valueSpan, kind: kind, repaired: kind.repaired(text))
    ]
  }

  private func urlFaults(_ flag: Flag, in view: ClusterView) -> [Fault] {
    let list = flag.list(in: view.file(flag.valueSpan.file)) ?? []
    return list.filter { !FlagKind.urls.accepts($0.value) }.map {
      Fault(text: $0.value, span: $0.span, kind: .urls, repaired: nil)
    }
  }

  private func violation(
    _ fault: Fault, _ flag: Flag, _ set: FlagSet, _ index: Int, _ view: ClusterView
  ) -> Violation {
    let value = fault.text.isEmpty ? "an empty value" : "`\(fault.text)`"
    var violation = Violation(
      "\(view.title(ofFlagSet: index, component: set.component)): --\(flag.name) cannot be "
        + "\(value), so \(fault.kind.effect)",
      at: fault.span)
    violation.label = "wanted: \(fault.kind.wanted)"
    violation.help = "write \(fault.kind.wanted)"
    violation.subject = FlagKind.subject(flagSet: index, name: flag.name)
    if let repaired = fault.repaired {
      violation.help = "write `\(repaired)`"
      violation.fixes = [
        Fix(
          "write `\(repaired)`", safety: .safe,
          [.setFlag(flagSet: index, name: flag.name, value: repaired)])
      ]
    }
    return violation
  }
}
