extension FailureModel {
  /// The events that bring `root` down alone; none where it is down anyway.
  package func singleCauses(of root: Formula) -> Set<Int> {
    var causes: [Int: Set<Int>] = [:]
    var isDown: [Int: Bool] = [:]
    func down(_ parts: [Formula]) -> Int { parts.count { isDown[$0.index] == true } }
    for index in indices(under: root) {
      switch nodes[index] {
      case .never: isDown[index] = false
      case .always: isDown[index] = true
      case .event(let id): causes[index] = [id]
      case .any(let parts):
        isDown[index] = down(parts) > 0
        causes[index] = parts.reduce(into: []) { $0.formUnion(causes[$1.index] ?? []) }
      case .all(let parts):
        isDown[index] = down(parts) == parts.count
        causes[index] = common(parts, need: parts.count - down(parts), causes)
      case .atLeast(let k, let parts):
        isDown[index] = down(parts) >= k
        causes[index] = common(parts, need: k - down(parts), causes)
      }
      if isDown[index] == true { causes[index] = [] }
    }
    return causes[root.index] ?? []
  }

  /// The events that are among the causes of at least `need` parts.
  private func common(_ parts: [Formula], need: Int, _ causes: [Int: Set<Int>]) -> Set<Int> {
    var votes: [Int: Int] = [:]
    for part in parts {
      for event in causes[part.index] ?? [] { votes[event, default: 0] += 1 }
    }
    return Set(votes.lazy.filter { $0.value >= need }.map(\.key))
  }
}
