package import Syntax

/// What was recognised as what, the facts taken from it, and the facts that are missing.
package struct InputsReport: Sendable {
  /// What became of a file.
  package enum Status: String, Sendable, CaseIterable {
    /// Its facts were taken.
    case read
    /// It was read with another file, whose facts it completes.
    case readWith = "read-with"
    /// It was left out of a walk.
    case skipped
    /// It cannot be read, is broken, or is no cluster description though it was named.
    case problem
  }

  /// What a file was taken for.
  package struct Format: Sendable {
    package let name: String
    /// Why: what in the file says so.
    package let reason: String

    package init(name: String, reason: String) {
      self.name = name
      self.reason = reason
    }
  }

  /// One fact, as the file states it.
  package struct Fact: Sendable, Hashable {
    package let name: String
    package let value: String
    package let span: Span

    package init(name: String, value: String, span: Span) {
      self.name = name
      self.value = value
      self.span = span
    }
  }

  /// Something that is not known, or was not understood.
  package struct Gap: Sendable, Hashable {
    package let about: String
    package let fact: String
    package let message: String
    /// What to give so that it is known; `nil` where nothing better can be said.
    package let hint: String?
    package let span: Span?

    package init(about: String, fact: String, message: String, hint: String?, span: Span?) {
      self.about = about
      self.fact = fact
      self.message = message
      self.hint = hint
      self.span = span
    }
  }

  /// One file.
  package struct Input: Sendable {
    package let path: String
    package let status: Status
    /// Why it was not read, or what it was read with.
    package var reason: String?
    package var formats: [Format] = []
    package var machines: [String] = []
    package var clusters: [String] = []
    package var facts: [Fact] = []
    package var notUnderstood: [Gap] = []
    package var missing: [Gap] = []
    package var problems: [InputProblem] = []

    package init(path: String, status: Status) {
      self.path = path
      self.status = status
    }
  }

  /// One cluster that the files make.
  package struct Cluster: Sendable {
    package let name: String
    package let sources: [String]
    package let verdict: String
    package let missing: [Gap]

    package init(name: String, sources: [String], verdict: String, missing: [Gap]) {
      self.name = name
      self.sources = sources
      self.verdict = verdict
      self.missing = missing
    }
  }

  /// By path.
  package let inputs: [Input]
  package let clusters: [Cluster]
  /// How many files of the folders walked are somebody else's.
  package let foreignCount: Int
  package let files: [SourceFile]

  package init(
    inputs: [Input], clusters: [Cluster], foreignCount: Int, files: [SourceFile]
  ) {
    self.inputs = inputs
    self.clusters = clusters
    self.foreignCount = foreignCount
    self.files = files
  }
}
