import ClusterModel
import Syntax

struct EtcdLocalAndExternal: Rule {
  static let about = RuleAbout(
    name: "etcd-local-and-external", category: .etcdEndpoints, grades: [.refused],
    summary: "kubeadm is told both of a local and of an external etcd.",
    rationale: "kubeadm refuses the file: it has to know which of the two keeps the state.",
    remedy: "Keep one of etcd.local and etcd.external.",
    sources: ["kubernetes cmd/kubeadm/app/apis/kubeadm/validation/validation.go ValidateEtcd"],
    examples: [
      .bad(
        kubeadm(
          "  local:", "    dataDir: /var/lib/etcd", "  ⟦external⟧:", "    endpoints:",
          "      - https://10.0.0.1:2379"), file: "kubeadm.yaml"),
      .good(kubeadm("  local:", "    dataDir: /var/lib/etcd"), file: "kubeadm.yaml"),
    ])

  private static func kubeadm(_ lines: String...) -> String {
    (["apiVersion: kubeadm.k8s.io/v1beta4", "kind: ClusterConfiguration", "etcd:"] + lines)
      .joined(separator: "\n") + "\n"
  }

  func violations(in view: ClusterView) -> [Violation] {
    guard let places = view.cluster.localAndExternal else { return [] }
    var violation = Violation(
      "etcd.local and etcd.external are both given: kubeadm refuses the file", at: places.external)
    violation.related = [.init("the other", at: places.local)]
    violation.help = "keep one of them"
    return [violation]
  }
}
