internal import Syntax

/// A machine of which loose parts were seen, and what they say of it.
struct SeenMachine {
  let name: String
  var hints: [Located<String>] = []
  /// Where it is said to run a component of the control plane other than etcd.
  var controlPlane: Span?
  /// Where it is said to run etcd.
  var etcd: Span?
  /// What its own configuration says of it as a node.
  var fact: NodeFact?
  /// What a machine has at most one of.
  private(set) var roles: Set<String> = []

  /// The machines of loose parts, in order.
  static func all(in parts: [PlacedPart]) -> [SeenMachine] {
    var machines: [SeenMachine] = []
    var indices: [String: Int] = [:]
    for part in parts where !part.facts.isWhole {
      guard let name = part.machine else { continue }
      let index = indices[name] ?? machines.count
      if index == machines.count {
        indices[name] = index
        machines.append(SeenMachine(name: name))
      }
      machines[index].take(part)
    }
    return machines
  }

  private mutating func take(_ part: PlacedPart) {
    let named = part.facts.nodes.first(where: \.name.isEmpty)
    let told =
      [part.facts.machineStated, part.facts.machineHint].compactMap(\.self)
      + (named?.addresses ?? [])
    for hint in told where !hints.contains(where: { $0.value == hint.value }) { hints.append(hint) }
    fact = fact ?? named
    roles.formUnion(part.roles)
    etcd = etcd ?? part.facts.flagSets.first { $0.component == .etcd }?.anchor
    controlPlane =
      controlPlane ?? part.facts.flagSets.first { $0.component != .etcd }?.anchor ?? named?.span
  }
}
