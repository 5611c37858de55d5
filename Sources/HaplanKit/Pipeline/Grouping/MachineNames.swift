internal import ClusterModel
internal import Syntax

/// Names the machines of loose parts that lie in one folder or file, of which the folder is none's.
enum MachineNames {
  /// Gives each part its machine. Where no role occurs twice they are one machine's, called by what
  /// one of them says of it, else `fallback`; else each is called by itself, or by its file.
  static func assign(_ items: [PartItem], fallback: String) -> [PartItem] {
    var result = items
    let open = items.indices.filter {
      items[$0].part.isOfMachine && items[$0].part.machineStated == nil
    }
    for index in items.indices {
      if let stated = items[index].part.machineStated { result[index].part.machine = stated.value }
    }
    let isOne = !hasSeveral(open.map { items[$0] })
    let shared =
      open.lazy.compactMap { items[$0].part.facts.machineHint?.value }.first
      ?? proxyName(of: open.map { items[$0] }) ?? fallback
    var used = UsedNames()
    for index in open {
      let part = items[index].part
      guard !isOne else {
        result[index].part.machine = shared
        continue
      }
      let roles = part.roles
      let hint = part.facts.machineHint?.value ?? PathName.stem(items[index].path)
      result[index].part.machine = used.take(hint, roles: roles)
    }
    return result
  }

  /// Who is called what so far.
  private struct UsedNames {
    private var rolesByName: [String: Set<String>] = [:]
    /// By hint, then role: the lowest number that may be free, so that none is tried twice.
    private var firstFree: [String: [String: Int]] = [:]

    /// The first name of a hint that no part with one of the roles has.
    mutating func take(_ hint: String, roles: Set<String>) -> String {
      var number = roles.compactMap { firstFree[hint]?[$0] }.max() ?? 1
      while let taken = rolesByName[Self.name(hint, number)], !taken.isDisjoint(with: roles) {
        number += 1
      }
      let name = Self.name(hint, number)
      rolesByName[name, default: []].formUnion(roles)
      for role in roles {
        var free = firstFree[hint]?[role] ?? 1
        while rolesByName[Self.name(hint, free)]?.contains(role) == true { free += 1 }
        firstFree[hint, default: [:]][role] = free
      }
      return name
    }

    private static func name(_ hint: String, _ number: Int) -> String {
      number == 1 ? hint : "\(hint)-\(number)"
    }
  }

  /// Where nothing but balancers' configurations lie there, nothing tells that the folder is a
  /// machine's: the file that states the backends names it.
  private static func proxyName(of items: [PartItem]) -> String? {
    let areBalancers = items.allSatisfy {
      !$0.part.facts.balancers.isEmpty && $0.part.facts.flagSets.isEmpty
        && $0.part.facts.nodes.isEmpty
    }
    guard areBalancers else { return nil }
    let proxy = items.first { !$0.part.facts.balancers.contains { $0.kind == .keepalived } }
    return (proxy ?? items.first).map { PathName.stem($0.path) }
  }

  /// Whether one role occurs twice, so that the parts are of several machines.
  static func hasSeveral(_ items: [PartItem]) -> Bool {
    var seen: Set<String> = []
    for role in items.flatMap(\.part.roles) where !seen.insert(role).inserted { return true }
    return Set(items.compactMap(\.part.machineStated?.value)).count > 1
  }
}
