/// Says when something is down, as formulas over basic events ("this element has failed").
///
/// Formulas are coherent: built from events, constants, or, and, and at-least, with no negation,
/// so that a further failure never repairs anything. All of them share one arena, where each node
/// stands behind its children; every walk is therefore a loop over indices.
package struct FailureModel: Sendable {
  enum Node: Equatable, Sendable {
    case never
    case always
    case event(Int)
    case any([Formula])
    case all([Formula])
    case atLeast(Int, [Formula])
  }

  private(set) var nodes: [Node] = [.never, .always]
  /// Indices of nodes by a hash of their parts.
  private var known: [Int: [Int]] = [:]

  /// A model with nothing but the constants.
  package init() {}

  /// The element with this number has failed. Numbers are the caller's; they need not be dense.
  package mutating func event(_ id: Int) -> Formula { formula(.event(id)) }

  /// At least one part holds; `.never` without parts.
  package mutating func any(of parts: [Formula]) -> Formula {
    if parts.contains(.always) { return .always }
    let parts = distinct(parts, without: .never)
    if parts.isEmpty { return .never }
    return parts.count == 1 ? parts[0] : formula(.any(parts))
  }

  /// Every part holds; `.always` without parts.
  package mutating func all(of parts: [Formula]) -> Formula {
    if parts.contains(.never) { return .never }
    let parts = distinct(parts, without: .always)
    if parts.isEmpty { return .always }
    return parts.count == 1 ? parts[0] : formula(.all(parts))
  }

  /// At least `k` parts hold. A part that is given twice counts twice.
  package mutating func atLeast(_ k: Int, of parts: [Formula]) -> Formula {
    let need = k - parts.count { $0 == .always }
    let parts = parts.filter { $0 != .always && $0 != .never }.sorted()
    if need <= 0 { return .always }
    if need > parts.count { return .never }
    if need == 1 { return any(of: parts) }
    return need == parts.count ? all(of: parts) : formula(.atLeast(need, parts))
  }

  /// The events that `root` asks for, each once.
  package func events(under root: Formula) -> [Int] {
    indices(under: root).compactMap { index in
      if case .event(let id) = nodes[index] { id } else { nil }
    }
  }

  /// The indices of the nodes that `root` is made of, children first. Where `known` has 0 or more
  /// for a node, that one is left out, with what is only under it.
  func indices(under root: Formula, besides known: [Int32] = []) -> [Int] {
    var isUsed = Array(repeating: false, count: root.index + 1)
    isUsed[root.index] = true
    for index in isUsed.indices.reversed() where isUsed[index] {
      if index < known.count, known[index] >= 0 {
        isUsed[index] = false
        continue
      }
      switch nodes[index] {
      case .never, .always, .event: break
      case .any(let parts), .all(let parts), .atLeast(_, let parts):
        for part in parts { isUsed[part.index] = true }
      }
    }
    return isUsed.indices.filter { isUsed[$0] }
  }

  private mutating func formula(_ node: Node) -> Formula {
    let key = hash(node)
    if let same = known[key]?.first(where: { nodes[$0] == node }) { return Formula(index: same) }
    let formula = Formula(index: nodes.count)
    nodes.append(node)
    known[key, default: []].append(formula.index)
    return formula
  }

  /// Each part once, in order.
  private func distinct(_ parts: [Formula], without constant: Formula) -> [Formula] {
    var result: [Formula] = []
    for part in parts.sorted() where part != constant && part != result.last {
      result.append(part)
    }
    return result
  }

  private func hash(_ node: Node) -> Int {
    var hash = 0
    func mix(_ value: Int) { hash = (hash &+ value) &* 0x2545_F491_4F6C_DD1D }
    switch node {
    case .never, .always: break
    case .event(let id):
      mix(1)
      mix(id)
    case .any(let parts):
      mix(2)
      for part in parts { mix(part.index) }
    case .all(let parts):
      mix(3)
      for part in parts { mix(part.index) }
    case .atLeast(let count, let parts):
      mix(4)
      mix(count)
      for part in parts { mix(part.index) }
    }
    return hash
  }
}
