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

  /// Adds what keeps the file's syntax from being read: as a template, where it is one. A broken
  /// file without a document that was recognised is the format's only where the format is certain
  /// of it. `documents` are the places of those that were recognised.
  mutating func addSyntaxProblems(of input: FormatInput, claim: Claim, documents: [Span]) {
    let syntax = input.documents.problems
    let isCertain = claim == .certain && !input.looksLikeScript
    guard isRecognised || (isCertain && !syntax.isEmpty) else { return }
    isRecognised = true
    var place = TemplateScan.firstControlFlow(in: input.file)
    if place == nil, let broken = syntax.lazy.compactMap(\.span).first {
      place =
        TemplateScan.firstPlaceholderLine(in: input.file)
        ?? TemplateScan.expression(in: input.file, before: broken)
    }
    let isInside = place.map { place in documents.contains { $0.range.overlaps(place.range) } }
    if let place, !syntax.isEmpty || isInside == true {
      template = InputProblem("this is a template: render it first", place)
    } else {
      problems += syntax
    }
  }

  /// Adds the part of one component's settings, and what was found in reading them.
  mutating func add(_ sets: [FlagSet], _ facts: FactReader, of file: SourceFile) {
    var facts = facts
    var part = ComponentFacts.part(of: sets, file: file)
    facts.give(to: &part)
    parts.append(part)
    problems += facts.problems
  }

  /// Adds what another format read of the same file; a problem that both found counts once.
  package mutating func merge(_ other: ReadResult) {
    if parts.isEmpty { parts = other.parts } else { parts += other.parts }
    for problem in other.problems where !problems.contains(problem) { problems.append(problem) }
    isRecognised = isRecognised || other.isRecognised
    if template == nil { template = other.template }
    notes += other.notes
  }
}
