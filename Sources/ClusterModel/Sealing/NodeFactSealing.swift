internal import Syntax

extension ClusterSealer {
  /// Machine groups, each once, with the places that their names mean.
  mutating func gatherMachineGroups() {
    guard parts.contains(where: { !$0.facts.machineGroups.isEmpty }) else { return }
    var meanings: [String: DomainPlace] = [:]
    for part in parts { meanings.merge(part.facts.placeNames) { first, _ in first } }
    for part in parts {
      for group in part.facts.machineGroups {
        var group = group
        for name in group.unresolved {
          if let place = meanings[name.value] { group.places.append(place) }
        }
        group.unresolved.removeAll { meanings[$0.value] != nil }
        machineGroups.append(group)
      }
    }
  }

  /// Gives nodes the places of the groups that make them.
  mutating func placeByGroups() {
    guard !machineGroups.isEmpty else { return }
    var byName: [String: MachineGroup] = [:]
    for group in machineGroups where byName[group.name.value] == nil {
      byName[group.name.value] = group
    }
    for (index, node) in nodes.enumerated() {
      guard let name = nodeFacts[node.name]?.group, let group = byName[name] else { continue }
      let levels = Set(group.places.map(\.level)).subtracting(node.domains.map(\.level))
      let places = levels.sorted().compactMap { group.place(at: $0) }
      if !places.isEmpty { nodes[index] = node.standing(in: places) }
    }
  }
}

extension Node {
  /// The same node, in these places too.
  fileprivate func standing(in places: [DomainPlace]) -> Node {
    Node(
      name: name, address: address, otherAddresses: otherAddresses, domains: domains + places,
      isControlPlane: isControlPlane, span: span)
  }
}
