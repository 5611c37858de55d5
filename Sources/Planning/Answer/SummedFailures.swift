package import ClusterModel

extension [Requirements.Failures] {
  /// The same with each class once: `1 node + 1 node` are two nodes.
  package var summed: [Requirements.Failures] {
    var sums: [Requirements.Failures] = []
    for failure in self {
      if let index = sums.firstIndex(where: { $0.className == failure.className }) {
        let count = sums[index].count + failure.count
        sums[index] = Requirements.Failures(className: failure.className, count: count)
      } else {
        sums.append(failure)
      }
    }
    return sums
  }
}
