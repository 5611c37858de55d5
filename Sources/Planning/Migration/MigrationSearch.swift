/// Looks through all safe orders. Each move brings the migration forward by one, so that states stand
/// in layers, and every way to the goal has as many steps as the shortest.
struct MigrationSearch {
  /// How a state was reached.
  private struct Entry {
    let state: MigrationState
    /// What the state itself adds; all that lead to it add the same.
    let own: MigrationCost
    var cost: MigrationCost
    var parent: Int
  }

  private let terms: MigrationTerms
  private let symmetry: MigrationSymmetry
  private let figures: MigrationFigures
  /// Whether every order was looked at.
  private(set) var isProven = true

  /// States of one layer that are kept, which is enough for seven members that are replaced by seven
  /// over three zones.
  static let mostStates = 3_000
  /// How many of a layer that is larger go on: the best by cost.
  static let fewStates = 300

  init(_ terms: MigrationTerms) {
    self.terms = terms
    symmetry = MigrationSymmetry(terms.problem)
    figures = MigrationFigures(terms.problem)
  }

  /// The best order; `nil` where no order is safe.
  mutating func run() -> [MigrationMove]? {
    let first = terms.margin(terms.start)
    guard first >= 0 else { return nil }
    for margin in stride(from: first, through: 0, by: -1) {
      if let moves = search(margin) { return moves }
    }
    return nil
  }

  private mutating func search(_ lowest: Int) -> [MigrationMove]? {
    let start = symmetry.canonical(terms.start)
    var layers = [[Entry(state: start, own: MigrationCost(), cost: MigrationCost(), parent: -1)]]
    while let layer = layers.last, !layer.isEmpty {
      if let end = layer.firstIndex(where: { terms.isGoal($0.state) }) {
        return moves(through: layers, to: end)
      }
      layers.append(next(after: layer, lowest))
    }
    return nil
  }

  private mutating func next(after layer: [Entry], _ lowest: Int) -> [Entry] {
    var entries: [Entry] = []
    var places: [MigrationState: Int] = [:]
    for (index, entry) in layer.enumerated() {
      for (_, reached) in terms.moves(from: entry.state) where terms.margin(reached) >= lowest {
        let state = symmetry.canonical(reached)
        if let place = places[state] {
          let cost = entry.cost + entries[place].own
          if cost < entries[place].cost {
            entries[place].cost = cost
            entries[place].parent = index
          }
        } else {
          places[state] = entries.count
          let own = cost(of: state)
          entries.append(Entry(state: state, own: own, cost: entry.cost + own, parent: index))
        }
      }
    }
    guard entries.count > Self.mostStates else { return entries }
    isProven = false
    let order = entries.indices.sorted { (entries[$0].cost, $0) < (entries[$1].cost, $1) }
    return order.prefix(Self.fewStates).map { entries[$0] }
  }

  private func cost(of state: MigrationState) -> MigrationCost {
    let live = terms.liveVoters(state)
    var cost = MigrationCost()
    cost.margins = MigrationCost.weight(of: terms.margin(state))
    for level in figures.levels {
      if let survived = figures.survived(level, voters: state.voters, live: live) {
        cost.domains += MigrationCost.weight(of: survived)
      }
    }
    let serving = terms.serving(state)
    var listed: UInt32 = 0
    for server in state.servers.bits {
      let list = terms.list(of: server, state)
      cost.dangling += (list & ~live).nonzeroBitCount
      if serving.has(server) { listed |= list & live }
    }
    if state.servers != 0 {
      cost.servers = MigrationCost.weight(
        of: min(serving.nonzeroBitCount, listed.nonzeroBitCount) - 1)
    }
    cost.learners = terms.promotable(state).nonzeroBitCount
    return cost
  }

  /// The moves along the best way: each one that leads on to a state like the next, the first of
  /// them by kind and name.
  private func moves(through layers: [[Entry]], to end: Int) -> [MigrationMove]? {
    var path: [MigrationState] = []
    var index = end
    for layer in layers.reversed() {
      path.append(layer[index].state)
      index = layer[index].parent
    }
    var state = terms.start
    var moves: [MigrationMove] = []
    for wanted in path.reversed().dropFirst() {
      let step = terms.moves(from: state).first { symmetry.canonical($0.state) == wanted }
      guard let step else { return nil }
      moves.append(step.move)
      state = step.state
    }
    return moves
  }
}
