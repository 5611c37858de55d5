import ClusterModel
import Syntax

struct EtcdServersDiffer: Rule {
  static let about = RuleAbout(
    name: "etcd-servers-differ", category: .etcdEndpoints, grades: [.warning],
    summary: "API servers list different members of etcd.",
    rationale: """
      Lists that differ are usually what is left after a member was replaced: some API servers know \
      fewer live members than others, and stop earlier.
      """,
    remedy: "Give every API server the same list, with every voter.",
    sources: ["kubespray docs/operations/nodes.md: manifests are edited by hand after a change"],
    examples: [
      .bad(
        ExampleCluster.spec(
          [
            "controlPlane:", "  nodes:",
            "    - {name: m1, apiServer: {flags: {etcd-servers: "
              + "\"https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2379\"}}}",
            "    - {name: m2, apiServer: {flags: {etcd-servers: "
              + "\"⟦https://10.0.0.21:2379,https://10.0.0.22:2379⟧\"}}}",
          ] + ExampleCluster.external),
        fixed: ExampleCluster.spec(
          [
            "controlPlane:", "  nodes:",
            "    - {name: m1, apiServer: {flags: {etcd-servers: "
              + "\"https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2379\"}}}",
            "    - {name: m2, apiServer: {flags: {etcd-servers: "
              + "\"https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2379\"}}}",
          ] + ExampleCluster.external)),
      .good(
        ExampleCluster.spec(
          [
            "controlPlane:", "  nodes:",
            "    - {name: m1, apiServer: {flags: {etcd-servers: "
              + "\"https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2379\"}}}",
            "    - {name: m2, apiServer: {flags: {etcd-servers: "
              + "\"https://10.0.0.23:2379,https://10.0.0.22:2379,https://10.0.0.21:2379\"}}}",
          ] + ExampleCluster.external)),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    guard view.serversWithStatedLists.count > 1 else { return [] }
    let servers = view.serversWithStatedLists.filter { !isLocal($0, view.cluster) }
    guard let first = servers.first, let firstSpan = first.servers.span else { return [] }
    let expected = keys(first)
    guard let other = servers.first(where: { keys($0) != expected }), let span = other.servers.span
    else { return [] }
    var violation = Violation(
      "\(other.name) lists other etcd members than \(first.name): "
        + difference(keys(other), expected, other, first), at: span)
    violation.related = [.init("\(first.name) lists these", at: firstSpan)]
    violation.help = "give every API server the same list, with every voter"
    violation.fixes = fix(servers, view).map { [$0] } ?? []
    return [violation]
  }

  /// Every voter for all, nothing that is no member; where the members are known, and each server has
  /// a list of its own.
  private func fix(_ servers: [APIServer], _ view: ClusterView) -> Fix? {
    guard case .stated = view.cluster.etcd.membership else { return nil }
    var changes: [Change] = []
    var safety = Fix.Safety.safe
    for server in servers {
      guard let list = VoterList(server, view.cluster.etcd) else { return nil }
      if list.isComplete { continue }
      if list.dropsOthers, safety == .safe { safety = .unsafe }
      if view.isKeptByKubeadm(server) { safety = .suggestion }
      guard let change = list.change else { return nil }
      if !changes.contains(change) { changes.append(change) }
    }
    return changes.isEmpty ? nil : Fix("list every voter on all", safety: safety, changes)
  }

  /// Each its own stacked member: as kubeadm writes it.
  private func isLocal(_ server: APIServer, _ cluster: Cluster) -> Bool {
    !server.servers.members.isEmpty
      && server.servers.endpoints.allSatisfy { endpoint in
        guard let member = endpoint.member, let node = server.node else { return false }
        return cluster.etcd.members[member].node == node
      }
      || server.servers.endpoints.allSatisfy {
        EndpointURL.parse($0.text.value)?.isLoopback == true
      }
  }

  /// Members where they are known, else the endpoints themselves.
  private func keys(_ server: APIServer) -> Set<String> {
    Set(server.servers.endpoints.map { $0.member.map { "member \($0)" } ?? $0.text.value })
  }

  private func difference(
    _ other: Set<String>, _ expected: Set<String>, _ server: APIServer, _ first: APIServer
  ) -> String {
    let missing = expected.subtracting(other).count
    let extra = other.subtracting(expected).count
    if extra == 0 { return "\(missing) fewer" }
    if missing == 0 { return "\(extra) more" }
    return "\(missing) are missing, \(extra) are others"
  }
}
