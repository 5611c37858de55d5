import ClusterModel
import Syntax

struct KCPMaxSurge: Rule {
  private static let kind = "KubeadmControlPlane"
  private static let bare = Grade(
    "three replicas shrink to two during a rollout", lab: nil, standard: .warning, prod: .warning)

  static let about = RuleAbout(
    name: "kcp-max-surge", category: .maintenance, grades: [.refused, bare],
    summary: "A control plane's rollout makes more machines than it may, or has none to spare.",
    rationale: """
      Cluster API replaces control-plane machines one by one: first a new one (maxSurge 1), or the \
      old one away first (0). It refuses other numbers, and 0 below three replicas. With three \
      stacked members and 0 the cluster runs on two for as long as the rollout lasts, and may lose \
      none.
      """,
    remedy: "Set maxSurge to 1, which needs room for one machine more.",
    sources: ["Cluster API controlplane/kubeadm/webhooks, validateRolloutStrategy"],
    examples: [
      .bad(example(replicas: 3, surge: "⟦2⟧"), fixed: example(replicas: 3, surge: "1")),
      .bad(example(replicas: 1, surge: "⟦0⟧"), fixed: example(replicas: 1, surge: "1")),
      .bad(example(replicas: 3, surge: "⟦0⟧")),
      .good(example(replicas: 3, surge: "1")),
      .good(example(replicas: 5, surge: "0")),
    ])

  private static func example(replicas: Int, surge: String) -> String {
    """
    apiVersion: controlplane.cluster.x-k8s.io/v1beta1
    kind: KubeadmControlPlane
    metadata: {name: prod}
    spec:
      replicas: \(replicas)
      version: v1.33.0
      rolloutStrategy:
        rollingUpdate:
          maxSurge: \(surge)

    """
  }

  func violations(in view: ClusterView) -> [Violation] {
    view.cluster.machineGroups.compactMap { group in
      guard group.kind == Self.kind, group.role == .controlPlane, let surge = group.maxSurge
      else { return nil }
      // A text that is no number counts as 0 (apimachinery util/intstr, IntValue).
      let number = Int(surge.value) ?? 0
      let fix = Fix("set maxSurge to 1", safety: .safe, [.replaceText(surge.span, "1")])
      if number != 0, number != 1 {
        return violation(
          "maxSurge \(surge.value): Cluster API takes 1 or 0", surge.span, Self.about.grades[0], fix
        )
      }
      guard number == 0, let size = group.size, size.value > 0 else { return nil }
      if size.value < 3 {
        return violation(
          "maxSurge \(surge.value) with \(size.value) \(size.value == 1 ? "replica" : "replicas"): Cluster API "
            + "refuses it below 3", surge.span, Self.about.grades[0], fix)
      }
      guard size.value == 3, view.cluster.etcd.topology?.value == .stacked else { return nil }
      let room = Fix("set maxSurge to 1", safety: .suggestion, [.replaceText(surge.span, "1")])
      return violation(
        "maxSurge \(surge.value) with 3 replicas: during a rollout etcd has 2 members and may lose none",
        surge.span, Self.bare, room)
    }
  }

  private func violation(_ message: String, _ span: Span, _ grade: Grade, _ fix: Fix) -> Violation {
    var violation = Violation(message, at: span)
    violation.help = "set maxSurge to 1, with room for one machine more"
    violation.grade = grade
    violation.fixes = [fix]
    return violation
  }
}
