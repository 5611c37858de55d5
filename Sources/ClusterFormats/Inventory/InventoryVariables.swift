internal import Syntax

/// The variables of hosts, over all that may state them: the inventory and the files in `group_vars`
/// and `host_vars` beside it, one over the other as Ansible lays them (its guide's "Understanding
/// variable precedence"). Variables of playbooks, roles and command lines are not seen.
final class InventoryVariables {
  private let inventory: Inventory
  private let graph: InventoryGraph
  private let files: VariableFiles
  private var layers: [String: [Layer]] = [:]

  /// One source of variables: a section, or a file.
  private enum Layer {
    case section([String: InventoryVariable])
    case file(DataNode)

    func variable(_ name: String) -> InventoryVariable? {
      switch self {
      case .section(let variables): return variables[name]
      case .file(let root):
        guard let entry = root.entry(name) else { return nil }
        return InventoryVariable(
          name: name, nameSpan: entry.key.valueSpan, value: .node(entry.value))
      }
    }
  }

  init(_ inventory: Inventory, files: VariableFiles) {
    self.inventory = inventory
    graph = InventoryGraph(inventory)
    self.files = files
  }

  /// The variable as the host has it; `groups` are further groups that the tool puts the host in.
  func variable(_ name: String, of host: String, groups: [String] = []) -> InventoryVariable? {
    for layer in layers(of: host, groups).reversed() {
      if let variable = layer.variable(name) { return variable }
    }
    return nil
  }

  /// Weakest first.
  private func layers(of host: String, _ more: [String]) -> [Layer] {
    let key = ([host] + more).joined(separator: "\u{0}")
    if let known = layers[key] { return known }
    let groups = graph.groups(of: host)
    var names = groups.map(\.name).filter { $0 != "all" }
    names += more.filter { !names.contains($0) && inventory[$0] == nil }
    var result: [Layer] = []
    if let all = inventory["all"] { result.append(.section(all.variables)) }
    result += groups.filter { $0.name != "all" }.map { .section($0.variables) }
    for group in ["all"] + names {
      result += files.variables(in: "group_vars", of: group).map { .file($0) }
    }
    if let own = inventory.hostVariables[host] { result.append(.section(own)) }
    result += files.variables(in: "host_vars", of: host).map { .file($0) }
    layers[key] = result
    return result
  }
}
