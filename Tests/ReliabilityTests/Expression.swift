import Reliability

/// A coherent formula as a plain tree that is evaluated by its definition.
indirect enum Expression {
  case constant(Bool)
  case event(Int)
  case atLeast(Int, [Expression])
  case any([Expression])
  case all([Expression])

  /// Whether it holds when the events at the set bits of `failed` have happened.
  func holds(_ failed: Int) -> Bool {
    switch self {
    case .constant(let value): value
    case .event(let id): failed >> id & 1 == 1
    case .any(let parts): parts.contains { $0.holds(failed) }
    case .all(let parts): parts.allSatisfy { $0.holds(failed) }
    case .atLeast(let k, let parts): parts.count { $0.holds(failed) } >= k
    }
  }

  func formula(in model: inout FailureModel) -> Formula {
    switch self {
    case .constant(let value): value ? .always : .never
    case .event(let id): model.event(id)
    case .any(let parts): model.any(of: formulas(parts, in: &model))
    case .all(let parts): model.all(of: formulas(parts, in: &model))
    case .atLeast(let k, let parts): model.atLeast(k, of: formulas(parts, in: &model))
    }
  }

  private func formulas(_ parts: [Expression], in model: inout FailureModel) -> [Formula] {
    parts.map { $0.formula(in: &model) }
  }

  /// A random one over the events `0..<events`; now and then with constants, repeated parts and
  /// thresholds out of range.
  static func random(events: Int, depth: Int, using random: inout SeededGenerator) -> Expression {
    let kind = Int.random(in: 0..<20, using: &random)
    if depth == 0 || (depth == 1 && kind < 12) {
      if kind == 19 { return .constant(Bool.random(using: &random)) }
      return .event(Int.random(in: 0..<events, using: &random))
    }
    let count = Int.random(in: 2...5, using: &random)
    let parts = (0..<count).map { _ in
      Expression.random(events: events, depth: depth - 1, using: &random)
    }
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return .any(parts)
    case 1: return .all(parts)
    default:
      let isAnything = kind == 18
      let range = isAnything ? 0...(count + 1) : 2...max(2, count - 1)
      return .atLeast(Int.random(in: range, using: &random), parts)
    }
  }
}
