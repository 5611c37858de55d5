/// The best safe order of a migration, or why there is none: the greatest lowest margin, then the
/// fewest steps, then the least time in weak states.
package struct Migration: Sendable {
  /// One move, and who is there before and after it.
  package struct Step: Sendable {
    package let move: MigrationMove
    package let before: MigrationState
    package let after: MigrationState
  }

  package let problem: MigrationProblem
  /// Empty where nothing has to be done, or nothing can be.
  package let steps: [Step]
  /// Why no order is safe, and the least change that would help; `nil` where one is.
  package let obstacle: MigrationObstacle?
  /// Whether every order was looked at.
  package let isProven: Bool
  private let terms: MigrationTerms
  private let figures: MigrationFigures

  /// Searches; `problem` has at most `MigrationProblem.mostElements` members and API servers.
  package init(_ problem: MigrationProblem) {
    self.problem = problem
    terms = MigrationTerms(problem)
    figures = MigrationFigures(problem)
    var search = MigrationSearch(terms)
    let moves = search.run()
    isProven = search.isProven
    obstacle = moves == nil ? MigrationObstacle(terms) : nil
    var state = terms.start
    steps = (moves ?? []).map { [terms] move in
      let before = state
      state = terms.state(after: move, before)
      return Step(move: move, before: before, after: state)
    }
  }

  /// Who is there before the first step.
  package var start: MigrationState { terms.start }

  /// The lowest margin of all states; below zero where etcd has no quorum to begin with.
  package var lowestMargin: Int {
    ([start] + steps.map(\.after)).map(terms.margin).min() ?? 0
  }

  /// How many more voters may fail; below zero: there is no quorum.
  package func tolerates(_ state: MigrationState) -> Int { terms.margin(state) }

  /// Levels of failure domains, by name, with the number of domains of which any may fail without
  /// stopping etcd; levels at which a voter has no place are left out.
  package func survives(_ state: MigrationState) -> [(level: String, count: Int)] {
    figures.levels.compactMap { level in
      figures.survived(level, voters: state.voters, live: terms.liveVoters(state))
        .map { (level, $0) }
    }
  }

  /// API servers that list a voter that answers, by index.
  package func serving(_ state: MigrationState) -> [Int] { terms.serving(state).bits }

  /// Voters that answer, by index.
  package func liveVoters(_ state: MigrationState) -> [Int] { terms.liveVoters(state).bits }
}
