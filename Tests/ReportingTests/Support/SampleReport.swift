import ClusterModel
import FaultTolerance
import Rules
import Syntax

@testable import Reporting

/// A finding of a test.
func finding(
  _ rule: String = "a-rule", _ severity: Severity = .error, at span: Span, _ message: String = "m",
  label: String? = nil, notes: [String] = [], help: String? = nil, cluster: String? = "prod",
  related: [Violation.Related] = [], fixes: [Finding.FixEdits] = []
) -> Finding {
  Finding(
    rule: rule, category: .leaderElection, severity: severity, message: message, label: label,
    notes: notes, help: help, cluster: cluster, span: span, related: related, fixes: fixes)
}

/// A report of a test.
func report(
  _ files: [SourceFile], findings: [Finding] = [], problems: [ProblemReport.Problem] = [],
  clusters: [Cluster] = [], skipped: [CheckReport.Skipped] = []
) -> CheckReport {
  CheckReport(
    version: "1.2.3",
    clusters: clusters.map {
      ClusterReport($0, assessment: Assessment($0), profile: .standard, paths: files.map(\.path))
    },
    findings: findings, problems: ProblemReport(problems: problems, files: files),
    skipped: skipped, fileCount: files.count)
}

func text(_ report: CheckReport, theme: Theme = .plain, isQuiet: Bool = false) -> String {
  String(decoding: CheckText.render(report, theme: theme, isQuiet: isQuiet), as: UTF8.self)
}
