internal import ClusterModel
internal import Syntax

/// Reads a `talconfig.yaml` of talhelper: every machine of a cluster.
enum TalhelperReader {
  static func read(_ document: DataNode, facts: inout FactReader) -> ClusterPart? {
    let anchor = document.entry("nodes")?.key.span ?? document.span
    var part = ClusterPart(format: .talos, anchor: anchor, isWhole: true)
    part.name = facts.fact(document["clusterName"], "clusterName")
    part.endpoint = TalosEndpoint.read(document["endpoint"], "endpoint", facts: &facts)
    part.kubernetesVersion = facts.fact(document["kubernetesVersion"], "kubernetesVersion")
    TalosCluster.setStacked(at: anchor, &part)
    guard let items = facts.items(document["nodes"], "nodes") else { return part }
    let shared = facts.mapping(document["controlPlane"], "controlPlane")
    var workers: [Span] = []
    var isComplete = true
    for (index, item) in items.enumerated() {
      guard let node = facts.mapping(item, "nodes[\(index)]") else {
        isComplete = false
        continue
      }
      guard let isPlane = isControlPlane(node, "nodes[\(index)]", facts: &facts) else {
        isComplete = false
        continue
      }
      if !isPlane {
        workers.append(node.span)
      } else if !readNode(node, index, shared: shared, into: &part, facts: &facts) {
        isComplete = false
      }
    }
    if isComplete { part.nodesStatedAt = anchor }
    if isComplete, let first = workers.first { part.workers = Located(workers.count, first) }
    return part
  }

  /// `false` where nothing is said; `nil` where it is not known.
  private static func isControlPlane(
    _ node: DataNode, _ name: String, facts: inout FactReader
  ) -> Bool? {
    guard let value = node["controlPlane"], !value.isNull else { return false }
    if let answer = value.bool() { return answer }
    if facts.fact(value, "\(name).controlPlane") != nil {
      facts.report("\(name).controlPlane must be true or false", value.span)
    }
    return nil
  }

  /// Whether the node could be told from others.
  private static func readNode(
    _ node: DataNode, _ index: Int, shared: DataNode?, into part: inout ClusterPart,
    facts: inout FactReader
  ) -> Bool {
    let host = facts.fact(node["hostname"], "nodes[\(index)].hostname")
    let address = facts.fact(node["ipAddress"], "nodes[\(index)].ipAddress")
    guard let name = host ?? address else { return false }
    var fact = NodeFact(name: name.value, span: name.span)
    // talhelper takes several addresses, with commas between them.
    fact.address = address?.map {
      $0.split(separator: ",").first.map(String.init) ?? $0
    }
    part.nodes.append(fact)
    let interfaces = node["networkInterfaces"] ?? shared?["networkInterfaces"]
    for (number, item) in (facts.items(interfaces, "networkInterfaces") ?? []).enumerated() {
      let path = "networkInterfaces[\(number)].vip.ip"
      guard let vip = facts.fact(item["vip"]?["ip"], path) else { continue }
      part.balancers.append(
        TalosEndpoint.virtualAddress(vip, node: name, named: name.value))
    }
    return true
  }
}
