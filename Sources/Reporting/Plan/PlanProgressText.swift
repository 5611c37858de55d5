internal import ClusterModel
package import Planning

/// A search that goes on, in one line.
package enum PlanProgressText {
  /// `searching for 3s: 120000 placements, the best costs 39; 12% of what it may do`.
  package static func line(_ progress: PlanProgress, seconds: Int) -> String {
    let best = progress.best.map { "the best costs \($0.description)" } ?? "none keeps all yet"
    let share = Int(progress.spent * 100)
    return "searching for \(seconds)s: \(progress.considered) placements, \(best); "
      + "\(share)% of what it may do"
  }
}
