internal import Syntax

/// Reads an inventory in YAML, as Ansible's `yaml` plugin does (plugins/inventory/yaml.py): each key
/// at the top is a group with `hosts`, `children` and `vars`.
struct YAMLInventoryReader {
  /// Groups within groups.
  private static let deepest = 64

  private(set) var inventory = Inventory()
  private(set) var problems: [InputProblem] = []

  static func read(_ root: DataNode) -> YAMLInventoryReader {
    var reader = YAMLInventoryReader()
    for entry in root.entries { reader.readGroup(entry.key, entry.value, depth: 0) }
    if let problem = reader.inventory.surplusProblem { reader.problems.append(problem) }
    return reader
  }

  private mutating func readGroup(_ key: DataNode, _ node: DataNode, depth: Int) {
    guard key.kind == .scalar, depth < Self.deepest else { return }
    // Anything but a mapping or nothing is skipped, with a warning of Ansible's.
    guard node.kind == .mapping || node.isNull else { return }
    let group = inventory.declare(key.text, at: key.valueSpan)
    for section in node.entries where section.key.kind == .scalar {
      switch section.key.text {
      case "hosts": readHosts(section.value, of: group)
      case "children": readChildren(section.value, of: group, depth: depth)
      case "vars":
        for entry in entries(section.value, "vars", group) {
          inventory.set(Self.variable(entry.key, entry.value), of: group)
        }
      default: break
      }
    }
  }

  private mutating func readChildren(_ node: DataNode, of group: Int, depth: Int) {
    if node.isFilledScalar {
      return inventory.add(child: Located(node.text, node.valueSpan), to: group)
    }
    for entry in entries(node, "children", group) where entry.key.kind == .scalar {
      readGroup(entry.key, entry.value, depth: depth + 1)
      inventory.add(child: Located(entry.key.text, entry.key.valueSpan), to: group)
    }
  }

  private mutating func readHosts(_ node: DataNode, of group: Int) {
    if node.isFilledScalar { return readHost(node, nil, of: group) }
    for entry in entries(node, "hosts", group) where entry.key.kind == .scalar {
      readHost(entry.key, entry.value, of: group)
    }
  }

  private mutating func readHost(_ key: DataNode, _ node: DataNode?, of group: Int) {
    guard inventory.surplus == nil else { return }
    let pattern: HostPattern
    do throws(HostPattern.Refusal) {
      pattern =
        Placeholder.isUnknown(key.text)
        ? HostPattern(names: [key.text], port: nil)
        : try HostPattern.read(key.text, limit: inventory.room)
    } catch {
      problems.append(
        InputProblem("Ansible refuses this host: \(error.message)", key.valueSpan))
      return
    }
    for name in pattern.names {
      inventory.add(host: Located(name, key.valueSpan), to: group, port: pattern.port)
      guard let node, node.kind == .mapping else { continue }
      for entry in node.entries where entry.key.kind == .scalar {
        inventory.set(Self.variable(entry.key, entry.value), of: name)
      }
    }
    if let node, !node.isNull, node.kind != .mapping {
      problems.append(
        InputProblem("the variables of \(key.text.prefix(60)) must be a mapping", node.span))
    }
  }

  /// The entries of a section, which Ansible wants as a mapping or empty.
  private mutating func entries(_ node: DataNode, _ name: String, _ group: Int) -> [(
    key: DataNode, value: DataNode
  )] {
    if node.isNull { return [] }
    guard node.kind == .mapping else {
      problems.append(
        InputProblem(
          "\(name) of group \(inventory.groups[group].name.prefix(60)) must be a mapping: Ansible "
            + "refuses the inventory", node.span))
      return []
    }
    return Array(node.entries)
  }

  private static func variable(_ key: DataNode, _ value: DataNode) -> InventoryVariable {
    InventoryVariable(name: key.text, nameSpan: key.valueSpan, value: .node(value))
  }
}
