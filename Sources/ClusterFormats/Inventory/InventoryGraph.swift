internal import Syntax

/// Which groups hold which hosts, looked up from the host's side.
struct InventoryGraph {
  /// Depths beyond this count as this, so that circles of groups end.
  private static let deepest = 64

  private let groups: [Inventory.Group]
  private var parents: [Int: [Int]] = [:]
  private var holders: [String: [Int]] = [:]
  private var depths: [Int] = []

  init(_ inventory: Inventory) {
    groups = inventory.groups
    var indices: [String: Int] = [:]
    for (index, group) in groups.enumerated() { indices[group.name] = index }
    for (index, group) in groups.enumerated() {
      for child in group.children {
        if let child = indices[child.value] { parents[child, default: []].append(index) }
      }
      for host in group.hosts where holders[host.value]?.last != index {
        holders[host.value, default: []].append(index)
      }
    }
    depths = groups.indices.map(depth)
  }

  /// The groups that hold a host, directly or through others, in the order in which their variables
  /// lie over one another: by depth below `all`, then by name (inventory/helpers.py, `sort_groups`).
  func groups(of host: String) -> [Inventory.Group] {
    var order = holders[host] ?? []
    var seen = Set(order)
    var next = 0
    while next < order.count {
      for parent in parents[order[next]] ?? [] where seen.insert(parent).inserted {
        order.append(parent)
      }
      next += 1
    }
    return order.sorted { left, right in
      depths[left] != depths[right]
        ? depths[left] < depths[right]
        : ByteSearch.isOrdered(groups[left].name, groups[right].name)
    }.map { groups[$0] }
  }

  /// The longest way up to `all`.
  private func depth(of index: Int) -> Int {
    if groups[index].name == "all" { return 0 }
    var level: Set<Int> = [index]
    var depth = 1
    while depth < Self.deepest {
      let above = Set(level.flatMap { parents[$0] ?? [] }).filter { groups[$0].name != "all" }
      if above.isEmpty { break }
      level = above
      depth += 1
    }
    return depth
  }
}
