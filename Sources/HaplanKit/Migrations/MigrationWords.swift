internal import Reporting

/// Sentences that several steps say.
enum MigrationWords {
  /// How many must be up from now on.
  static func vote(_ figures: MigrationReport.Figures) -> String {
    switch figures.voters {
    case 1: "from then on the one voter must live"
    case 2: "from then on both voters must live: keep this state short"
    default:
      "from then on \(figures.quorum) of \(figures.voters) voters must live"
    }
  }

  /// `3 voters, 1 learner`.
  static func members(voters: Int, learners: Int) -> String {
    let voting = "\(voters) voter\(voters == 1 ? "" : "s")"
    return learners == 0 ? voting : "\(voting), \(learners) learner\(learners == 1 ? "" : "s")"
  }
}
