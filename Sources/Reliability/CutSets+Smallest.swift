extension CutSets {
  /// The first `limit` minimal cut sets, smaller ones first, sets of one size compared event by
  /// event in the order of `ranking`, in which each set is written too. Events that `ranking`
  /// leaves out come last, as `order` has them.
  package func smallest(
    limit: Int, inOrder ranking: [Int] = []
  ) throws(BudgetExceeded) -> [[Int]] {
    var builder = CutSetBuilder(nodeBudget: nodeBudget)
    try builder.adopt(nodes)
    let ranks = Dictionary(zip(ranking, ranking.indices), uniquingKeysWith: { first, _ in first })
    var list = CutSetList(
      limit: limit, builder: builder,
      levelRanks: order.enumerated().map { ranks[$1] ?? ranking.count + $0 })
    for size in 0...largestSize where !list.isFull {
      try list.add(setsOf: Int32(root), size: size)
    }
    return list.sets.map { $0.map { order[Int($0)] } }
  }
}
