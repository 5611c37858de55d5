package import ClusterModel
package import FaultTolerance
package import Rules
package import Syntax

/// What `check` found.
package struct CheckReport {
  package let version: String
  package let clusters: [ClusterReport]
  package var findings: [Finding]
  package let problems: ProblemReport
  package let skipped: [Skipped]
  /// How many files are haplan's: read, broken or skipped.
  package let fileCount: Int

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
    skipped: [Skipped], fileCount: Int
  ) {
    self.version = version
    self.clusters = clusters
    self.findings = findings
    self.problems = problems
    self.skipped = skipped
    self.fileCount = fileCount
  }

  /// The files that places are in.
  package var files: FileTexts { problems.files }

  /// How many findings have this severity.
  package func count(_ severity: Severity) -> Int {
    findings.reduce(0) { $0 + ($1.severity == severity ? 1 : 0) }
  }
}

/// What could not be read, with the files that places are in.
package struct ProblemReport {
  /// A problem, and the path of its input.
  package struct Problem {
    package let path: String
    package let problem: InputProblem

    package init(path: String, problem: InputProblem) {
      self.path = path
      self.problem = problem
    }
  }

  package let problems: [Problem]
  package let files: FileTexts

  package init(problems: [Problem], files: [SourceFile]) {
    self.problems = problems
    self.files = FileTexts(files)
  }

  /// Whether all inputs could be read.
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
