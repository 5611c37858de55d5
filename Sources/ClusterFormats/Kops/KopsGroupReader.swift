internal import ClusterModel
internal import Syntax

/// Reads an InstanceGroup of kOps: a scaling group of masters, of API servers, or of workers.
enum KopsGroupReader {
  /// v1alpha2 says `Master`, v1alpha3 `ControlPlane` (pkg/apis/kops/v1alpha2/conversion.go).
  private static let roles: [String: MachineGroup.Role] = [
    "Master": .controlPlane, "ControlPlane": .controlPlane, "APIServer": .apiServers,
    "Node": .workers,
  ]
  /// Further roles, which say nothing of the control plane's machines.
  private static let others: Set<String> = ["Bastion"]

  static func read(_ document: DataNode, into part: inout ClusterPart, facts: inout FactReader) {
    let place = document["kind"]?.valueSpan ?? document.span
    let metadata = facts.mapping(document["metadata"], "metadata")
    guard let spec = facts.mapping(document["spec"], "spec"),
      let role = role(of: spec, facts: &facts)
    else { return }
    let name = facts.fact(metadata?["name"], "metadata.name") ?? Located("unnamed", place)
    var group = MachineGroup(
      name: name, role: role, format: .kops, kind: "InstanceGroup", span: place)
    group.smallest = facts.number(spec["minSize"], "minSize")
    group.largest = facts.number(spec["maxSize"], "maxSize")
    group.places = (facts.items(spec["zones"], "zones") ?? []).compactMap { item in
      facts.fact(item, "zones").map {
        DomainPlace(level: "zone", names: [$0.value], span: $0.span)
      }
    }
    // A regional subnet says nothing beside zones (pkg/apis/kops/model/utils.go,
    // FindZonesForInstanceGroup).
    if group.places.isEmpty {
      group.unresolved = (facts.items(spec["subnets"], "subnets") ?? []).compactMap {
        facts.fact($0, "subnets")
      }
    }
    part.machineGroups.append(group)
    addMachines(of: group, to: &part)
  }

  private static func role(of spec: DataNode, facts: inout FactReader) -> MachineGroup.Role? {
    guard let text = facts.fact(spec["role"], "role") else { return nil }
    if let role = roles[text.value] { return role }
    if !others.contains(text.value) {
      facts.report("kOps has no role `\(text.value.prefix(60))`", text.span)
    }
    return nil
  }

  private static func addMachines(of group: MachineGroup, to part: inout ClusterPart) {
    switch group.role {
    case .controlPlane:
      // One group is one machine: kOps refuses more (ValidateInstanceGroup). The Cluster may have
      // named it too.
      part.nodes.append(node(named: group.name.value, group))
    case .apiServers:
      // A group that scales is counted with the fewest machines that it may have.
      guard let size = group.smallest ?? group.largest, size.value <= limit else { return }
      for number in 1...max(1, size.value) {
        let suffix = size.value > 1 ? "-\(number)" : ""
        var node = node(named: group.name.value + suffix, group)
        node.components = [.apiServer]
        // It reaches every member by its name (nodeup/pkg/model/kube_apiserver.go).
        node.endpointPolicy = Located(.all, group.span)
        part.nodes.append(node)
      }
    case .workers:
      guard let size = group.smallest, size.value >= 0 else { return }
      let (sum, isTooMany) = (part.workers?.value ?? 0).addingReportingOverflow(size.value)
      if !isTooMany { part.workers = Located(sum, part.workers?.span ?? size.span) }
    }
  }

  /// As many machines as a cluster may have.
  private static let limit = 1000

  private static func node(named name: String, _ group: MachineGroup) -> NodeFact {
    var node = NodeFact(name: name, span: group.name.span)
    node.group = group.name.value
    return node
  }
}
