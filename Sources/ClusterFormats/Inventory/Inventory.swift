internal import Syntax

/// An Ansible inventory: groups of hosts and of other groups, and the variables of both. Hosts are
/// kept as they are listed, with repeats; Ansible takes equal names for one host.
struct Inventory {
  /// Hosts of one inventory, ranges expanded; beyond any cluster that Kubernetes supports.
  static let mostHosts = 100_000

  /// One group, over all the places that speak of it.
  struct Group {
    let name: String
    /// Where it is first named as a section or a key.
    var span: Span
    /// Every host listed in it itself, ranges expanded.
    var hosts: [Located<String>] = []
    var children: [Located<String>] = []
    var variables: [String: InventoryVariable] = [:]
  }

  private(set) var groups: [Group] = []
  private var indices: [String: Int] = [:]
  /// By host, then by name; the last to be written counts.
  private(set) var hostVariables: [String: [String: InventoryVariable]] = [:]
  /// The port of a host that is written `host:port`.
  private(set) var ports: [String: Int] = [:]
  private(set) var hostCount = 0
  /// Where the first host stands that is one too many.
  private(set) var surplus: Span?

  /// How many more hosts are read.
  var room: Int { max(0, Self.mostHosts - hostCount) }

  /// That some hosts were not read; `nil` where all were.
  var surplusProblem: InputProblem? {
    surplus.map { place in
      InputProblem(
        "the inventory has more than \(Self.mostHosts) hosts; the rest is not read", place)
    }
  }

  subscript(name: String) -> Group? { indices[name].map { groups[$0] } }

  /// The index of a group, which is made where there is none.
  mutating func declare(_ name: String, at span: Span) -> Int {
    if let index = indices[name] { return index }
    indices[name] = groups.count
    groups.append(Group(name: name, span: span))
    return groups.count - 1
  }

  mutating func add(host: Located<String>, to group: Int, port: Int?) {
    guard room > 0 else {
      surplus = surplus ?? host.span
      return
    }
    groups[group].hosts.append(host)
    hostCount += 1
    if let port { ports[host.value] = port }
  }

  mutating func add(child: Located<String>, to group: Int) {
    groups[group].children.append(child)
  }

  mutating func set(_ variable: InventoryVariable, of group: Int) {
    groups[group].variables[variable.name] = variable
  }

  mutating func set(_ variable: InventoryVariable, of host: String) {
    hostVariables[host, default: [:]][variable.name] = variable
  }

  /// The group and those below it, each once, nearest first, as Ansible walks them
  /// (inventory/group.py, `_walk_relationship`).
  func descendants(of name: String) -> [Group] {
    guard let first = indices[name] else { return [] }
    var seen: Set<Int> = [first]
    var order = [first]
    var next = 0
    while next < order.count {
      for child in groups[order[next]].children {
        if let index = indices[child.value], seen.insert(index).inserted { order.append(index) }
      }
      next += 1
    }
    return order.map { groups[$0] }
  }

  /// Every host of a group, each once, with the place that first lists it there.
  func hosts(of name: String) -> [Located<String>] {
    var seen: Set<String> = []
    return descendants(of: name).flatMap(\.hosts).filter { seen.insert($0.value).inserted }
  }
}
