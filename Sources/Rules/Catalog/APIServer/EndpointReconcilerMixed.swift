import ClusterModel
import Syntax

struct EndpointReconcilerMixed: Rule {
  static let about = RuleAbout(
    name: "endpoint-reconciler-mixed", category: .apiServer, grades: [.warning],
    summary: "API servers of one cluster keep the Service kubernetes in different ways.",
    rationale: """
      With lease an API server writes the addresses of all that are alive; with master-count it \
      adds its own and cuts the list to a number. Together they undo each other's lists, and pods \
      are sent to API servers that are gone, or never to some that are there.
      """,
    remedy: "Give all API servers the same --endpoint-reconciler-type; lease is the default.",
    sources: ["pkg/controlplane/reconcilers/lease.go, mastercount.go ReconcileEndpoints"],
    examples: [
      .bad(
        ExampleText.masters(
          "apiServer", "endpoint-reconciler-type: lease",
          "endpoint-reconciler-type: ⟦master-count⟧"),
        fixed: ExampleText.masters(
          "apiServer", "endpoint-reconciler-type: lease", "endpoint-reconciler-type: lease")),
      .bad(
        ExampleText.masters(
          "apiServer", "profiling: false", "endpoint-reconciler-type: ⟦master-count⟧"),
        fixed: ExampleText.masters(
          "apiServer", "profiling: false", "endpoint-reconciler-type: lease")),
      .good(
        ExampleText.masters("apiServer", "endpoint-reconciler-type: lease", "profiling: false")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    guard view.cluster.apiServers.count > 1 else { return [] }
    let flag = APIServerCount.reconcilerFlag
    let replicas = view.cluster.apiServers.map {
      FleetFlag(
        name: $0.name, invocation: $0.invocation, flag: flag,
        fact: $0.invocation.text(flag, default: APIServerCount.standardReconciler))
    }
    guard let fleet = Fleet(replicas, preferring: APIServerCount.standardReconciler) else {
      return []
    }
    var violation = Violation(
      "endpoint reconciler \(fleet.other.text) on \(fleet.other.name), \(fleet.usual.text) on "
        + "\(fleet.usual.name): they undo each other's lists", at: fleet.span)
    violation.related = fleet.related { "reconciler \($0)" }
    violation.help = "write lease everywhere"
    violation.subject = "kube-apiserver"
    violation.fixes = fleet.fix(to: APIServerCount.standardReconciler).map { [$0] } ?? []
    return [violation]
  }
}
