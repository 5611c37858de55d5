internal import ClusterModel
internal import Syntax

extension SpecBuilder {
  /// The main etcd, and what stands beside it; `nil` where nothing is said of it.
  var etcd: SpecValue? {
    let etcd = cluster.etcd
    let flags = flags.common(.etcd)
    guard etcd.topology != nil || !etcd.members.isEmpty || flags != nil else { return nil }
    var map = SpecMap()
    map.add("topology", topology(of: etcd))
    map.add("members", .list(etcd.members.map(member)))
    map.add("flags", flags)
    map.add("overrides", .list(cluster.overrides.map(override)))
    return map.value
  }

  private func override(_ etcd: EtcdCluster) -> SpecValue {
    var map = SpecMap()
    map.add("name", etcd.name)
    map.add("resources", .texts(etcd.resources.map(\.value)))
    map.add("topology", topology(of: etcd))
    map.add("members", .list(etcd.members.map(member)))
    return map.value
  }

  /// As stated, else as the members stand.
  private func topology(of etcd: EtcdCluster) -> String {
    if let stated = etcd.topology?.value { return stated.rawValue }
    let nodes = etcd.members.map { $0.node.map { cluster.nodes[$0].isControlPlane } }
    let isControlPlaneSeen = cluster.isControlPlaneComplete || !cluster.apiServers.isEmpty
    if nodes.contains(false), isControlPlaneSeen {
      return EtcdCluster.Topology.external.rawValue
    }
    if etcd.isComplete, !nodes.isEmpty, nodes.allSatisfy({ $0 == true }) {
      return EtcdCluster.Topology.stacked.rawValue
    }
    return "unknown"
  }

  private func member(_ member: Member) -> SpecValue {
    var map = SpecMap()
    map.add("name", member.name)
    var urls = (member.clientURLs + member.listenURLs).map(\.value)
    let node = member.node.map { cluster.nodes[$0] }
    // An etcd machine's own address is known by its members alone.
    if urls.isEmpty, member.peerURLs.isEmpty, let node, !node.isControlPlane,
      let address = node.address
    {
      urls = ["https://\(address.value):2379"]
    }
    map.add("clientURL", Self.oneOrMore(urls))
    map.add("peerURL", Self.oneOrMore(member.peerURLs.map(\.value)))
    if let node, node.isControlPlane || node.name != member.name { map.add("node", node.name) }
    if member.isLearner { map.add("learner", .bool(true)) }
    if !member.isStarted { map.add("started", .bool(false)) }
    map.add("flags", flags.own(.etcd, on: node?.name ?? member.name))
    let own = Set(member.domains.map(\.level))
    let further = node.map { node in
      node.isControlPlane ? [] : node.domains.filter { !own.contains($0.level) }
    }
    map.add("domains", domains(member.domains + (further ?? [])))
    return map.value
  }

  private static func oneOrMore(_ texts: [String]) -> SpecValue? {
    texts.count > 1 ? .texts(texts) : texts.first.map { .text($0) }
  }
}
