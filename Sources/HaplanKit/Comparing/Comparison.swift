internal import ClusterModel
package import Reporting
internal import Rules
internal import Syntax

/// Compares two descriptions, cluster by cluster.
package struct Comparison {
  /// One side of it.
  package struct Side {
    package let reading: Reading
    package let report: CheckReport
    /// What the names of its paths begin with, and the other side's do not.
    let root: String

    package init(_ reading: Reading, options: Options, root: String) {
      self.reading = reading
      report = Checking.report(of: reading, options: options)
      self.root = InputGatherer.trimmed(root)
    }
  }

  private let base: Side
  private let head: Side

  /// What changed from `base` to `head`.
  package static func report(from base: Side, to head: Side) -> DiffReport {
    Comparison(base: base, head: head).report()
  }

  private func report() -> DiffReport {
    var pairs = ClusterPairs(base, head).pairs
    pairs.sort { ByteSearch.isOrdered($0.name, $1.name) }
    var entries = pairs.map { entry($0.name, $0.before, $0.after) }
    let files = findings(nil, nil)
    if !files.fresh.isEmpty || !files.gone.isEmpty {
      entries.append(
        .init(
          name: "files", change: .changed, verdictBefore: nil, verdictAfter: nil, facts: [],
          fresh: files.fresh, gone: files.gone))
    }
    return DiffReport(entries: entries)
  }

  private func entry(_ name: String, _ before: Cluster?, _ after: Cluster?) -> DiffReport.Entry {
    let old = before.map { ClusterFigures($0) }
    let new = after.map { ClusterFigures($0) }
    let facts = old.flatMap { old in new.map { Self.facts(old, $0) } } ?? []
    let (fresh, gone) = findings(before?.name, after?.name)
    let change: DiffReport.Entry.Change =
      before == nil
      ? .added
      : after == nil
        ? .removed : facts.isEmpty && old?.verdict == new?.verdict ? .same : .changed
    return .init(
      name: name, change: change, verdictBefore: old?.verdict, verdictAfter: new?.verdict,
      facts: facts, fresh: fresh, gone: gone)
  }

  // MARK: Figures

  private static func facts(_ old: ClusterFigures, _ new: ClusterFigures) -> [DiffReport.Fact] {
    func key(_ figure: ClusterFigures.Figure) -> String {
      "\(figure.name) \(figure.service ?? "") \(figure.className ?? "")"
    }
    let before = Dictionary(old.figures.map { (key($0), $0) }, uniquingKeysWith: { $1 })
    let after = Set(new.figures.map(key))
    let changed = new.figures.compactMap { figure -> DiffReport.Fact? in
      let old = before[key(figure)]
      guard old?.text != figure.text else { return nil }
      return .init(
        name: figure.name, title: figure.title, service: figure.service,
        className: figure.className, before: old?.text ?? "not there", after: figure.text,
        direction: direction(old, figure))
    }
    let lost = old.figures.filter { !after.contains(key($0)) }.map { figure in
      DiffReport.Fact(
        name: figure.name, title: figure.title, service: figure.service,
        className: figure.className, before: figure.text, after: "not there",
        direction: .changed)
    }
    return changed + lost
  }

  private static func direction(
    _ old: ClusterFigures.Figure?, _ new: ClusterFigures.Figure
  ) -> DiffReport.Direction {
    guard let before = old?.value, let after = new.value, before != after else { return .changed }
    switch new.meaning {
    case .neither: return .changed
    case .moreIsBetter: return after > before ? .better : .worse
    case .lessIsBetter: return after < before ? .better : .worse
    }
  }

  // MARK: Findings

  /// Findings of one side without their like on the other. A finding of the same rule that says
  /// something else now is neither new nor gone, unless it is more severe.
  private func findings(
    _ before: String?, _ after: String?
  ) -> (fresh: [DiffReport.Remark], gone: [DiffReport.Remark]) {
    let isAboutFiles = before == nil && after == nil
    var old = base.report.findings.filter { finding in
      isAboutFiles ? finding.cluster == nil : finding.cluster != nil && finding.cluster == before
    }
    var new = head.report.findings.filter { finding in
      isAboutFiles ? finding.cluster == nil : finding.cluster != nil && finding.cluster == after
    }
    Self.cancel(&old, &new) { left, right in
      left.rule == right.rule && left.message == right.message && left.severity >= right.severity
    }
    Self.cancel(&old, &new) { $0.rule == $1.rule && $0.severity >= $1.severity }
    return (new.map { Self.remark($0, head) }, old.map { Self.remark($0, base) })
  }

  private static func cancel(
    _ old: inout [Finding], _ new: inout [Finding], where isSame: (Finding, Finding) -> Bool
  ) {
    new.removeAll { finding in
      guard let index = old.firstIndex(where: { isSame($0, finding) }) else { return false }
      old.remove(at: index)
      return true
    }
  }

  private static func remark(_ finding: Finding, _ side: Side) -> DiffReport.Remark {
    .init(
      rule: finding.rule, severity: finding.severity, message: finding.message,
      place: side.report.files.place(finding.span))
  }
}
