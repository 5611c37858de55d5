import ClusterModel
import Syntax

struct LeaderElectLockType: Rule {
  private static let old = Grade(
    "the version is not known, or still takes it", lab: .note, standard: .warning, prod: .warning)

  static let about = RuleAbout(
    name: "leader-elect-lock-type", category: .leaderElection, grades: [.refused, old],
    summary: "A leader is elected by a kind of lock that is gone.",
    rationale: """
      Kubernetes 1.24 no longer makes locks of endpoints or configmaps, and 1.28 none of \
      endpointsleases or configmapsleases: the component ends at start-up, on every replica that \
      is upgraded.
      """,
    remedy: """
      Take the flag away or write leases, the only kind left. From endpoints or configmaps go by \
      way of the combined kind, so that old and new replicas share a lock.
      """,
    sources: [
      "client-go tools/leaderelection/resourcelock/interface.go v0.24.0, v0.28.0",
      "kubernetes/kubernetes#106852, #117558",
    ],
    examples: [
      .bad(
        ExampleText.controllerManager("leader-elect-resource-lock: ⟦endpoints⟧"),
        fixed: ExampleText.controllerManager("leader-elect-resource-lock: leases")),
      .bad(
        """
        apiVersion: kubescheduler.config.k8s.io/v1
        kind: KubeSchedulerConfiguration
        leaderElection:
          resourceLock: ⟦endpointsleases⟧

        """, file: "scheduler.yaml",
        fixed: """
          apiVersion: kubescheduler.config.k8s.io/v1
          kind: KubeSchedulerConfiguration
          leaderElection:
            resourceLock: leases

          """),
      .good(ExampleText.scheduler("leader-elect-resource-lock: leases")),
    ])

  /// The first minor version of Kubernetes 1 that refuses each kind, and the last that knows no
  /// better one.
  private static let gone: [String: (refused: Int, fine: Int)] = [
    "endpoints": (24, 19), "configmaps": (24, 19), "endpointsleases": (28, 19),
    "configmapsleases": (28, 19),
  ]

  func violations(in view: ClusterView) -> [Violation] {
    let version = view.cluster.version
    return
      (view.cluster.invocations(of: .controllerManager)
      + view.cluster.invocations(of: .scheduler)).compactMap { violation($0, version, view) }
  }

  private func violation(
    _ invocation: Invocation, _ version: KubernetesVersion?, _ view: ClusterView
  ) -> Violation? {
    guard let (flag, set) = invocation.flag(ElectionLock.kindFlag), let text = flag.text,
      text != "leases", view.elections.election(of: invocation).elect.value != false
    else { return nil }
    let known = Self.gone[text]
    let title = view.title(ofFlagSet: set, component: invocation.component)
    var isRefused = known == nil
    if let known, let version {
      if version <= KubernetesVersion(major: 1, minor: known.fine, patch: nil) { return nil }
      isRefused = version >= KubernetesVersion(major: 1, minor: known.refused, patch: nil)
    }
    let effect =
      known.map { "Kubernetes 1.\($0.refused) and later refuse to start with it" }
      ?? "it refuses to start"
    var violation = Violation("\(title): leader election by \(text): \(effect)", at: flag.valueSpan)
    violation.grade = isRefused ? nil : Self.old
    violation.help = "write leases"
    violation.subject = JudgedElector.subject(of: invocation)
    violation.fixes = [
      Fix(
        "write leases", safety: isRefused ? .safe : .unsafe,
        [.setFlag(flagSet: set, name: ElectionLock.kindFlag, value: "leases")])
    ]
    return violation
  }
}
