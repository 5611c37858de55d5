/// What is bad about the states of a migration, beside its lowest margin and its number of steps;
/// the first counts most, and each is a sum over the states.
struct MigrationCost: Comparable {
  /// API servers' entries that reach no live voter.
  var dangling = 0
  /// States of each margin, the lowest first.
  var margins = 0
  /// The same for API servers.
  var servers = 0
  /// The same for failure domains.
  var domains = 0
  /// States with a learner that is to be promoted.
  var learners = 0

  /// More states than a migration has; a state of one margin outweighs all of those above.
  private static let weight = 128
  /// Margins from here on are as good as none.
  private static let enough = 4

  static func < (left: MigrationCost, right: MigrationCost) -> Bool {
    (left.dangling, left.margins, left.servers, left.domains, left.learners)
      < (right.dangling, right.margins, right.servers, right.domains, right.learners)
  }

  static func + (left: MigrationCost, right: MigrationCost) -> MigrationCost {
    MigrationCost(
      dangling: left.dangling + right.dangling, margins: left.margins + right.margins,
      servers: left.servers + right.servers, domains: left.domains + right.domains,
      learners: left.learners + right.learners)
  }

  /// What a state of this margin weighs.
  static func weight(of margin: Int) -> Int {
    (0..<(enough - min(enough, max(0, margin)))).reduce(1) { product, _ in product * weight }
  }
}
