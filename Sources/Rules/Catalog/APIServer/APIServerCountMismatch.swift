import ClusterModel
import Syntax

struct APIServerCountMismatch: Rule {
  static let about = RuleAbout(
    name: "apiserver-count-mismatch", category: .apiServer, grades: [.warning],
    summary: "The master-count reconciler is told another number of API servers than there are.",
    rationale: """
      The master-count reconciler keeps as many addresses in the kubernetes Service as \
      --apiserver-count says. With too few the API servers put one another out for ever, and pods \
      see their connections break; with too many the address of a dead server stays, and a part of \
      all connections from pods hangs.
      """,
    remedy: "Use the lease reconciler, the default: it needs no number.",
    sources: [
      "pkg/controlplane/reconcilers/mastercount.go", "kubernetes/kubernetes#22609, #56477",
    ],
    standsInFor: ["apiserver-count-deprecated"],
    examples: [
      .bad(
        ExampleText.apiServer("endpoint-reconciler-type: master-count", "apiserver-count: ⟦2⟧"),
        fixed: ExampleText.apiServer("endpoint-reconciler-type: lease", "apiserver-count: 2")),
      .bad(
        ExampleText.apiServer("endpoint-reconciler-type: ⟦master-count⟧"),
        fixed: ExampleText.apiServer("endpoint-reconciler-type: lease")),
      .good(ExampleText.apiServer("endpoint-reconciler-type: master-count", "apiserver-count: 3")),
      .good(ExampleText.apiServer("endpoint-reconciler-type: lease", "apiserver-count: 2")),
    ])

  /// An API server that counts.
  private struct Counter {
    let server: APIServer
    let count: Int64
    let span: Span
    let flagSet: Int

    init?(_ server: APIServer) {
      let invocation = server.invocation
      let reconciler = invocation.text(
        APIServerCount.reconcilerFlag, default: APIServerCount.standardReconciler)
      let stated = invocation.value(
        APIServerCount.countFlag, default: APIServerCount.standardCount
      ) { GoInt.parse($0).map { Int64($0) } }
      guard reconciler.value == APIServerCount.masterCount, let count = stated.value, count > 0,
        let span = stated.span ?? reconciler.span,
        let flagSet = invocation.flag(APIServerCount.countFlag)?.flagSet
          ?? invocation.flag(APIServerCount.reconcilerFlag)?.flagSet
      else { return nil }
      self.server = server
      self.count = count
      self.span = span
      self.flagSet = flagSet
    }
  }

  func violations(in view: ClusterView) -> [Violation] {
    let counters = view.cluster.apiServers.compactMap(Counter.init)
    guard let first = counters.first else { return [] }
    if view.cluster.isControlPlaneComplete {
      let total = view.cluster.apiServers.count
      return counters.filter { $0.count != Int64(total) }
        .map { mismatch($0, total, counters, view) }
    }
    guard let other = counters.first(where: { $0.count != first.count }) else { return [] }
    return [difference(first, other, counters)]
  }

  private func mismatch(
    _ counter: Counter, _ total: Int, _ counters: [Counter], _ view: ClusterView
  ) -> Violation {
    let effect =
      counter.count < Int64(total)
      ? "they put one another out of the kubernetes Service"
      : "the address of a dead one stays in the kubernetes Service"
    let title = view.title(ofFlagSet: counter.flagSet, component: .apiServer)
    let servers = total == 1 ? "there is 1 API server" : "there are \(total) API servers"
    let violation = Violation(
      "\(title): counts \(counter.count), but \(servers): \(effect)", at: counter.span)
    return finish(violation, counter, counters)
  }

  private func difference(
    _ first: Counter, _ other: Counter, _ counters: [Counter]
  ) -> Violation {
    var violation = Violation(
      "kube-apiserver: counts \(other.count) on \(other.server.name) but \(first.count) on "
        + "\(first.server.name): they undo each other in the kubernetes Service",
      at: other.span)
    violation.related = [.init("counts \(first.count)", at: first.span)]
    return finish(violation, other, counters)
  }

  /// All servers change to the lease reconciler together: mixed ones undo each other.
  private func finish(
    _ violation: Violation, _ counter: Counter, _ counters: [Counter]
  ) -> Violation {
    var violation = violation
    violation.help = "use the lease reconciler, which needs no number"
    violation.subject = APIServerCount.subject(flagSet: counter.flagSet)
    violation.furtherSubjects = counters.map { APIServerCount.subject(flagSet: $0.flagSet) }
    var changes: [Change] = []
    for counter in counters {
      guard let set = counter.server.invocation.flag(APIServerCount.reconcilerFlag)?.flagSet
      else { return violation }
      let change = Change.setFlag(
        flagSet: set, name: APIServerCount.reconcilerFlag,
        value: APIServerCount.standardReconciler)
      if !changes.contains(change) { changes.append(change) }
    }
    violation.fixes = [Fix("use the lease reconciler", safety: .safe, changes)]
    return violation
  }
}
