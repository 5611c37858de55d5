/// What is wrong with the question of a command, in one sentence for its user.
package struct QuestionProblem: Error, Equatable {
  package let message: String

  package init(_ message: String) { self.message = message }
}
