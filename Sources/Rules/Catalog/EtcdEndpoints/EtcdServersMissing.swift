import ClusterModel
import Syntax

struct EtcdServersMissing: Rule {
  static let about = RuleAbout(
    name: "etcd-servers-missing", category: .etcdEndpoints, grades: [.refused],
    summary: "An API server is given no etcd endpoint.",
    rationale: "kube-apiserver has no default for --etcd-servers and refuses to start without it.",
    remedy: "List the client URLs of etcd's members in --etcd-servers.",
    sources: ["k8s.io/apiserver pkg/server/options/etcd.go EtcdOptions.Validate"],
    examples: [
      .bad(
        ExampleText.unit(
          "⟦/usr/local/bin/kube-apiserver⟧", "--secure-port=6443", "--allow-privileged=true"),
        file: "kube-apiserver.service"),
      .good(
        ExampleText.unit(
          "/usr/local/bin/kube-apiserver", "--etcd-servers=http://127.0.0.1:2379",
          "--secure-port=6443"), file: "kube-apiserver.service"),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.cluster.apiServers.compactMap { server in
      guard server.servers.source == .missing else { return nil }
      var violation = Violation(
        "\(Component.apiServer.program): no --etcd-servers are given, so it refuses to start",
        at: server.servers.span ?? server.invocation.anchor ?? view.cluster.anchor)
      violation.help = "list the client URLs of etcd's members in --etcd-servers"
      return violation
    }
  }
}
