package import ClusterModel
package import FaultTolerance
package import Rules
package import Syntax

/// What `check` found.
package struct CheckReport {
  package let version: String
  package let clusters: [ClusterReport]
  /// By path, offset, rule, then message and cluster.
  package var findings: [Finding]
  package let problems: ProblemReport
  package let skipped: [Skipped]
  /// How many files are haplan's: read, broken or skipped.
  package let fileCount: Int
  /// The rules that were asked, by name: made only for the formats that list them.
  package var rules: [RuleAbout] { makeRules() }
  private let makeRules: @Sendable () -> [RuleAbout]
  /// Findings that somebody accepted; they count nowhere.
  package var suppressed: [Suppressed]

  /// What standard error should say.
  package var remarks: [String] = []

  /// A finding that a comment, an annotation or a baseline accepts.
  package struct Suppressed: Sendable {
    package let finding: Finding
    /// Whether it stands in the input itself.
    package let isInSource: Bool
    /// Why, in the author's words; may be empty.
    package let reason: String

    package init(_ finding: Finding, isInSource: Bool, reason: String) {
      self.finding = finding
      self.isInSource = isInSource
      self.reason = reason
    }
  }

  /// A file that a walk left out.
  package struct Skipped: Sendable {
    package let path: String
    package let reason: String

    package init(path: String, reason: String) {
      self.path = path
      self.reason = reason
    }
  }

  package init(
    version: String, clusters: [ClusterReport], findings: [Finding], problems: ProblemReport,
    skipped: [Skipped], fileCount: Int,
    rules: @autoclosure @escaping @Sendable () -> [RuleAbout] = [], suppressed: [Suppressed] = []
  ) {
    self.version = version
    self.clusters = clusters
    self.findings = Self.inOrder(findings, problems.files)
    self.problems = problems
    self.skipped = skipped.sorted { $0.path.precedes($1.path) }
    self.fileCount = fileCount
    makeRules = rules
    self.suppressed = suppressed
  }

  private static func inOrder(_ findings: [Finding], _ files: FileTexts) -> [Finding] {
    let ranks = files.ranks
    func key(_ finding: Finding) -> (Int, UInt32, UInt32) {
      let index = Int(finding.span.file.rawValue)
      return (
        ranks.indices.contains(index) ? ranks[index] : index, finding.span.start,
        finding.span.end
      )
    }
    // Mostly they are in order, and no two in one place.
    let places = findings.map { key($0) }
    let isInOrder = zip(places, places.dropFirst()).allSatisfy {
      ($0.0, $0.1) < ($1.0, $1.1)
    }
    if isInOrder { return findings }
    return findings.sorted { left, right in
      let (first, second) = (key(left), key(right))
      if (first.0, first.1) != (second.0, second.1) {
        return (first.0, first.1) < (second.0, second.1)
      }
      if left.rule != right.rule { return left.rule.precedes(right.rule) }
      if first.2 != second.2 { return first.2 < second.2 }
      if left.message != right.message { return left.message.precedes(right.message) }
      return (left.cluster ?? "").precedes(right.cluster ?? "")
    }
  }

  /// The files that places are in.
  package var files: FileTexts { problems.files }

  /// How many findings have this severity.
  package func count(_ severity: Severity) -> Int {
    findings.reduce(0) { $0 + ($1.severity == severity ? 1 : 0) }
  }
}

extension String {
  /// In the order of Unicode scalars, whatever they mean.
  func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}

/// What could not be read, with the files that places are in.
package struct ProblemReport {
  /// One problem, and the input that has it.
  package struct Problem {
    package let path: String
    package let problem: InputProblem

    package init(path: String, problem: InputProblem) {
      self.path = path
      self.problem = problem
    }
  }

  /// By path, then offset.
  package let problems: [Problem]
  package let files: FileTexts

  package init(problems: [Problem], files: [SourceFile]) {
    self.problems = problems.sorted { left, right in
      left.path == right.path
        ? (left.problem.span?.start ?? 0, left.problem.message)
          < (right.problem.span?.start ?? 0, right.problem.message)
        : left.path.precedes(right.path)
    }
    self.files = FileTexts(files)
  }

  /// Whether every input could be read.
  package var isEmpty: Bool { problems.isEmpty }
}

/// A cluster as reports name it.
package struct ClusterReport {
  package let name: String
  package let sources: [String]
  package let profile: Profile
  package let etcd: EtcdFacts
  package let verdict: String

  package init(_ cluster: Cluster, assessment: Assessment, profile: Profile, paths: [String]) {
    name = cluster.name
    sources = paths
    self.profile = profile
    etcd = EtcdFacts(cluster)
    verdict = assessment.verdict
  }
}
