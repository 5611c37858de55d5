internal import ClusterFormats
internal import ClusterModel
internal import FaultTolerance
package import Reporting
internal import Rules
internal import Syntax

/// Judges what was read.
package enum Checking {
  /// The report of `check`.
  package static func report(of reading: Reading, options: Options) -> CheckReport {
    let isAnyWanted = options.selected.isEmpty && options.ignored.isEmpty
    let rules = Catalog.rules.filter { isAnyWanted || isWanted($0.about, options) }
    let judged = Parallel.map(count: reading.clusters.count, jobs: options.jobs) { index in
      judge(reading.clusters[index], rules, of: reading, options)
    }
    let findings = withoutRepeats(judged.flatMap(\.findings))
    return CheckReport(
      version: HaplanVersion.text, clusters: judged.map(\.cluster), findings: findings,
      problems: problems(of: reading),
      skipped: reading.skipped.map { .init(path: $0.path, reason: $0.reason) },
      fileCount: reading.fileCount, rules: rules.map { $0.about })
  }

  /// What there is to say of one cluster.
  private struct Judged: Sendable {
    let findings: [Finding]
    let cluster: ClusterReport
  }

  private static func judge(
    _ cluster: Cluster, _ rules: [any Rule.Type], of reading: Reading, _ options: Options
  ) -> Judged {
    let assessment = Assessment(cluster)
    let profile = options.profile ?? ProfileChoice.profile(of: cluster)
    let view = ClusterView(
      cluster: cluster, assessment: assessment, profile: profile, files: reading.files,
      namedFiles: reading.namedFiles)
    let writer = FixWriter(cluster: cluster, files: reading.files)
    return Judged(
      findings: Judge.findings(
        in: view, rules: rules, severities: options.severities, edits: writer.edits),
      cluster: ClusterReport(
        cluster, assessment: assessment, profile: profile,
        paths: cluster.files.compactMap { reading.file($0)?.path }))
  }

  /// The problems of the inputs, as reports show them.
  package static func problems(of reading: Reading) -> ProblemReport {
    ProblemReport(
      problems: reading.problems.map { .init(path: $0.path, problem: $0.problem) },
      files: reading.files)
  }

  private static func isWanted(_ about: RuleAbout, _ options: Options) -> Bool {
    let names: Set<String> = [about.name, about.category.rawValue]
    guard options.ignored.isDisjoint(with: names) else { return false }
    return options.selected.isEmpty || !options.selected.isDisjoint(with: names)
  }

  /// Findings on a file are said once, though several clusters stand in it.
  private static func withoutRepeats(_ findings: [Finding]) -> [Finding] {
    var seen: Set<FileFinding> = []
    return findings.filter { finding in
      guard finding.cluster == nil else { return true }
      return seen.insert(FileFinding(rule: finding.rule, span: finding.span)).inserted
    }
  }

  private struct FileFinding: Hashable {
    let rule: String
    let span: Span
  }
}
