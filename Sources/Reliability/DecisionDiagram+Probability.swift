extension DecisionDiagram {
  /// The probability that it is down, where event number `i` has happened with probability `p[i]`
  /// independently of all others, and never where `p` ends before `i`.
  ///
  /// A sum of products of what is not negative: nothing cancels, and small results keep their
  /// relative precision, which 1 − availability would lose.
  package func probability(of p: [Double]) -> Double {
    let failing = order.map { p.indices.contains($0) ? p[$0] : 0 }
    var isDown: [Double] = [0, 1]
    isDown.reserveCapacity(nodes.count)
    for node in nodes.dropFirst(2) {
      let own = failing[Int(node.level)]
      isDown.append(own * isDown[Int(node.high)] + (1 - own) * isDown[Int(node.low)])
    }
    return isDown[root]
  }
}
