import ClusterModel
import Syntax

struct EtcdServersLocalhostNoMember: Rule {
  static let about = RuleAbout(
    name: "etcd-servers-localhost-no-member", category: .etcdEndpoints, grades: [.refused],
    summary: "An API server looks for etcd on its own machine, where no member is.",
    rationale:
      "A loopback address reaches the machine itself: with no member there, nothing answers.",
    remedy: "List the client URLs of the members, wherever they stand.",
    sources: [
      "kops nodeup/pkg/model/kube_apiserver.go: rewrites 127.0.0.1 for API servers without a member"
    ],
    examples: [
      .bad(ExampleCluster.external("etcd-servers: ⟦https://127.0.0.1:2379⟧")),
      .good(
        ExampleCluster.spec(
          "controlPlane:", "  count: 3", "  apiServer:", "    flags:",
          "      etcd-servers: https://127.0.0.1:2379", "etcd: stacked")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    let cluster = view.cluster
    guard case .stated(let members) = cluster.etcd.membership,
      cluster.etcd.members.allSatisfy({ $0.node != nil })
    else { return [] }
    let hosts = Set(cluster.etcd.members.compactMap(\.node))
    var spans: Set<Span> = []
    return view.serversWithStatedLists.flatMap { server -> [Violation] in
      guard let node = server.node, !hosts.contains(node) else { return [] }
      return server.servers.endpoints.compactMap { endpoint in
        guard endpoint.member == nil,
          EndpointURL.parse(endpoint.text.value)?.isLoopback == true,
          spans.insert(endpoint.text.span).inserted
        else { return nil }
        return violation(endpoint, server, members)
      }
    }
  }

  private func violation(
    _ endpoint: EtcdEndpoint, _ server: APIServer, _ members: Span
  ) -> Violation {
    var violation = Violation(
      "\(Component.apiServer.program) on \(server.name): \(endpoint.text.value) is its own machine, "
        + "where no etcd member is: nothing answers", at: endpoint.text.span)
    violation.related = [.init("the members", at: members)]
    violation.help = "list the client URLs of the members"
    return violation
  }
}
