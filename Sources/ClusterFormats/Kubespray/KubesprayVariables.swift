internal import ClusterModel
internal import Syntax

extension KubesprayReader {
  /// A variable as a host has it.
  func variable(_ name: String, of host: String, isControlPlane: Bool) -> InventoryVariable? {
    variables.variable(name, of: host, groups: groups.added(isControlPlane: isControlPlane))
  }

  /// A variable's text, where it is known: neither worked out by Ansible nor left to be filled in.
  func known(_ name: String, of host: String, isControlPlane: Bool) -> Located<String>? {
    guard let text = variable(name, of: host, isControlPlane: isControlPlane)?.text,
      !InventoryVariable.isExpression(text.value), !Placeholder.isUnknown(text.value)
    else { return nil }
    return text
  }

  /// A variable of the whole cluster, as the first control-plane host has it; what cannot be known
  /// of it is a gap.
  mutating func fact(_ name: String) -> Located<String>? {
    guard let text = clusterVariable(name)?.text else { return nil }
    return settled(text, name)
  }

  /// A variable of the whole cluster.
  func clusterVariable(_ name: String) -> InventoryVariable? {
    guard let host = controlPlane.first ?? etcd.first else { return nil }
    return variable(name, of: host.value, isControlPlane: !controlPlane.isEmpty)
  }

  mutating func settled(_ text: Located<String>, _ name: String) -> Located<String>? {
    if InventoryVariable.isExpression(text.value) {
      facts.addGap(name, "Ansible works \(name) out when it runs", text.span)
      return nil
    }
    if facts.isUnknown(text) {
      facts.addGap(name, "\(name) is left to be filled in", text.span)
      return nil
    }
    return text
  }

  /// Whether a variable of the whole cluster is true; `standard` where nobody says.
  mutating func flag(_ name: String, default standard: Bool) -> Bool {
    fact(name).flatMap { InventoryVariable.bool($0.value) } ?? standard
  }

  /// Zone and region as the labels of a node name them.
  func domains(of host: String, isControlPlane: Bool) -> [DomainPlace] {
    let labels = variable("node_labels", of: host, isControlPlane: isControlPlane)
    guard let mapping = labels?.collection, mapping.kind == .mapping else { return [] }
    let levels = [
      ("region", "topology.kubernetes.io/region"), ("zone", "topology.kubernetes.io/zone"),
    ]
    return levels.compactMap { level, label in
      guard let value = mapping.located(label), !Placeholder.isUnknown(value.value),
        !InventoryVariable.isExpression(value.value)
      else { return nil }
      return DomainPlace(level: level, names: [value.value], span: value.span)
    }
  }
}
