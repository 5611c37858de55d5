extension DecisionDiagram {
  /// The first, as in `firstSmallestCut`, among the smallest cuts that keep every limit; nil where
  /// failures within the limits never bring it down. Events under no limit may all happen.
  ///
  /// With "at most one zone" and "at most one further machine" it answers whether the loss of a
  /// zone and a machine at once is survived, and if not, which ones are not. The budget is that
  /// of the diagram unless given.
  package func smallestJointCut(
    limits: [FailureLimit], inOrder ranking: [Int] = [], nodeBudget: Int? = nil
  ) throws(BudgetExceeded) -> [Int]? {
    let within = try limited(by: limits, nodeBudget: nodeBudget ?? self.nodeBudget)
    return within.firstSmallestCut(inOrder: ranking)
  }

  /// It is down and the limits are kept. This is no longer coherent, but a smallest set of events
  /// that makes it hold is still the shortest path to the terminal.
  private func limited(
    by limits: [FailureLimit], nodeBudget: Int
  ) throws(BudgetExceeded) -> DecisionDiagram {
    var builder = DiagramBuilder(nodeBudget: nodeBudget)
    try builder.adopt(nodes)
    // A smallest cut has no event that the diagram does not ask for.
    let levels = Set(nodes.dropFirst(2).map(\.level)).sorted()
    var top = Int32(root)
    for limit in limits {
      var members: [Int32] = []
      for level in levels where limit.events.contains(order[Int(level)]) {
        members.append(try builder.variable(Int(level)))
      }
      guard limit.most < members.count else { continue }
      let isTooMany = try builder.atLeast(limit.most + 1, of: members)
      top = try builder.choose(isTooMany, 0, top)
    }
    return with(builder, top: top)
  }
}
