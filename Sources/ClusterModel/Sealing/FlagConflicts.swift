internal import Syntax

extension ClusterSealer {
  /// Flags of which other rules compare what they name, however it is written.
  private static let namingMembers: Set<String> = ["etcd-servers", "initial-cluster"]

  /// Flags that a spec states and that a machine's own file states otherwise: the file counts.
  mutating func noteFlagConflicts() {
    let described = parts.filter { $0.facts.isWhole && $0.facts.format == .haplan }
      .flatMap(\.facts.flagSets)
    guard !described.isEmpty else { return }
    for part in parts where !part.facts.isDescription {
      guard let machine = part.machine.map({ machineNames[$0] ?? $0 }) else { continue }
      for set in part.facts.flagSets {
        noteConflicts(
          of: set, on: machine, with: described.filter { $0.component == set.component })
      }
    }
  }

  private mutating func noteConflicts(
    of set: FlagSet, on machine: String, with described: [FlagSet]
  ) {
    // What the spec says of the machine lies over what it says of all.
    let own = described.filter { $0.machines == .named(machine) }
    let layers = own + described.filter { $0.machines == .all }
    if layers.isEmpty { return }
    var seen: Set<String> = []
    for name in set.flags.map(\.name) where seen.insert(name).inserted {
      guard !Self.namingMembers.contains(name), let actual = set.flag(name),
        let told = layers.lazy.compactMap({ $0.flag(name) }).first,
        let value = actual.text, let other = told.text, !Self.areOne(value, other)
      else { continue }
      conflicts.append(
        Conflict(
          fact: "--\(name) of \(set.component.program) on \(machine)",
          first: Located(value, actual.valueSpan), second: Located(other, told.valueSpan),
          changesCount: false))
    }
  }

  /// Whether two texts are one value to a program, as far as that is certain for any flag.
  private static func areOne(_ left: String, _ right: String) -> Bool {
    func words(_ text: String) -> [String] {
      text.split(separator: ",").map { $0.filter { $0 != " " } }.sorted()
    }
    if words(left) == words(right) { return true }
    if let left = GoInt.parse(left), let right = GoInt.parse(right) { return left == right }
    if let left = GoBool.parse(left), let right = GoBool.parse(right) { return left == right }
    guard let left = try? GoDuration.parse(left).get(),
      let right = try? GoDuration.parse(right).get()
    else { return false }
    return left == right
  }
}
