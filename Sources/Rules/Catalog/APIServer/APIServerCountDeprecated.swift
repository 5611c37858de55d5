import ClusterModel
import Syntax

struct APIServerCountDeprecated: Rule {
  /// kubernetes/kubernetes#108062 marks the flag.
  private static let deprecatedSince = (major: 1, minor: 24)

  static let about = RuleAbout(
    name: "apiserver-count-deprecated", category: .apiServer, grades: [.advice],
    summary: "The API server is told a number of API servers that it no longer uses.",
    rationale: """
      --apiserver-count is read by the master-count reconciler only, which is deprecated itself. \
      The lease reconciler, the default since 1.11, finds the servers by their leases. A number \
      that nobody reads grows stale and misleads whoever reads it.
      """,
    remedy: "Drop the flag, and --endpoint-reconciler-type=master-count with it.",
    sources: [
      "cmd/kube-apiserver/app/options/options.go MarkDeprecated", "kubernetes/kubernetes#108062",
    ],
    examples: [
      .bad(
        ExampleText.apiServer(
          version: "v1.33.2", "anonymous-auth: false", "apiserver-count: ⟦3⟧"),
        fixed: ExampleText.apiServer(version: "v1.33.2", "anonymous-auth: false")),
      .good(ExampleText.apiServer(version: "v1.33.2", "anonymous-auth: false")),
      .good(
        ExampleText.apiServer(version: "v1.21.0", "anonymous-auth: false", "apiserver-count: 3")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    let sets = view.cluster.flagSets
    guard sets.indices.contains(where: { sets[$0].flag(APIServerCount.countFlag) != nil }) else {
      return []
    }
    // Every version still maintained is later: an unknown one is taken as such.
    if let version = view.cluster.version,
      (version.major, version.minor) < Self.deprecatedSince
    {
      return []
    }
    return sets.indices.compactMap { index in
      guard sets[index].component == .apiServer,
        let flag = sets[index].flag(APIServerCount.countFlag)
      else { return nil }
      var violation = Violation(
        "\(view.title(ofFlagSet: index, component: .apiServer)): --\(APIServerCount.countFlag) is "
          + "deprecated since 1.24, and nothing but the master-count reconciler reads it",
        at: flag.valueSpan)
      violation.help = "drop the flag"
      violation.subject = APIServerCount.subject(flagSet: index)
      violation.fixes = [fix(sets[index], index)]
      return violation
    }
  }

  /// Without the master-count reconciler the flag has no effect.
  private func fix(_ set: FlagSet, _ index: Int) -> Fix {
    let count = Change.removeFlag(flagSet: index, name: APIServerCount.countFlag)
    guard let reconciler = set.flag(APIServerCount.reconcilerFlag),
      reconciler.text == APIServerCount.masterCount
    else { return Fix("drop --\(APIServerCount.countFlag)", safety: .safe, [count]) }
    return Fix(
      "drop --\(APIServerCount.countFlag) and the master-count reconciler", safety: .unsafe,
      [count, .removeFlag(flagSet: index, name: APIServerCount.reconcilerFlag)])
  }
}
