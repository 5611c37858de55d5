package import ClusterModel
package import Syntax

/// What was read of one file.
package struct ReadResult: Sendable {
  /// One for each cluster, or each machine, that a document speaks of.
  package var parts: [ClusterPart] = []
  package var problems: [InputProblem] = []
  /// Whether the file holds a document of the format, also one that says nothing of use.
  package var isRecognised = false
  /// Where the file is a template that cannot be read before it is rendered: a problem for a file
  /// that was named, a counted skip in a walk. What could be read of it is in `parts`.
  package var template: InputProblem?
  /// What was left out, and why, for `--verbose`.
  package var notes: [String] = []

  package init() {}

  package mutating func merge(_ other: ReadResult) {
    parts += other.parts
    for problem in other.problems where !problems.contains(problem) { problems.append(problem) }
    isRecognised = isRecognised || other.isRecognised
    if template == nil { template = other.template }
    notes += other.notes
  }
}
