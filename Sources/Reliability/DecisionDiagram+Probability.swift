extension DecisionDiagram {
  /// The probability that it is down, where event number `i` has happened with probability `p[i]`
  /// independently of all others, and never where `p` ends before `i`.
  ///
  /// A sum of products of what is not negative: nothing cancels, and small results keep their
  /// relative precision, which 1 − availability would lose.
  package func probability(of p: [Double]) -> Double {
    var isDown: [Double] = [0, 1]
    for node in nodes.dropFirst(2) {
      let event = order[Int(node.level)]
      let failing = p.indices.contains(event) ? p[event] : 0
      isDown.append(
        failing * isDown[Int(node.high)] + (1 - failing) * isDown[Int(node.low)])
    }
    return isDown[root]
  }
}
