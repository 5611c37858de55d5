import ClusterModel
import Syntax

struct EndpointReconcilerTypeUnknown: Rule {
  private static let none = Grade(
    "none, with more than one API server", lab: .note, standard: .warning, prod: .warning)

  static let about = RuleAbout(
    name: "endpoint-reconciler-type-unknown", category: .apiServer, grades: [.refused, none],
    summary: "kube-apiserver is given a reconciler of endpoints that there is not, or none.",
    rationale: """
      The reconciler keeps the addresses of the Service kubernetes in default, by which pods reach \
      the API servers. A type that is unknown stops kube-apiserver; with none nobody takes the \
      address of a dead one out, unless something else keeps the endpoints.
      """,
    remedy: "Take the flag away: its default, lease, is right.",
    sources: [
      "pkg/controlplane/reconcilers/reconcilers.go AllTypes",
      "cmd/kube-apiserver/app/options/validation.go",
    ],
    standsInFor: ["endpoint-reconciler-mixed"],
    examples: [
      .bad(
        ExampleText.apiServer("endpoint-reconciler-type: ⟦Lease⟧", "profiling: false"),
        fixed: ExampleText.apiServer("endpoint-reconciler-type: lease", "profiling: false")),
      .bad(ExampleText.apiServer("endpoint-reconciler-type: ⟦none⟧", "profiling: false")),
      .good(ExampleText.apiServer("endpoint-reconciler-type: master-count")),
      .good(ExampleText.apiServer(count: 1, "endpoint-reconciler-type: none")),
    ])

  /// pkg/controlplane/reconcilers/reconcilers.go.
  private static let types = [
    APIServerCount.masterCount, APIServerCount.standardReconciler, "none",
  ]

  func violations(in view: ClusterView) -> [Violation] {
    view.cluster.invocations(of: .apiServer).compactMap { violation(of: $0, in: view) }
  }

  private func violation(of invocation: Invocation, in view: ClusterView) -> Violation? {
    guard let (flag, set) = invocation.flag(APIServerCount.reconcilerFlag), let text = flag.text
    else { return nil }
    let title = view.title(ofFlagSet: set, component: .apiServer)
    var violation: Violation
    if !Self.types.contains(text) {
      violation = Violation(
        "\(title): there is no endpoint reconciler `\(text)`: it refuses to start",
        at: flag.valueSpan)
      violation.label = "wanted: lease, master-count or none"
      violation.help = "write lease"
      if Self.types.contains(text.lowercased()) {
        violation.fixes = [fix(text.lowercased(), set)]
      }
    } else if text == "none", view.cluster.apiServers.count > 1 {
      violation = Violation(
        "\(title): nobody takes a dead API server out of the Service kubernetes",
        at: flag.valueSpan)
      violation.grade = Self.none
      violation.help = "write lease, unless something else keeps these endpoints"
    } else {
      return nil
    }
    violation.subject = "kube-apiserver"
    return violation
  }

  private func fix(_ value: String, _ set: Int) -> Fix {
    Fix(
      "write \(value)", safety: .safe,
      [.setFlag(flagSet: set, name: APIServerCount.reconcilerFlag, value: value)])
  }
}
