extension CutSets {
  /// The first `limit` minimal cut sets, smaller ones first, sets of one size compared event by
  /// event in the order of `ranking`, in which each set is written too. Events that `ranking`
  /// leaves out come last, as `order` has them.
  package func smallest(
    limit: Int, inOrder ranking: [Int] = []
  ) throws(BudgetExceeded) -> [[Int]] {
    guard root > 0, limit > 0 else { return [] }
    guard root > 1 else { return [[]] }
    var builder = CutSetBuilder(nodeBudget: nodeBudget)
    try builder.adopt(nodes)
    let ranks = Dictionary(zip(ranking, ranking.indices), uniquingKeysWith: { first, _ in first })
    let levelRanks = order.enumerated().map { ranks[$1] ?? ranking.count + $0 }
    var sets: [[Int]] = []
    for size in 1...largestSize where sets.count < limit {
      let family = try builder.sets(of: Int32(root), size: Int32(size))
      guard family != 0 else { continue }
      let list = CutSetList(
        builder.table.nodes(under: family), size: size, limit: limit - sets.count,
        levelRanks: levelRanks)
      sets += list.sets.map { $0.map { order[Int($0)] } }
    }
    return sets
  }
}
