internal import Syntax

extension ClusterSealer {
  /// Machine groups, each once, with the places that their names mean.
  mutating func gatherMachineGroups() {
    guard parts.contains(where: { !$0.machineGroups.isEmpty }) else { return }
    var meanings: [String: DomainPlace] = [:]
    for part in parts { meanings.merge(part.placeNames) { first, _ in first } }
    for part in parts {
      for group in part.machineGroups {
        var group = group
        for name in group.unresolved {
          if let place = meanings[name.value] { group.places.append(place) }
        }
        group.unresolved.removeAll { meanings[$0.value] != nil }
        machineGroups.append(group)
      }
    }
  }

  /// What all documents together say of each node: the first that says something counts.
  mutating func gatherNodeFacts() {
    for part in parts {
      if part.isWhole { wholeNodes.formUnion(part.nodes.lazy.map(\.name)) }
      for fact in part.nodes {
        if var known = nodeFacts[fact.name] {
          let addresses = known.addresses + fact.addresses
          known.address = addresses.first
          known.otherAddresses = addresses.dropFirst().filter { $0.value != addresses[0].value }
          known.group = known.group ?? fact.group
          known.components.formIntersection(fact.components)
          known.endpointPolicy = known.endpointPolicy ?? fact.endpointPolicy
          let levels = Set(known.domains.map(\.level))
          known.domains += fact.domains.filter { !levels.contains($0.level) }
          nodeFacts[fact.name] = known
        } else {
          nodeFacts[fact.name] = fact
        }
      }
    }
    guard !machineGroups.isEmpty else { return }
    for (name, fact) in nodeFacts {
      guard let group = machineGroups.first(where: { $0.name.value == fact.group }) else {
        continue
      }
      let own = Set(fact.domains.map(\.level))
      let levels = Set(group.places.map(\.level)).subtracting(own)
      nodeFacts[name]?.domains += levels.sorted().compactMap { group.place(at: $0) }
    }
  }
}
