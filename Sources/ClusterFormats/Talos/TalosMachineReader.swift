internal import ClusterModel
internal import Syntax

/// Reads a machine configuration of Talos: `machine` and `cluster` of version v1alpha1
/// (pkg/machinery/config/types/v1alpha1).
enum TalosMachineReader {
  /// `init` is the first control-plane machine of early versions.
  private static let types: Set<String> = ["controlplane", "init"]

  /// `nil` for a worker's.
  static func read(_ document: DataNode, facts: inout FactReader) -> ClusterPart? {
    let machine = facts.mapping(document["machine"], "machine")
    let cluster = facts.mapping(document["cluster"], "cluster")
    let type = facts.fact(machine?["type"], "machine.type")
    guard let type, types.contains(type.value) else { return nil }
    var part = ClusterPart(format: .talos, anchor: type.span, isWhole: false)
    part.name = facts.fact(cluster?["clusterName"], "cluster.clusterName")
    part.kubernetesVersion = version(machine, facts: &facts)
    let plane = facts.mapping(cluster?["controlPlane"], "cluster.controlPlane")
    part.endpoint = TalosEndpoint.read(
      plane?["endpoint"], "cluster.controlPlane.endpoint", facts: &facts)
    let network = facts.mapping(machine?["network"], "machine.network")
    part.machineHint = facts.fact(network?["hostname"], "machine.network.hostname")
    readAddresses(network, into: &part, facts: &facts)
    TalosCluster.read(cluster, place: type.span, into: &part, facts: &facts)
    return part
  }

  /// Talos tells the version by the kubelet's image.
  private static func version(
    _ machine: DataNode?, facts: inout FactReader
  ) -> Located<String>? {
    let kubelet = facts.mapping(machine?["kubelet"], "machine.kubelet")
    guard let image = facts.fact(kubelet?["image"], "machine.kubelet.image"),
      let tag = image.value.split(separator: "@").first?.split(separator: ":").last,
      tag.hasPrefix("v"), tag.contains(".")
    else { return nil }
    return Located(String(tag), image.span)
  }

  private static func readAddresses(
    _ network: DataNode?, into part: inout ClusterPart, facts: inout FactReader
  ) {
    let interfaces = facts.items(network?["interfaces"], "machine.network.interfaces") ?? []
    for (index, item) in interfaces.enumerated() {
      let name = "machine.network.interfaces[\(index)]"
      if part.machineHint == nil,
        let address = facts.fact(item["addresses"]?.item(0), "\(name).addresses")
      {
        let bare = address.value.split(separator: "/").first.map(String.init) ?? address.value
        part.machineHint = Located(bare, address.span)
      }
      guard let vip = facts.fact(item["vip"]?["ip"], "\(name).vip.ip") else { continue }
      part.balancers.append(
        TalosEndpoint.virtualAddress(vip, node: part.machineHint, named: part.machineHint?.value))
    }
  }
}
