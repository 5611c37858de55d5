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
    let settings = RuleSettings(options, reading)
    let rules =
      settings.isUniform && !settings.wantsAll
      ? Catalog.rules.filter { settings.isWanted($0.about) } : Catalog.rules
    let judged = Parallel.map(count: reading.clusters.count, jobs: options.jobs) { index in
      judge(reading.clusters[index], rules, of: reading, options, settings)
    }
    var findings = judged.flatMap(\.findings)
    var profiles: [FileID: Profile] = [:]
    for (cluster, judged) in zip(reading.clusters, judged) {
      for file in cluster.files { profiles[file] = judged.cluster.profile }
    }
    let accepted = accept(&findings, reading, settings, profiles)
    var report = CheckReport(
      version: HaplanVersion.text, clusters: judged.map(\.cluster),
      findings: withoutRepeats(findings), problems: problems(of: reading),
      skipped: reading.skipped.map { .init(path: $0.path, reason: $0.reason) },
      fileCount: reading.fileCount, rules: rules.map { $0.about }, suppressed: accepted)
    if let baseline = options.baseline { report.remarks = baseline.apply(to: &report) }
    return report
  }

  /// Takes out what the inputs accept, and adds what they accept in vain.
  private static func accept(
    _ findings: inout [Finding], _ reading: Reading, _ settings: RuleSettings,
    _ profiles: [FileID: Profile]
  ) -> [CheckReport.Suppressed] {
    let files = profiles.keys.sorted().compactMap { reading.file($0) }
    var review = SuppressionReview(files: files) {
      CalendarDay(daysSince1970: System.daysSince1970)
    }
    guard !review.isEmpty else { return [] }
    findings = review.filter(findings, files: reading.files)
    let broken = Set(reading.problems.map(\.path))
    let grade: (RuleAbout, FileID) -> Severity? = { about, file in
      guard settings.isWanted(about, in: file), let profile = profiles[file] else { return nil }
      return settings.severity(of: about, in: file)
        ?? about.grades.first?.severity(in: profile)
    }
    findings += review.findings(profileGrade: grade, files: reading.files) { name, file in
      guard let rule = Catalog.rule(named: name),
        !broken.contains(reading.file(file)?.path ?? "")
      else { return false }
      return settings.isWanted(rule.about, in: file)
    }
    return review.accepted.map { .init($0.finding, isInSource: true, reason: $0.reason) }
  }

  /// What there is to say of one cluster.
  private struct Judged: Sendable {
    let findings: [Finding]
    let cluster: ClusterReport
  }

  private static func judge(
    _ cluster: Cluster, _ rules: [any Rule.Type], of reading: Reading, _ options: Options,
    _ settings: RuleSettings
  ) -> Judged {
    let assessment = Assessment(cluster)
    let profile = settings.profile(of: cluster)
    let view = ClusterView(
      cluster: cluster, assessment: assessment, profile: profile, files: reading.files,
      namedFiles: reading.namedFiles)
    return Judged(
      findings: Judge.findings(
        in: view, rules: rules, severities: options.severities, settings: settings.forJudge,
        edits: { FixWriter(cluster: cluster, files: reading.files).edits(of: $0) }),
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
