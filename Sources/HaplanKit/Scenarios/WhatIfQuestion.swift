internal import ClusterModel
internal import FaultTolerance
package import Reporting

/// What `what-if` is asked: what fails, and how it is looked at.
package struct WhatIfQuestion: Sendable {
  /// Sets of further failures to try one after the other.
  package enum Sweep: Sendable {
    case singles, pairs
  }

  /// `class=name`, as `--fail` has them.
  package var failures: [String] = []
  /// `node=name` or a node's name.
  package var maintained: [String] = []
  /// Sides between `|`, names between commas.
  package var partition: String?
  package var sweep: Sweep?

  package init() {}

  /// Scenarios of one cluster beyond which a sweep is refused; pairs of 200 things are fewer.
  package static let mostScenarios = 20_000

  /// The answer for every cluster that was read.
  package func report(of reading: Reading) throws(QuestionProblem) -> WhatIfReport {
    let assessments = reading.clusters.map { Assessment($0) }
    let names = ElementNames(assessments: assessments)
    let maintained = try names.labels(maintained, flag: "--maintain", of: "node")
    let failed = try names.labels(failures, flag: "--fail")
    let partition = try partition.map { text throws(QuestionProblem) in
      try sides(of: text, names)
    }
    guard partition != nil || sweep != nil || !maintained.isEmpty || !failed.isEmpty else {
      throw QuestionProblem(
        "what fails? --fail CLASS=NAME, --maintain NODE, --partition 'a|b,c', --all-single or "
          + "--all-pairs")
    }
    guard partition == nil || sweep == nil else {
      throw QuestionProblem("--partition goes with --fail and --maintain, not with --all-…")
    }
    var entries: [WhatIfReport.Entry] = []
    for assessment in assessments {
      let all = (maintained + failed.filter { !maintained.contains($0) }).filter(assessment.has)
      entries.append(
        WhatIfReport.Entry(
          name: assessment.cluster.name, failed: all, maintained: maintained.filter(assessment.has),
          answer: try answer(for: assessment, all, partition)))
    }
    return WhatIfReport(clusters: entries)
  }

  private func answer(
    for assessment: Assessment, _ failed: [String], _ partition: [Side]?
  ) throws(QuestionProblem) -> WhatIfReport.Answer {
    if let partition {
      let labels = partition.map(\.labels)
      let outcomes = assessment.sides(of: labels, afterFailing: failed)
      return .sides(
        zip(partition, outcomes).map { .init(names: $0.names, services: $1) },
        onSeveralSides: assessment.votersOnSeveralSides(of: labels, afterFailing: failed))
    }
    if let sweep { return .scenarios(try scenarios(of: sweep, assessment, failed)) }
    return .services(
      assessment.outcomes(afterFailing: failed),
      left: Self.left(assessment, failed))
  }

  /// What may still fail, of the classes that a team thinks in.
  private static func left(_ assessment: Assessment, _ failed: [String]) -> [WhatIfReport.Left] {
    let wanted = ["node", "load-balancer"] + assessment.cluster.levels
    return wanted.compactMap { className in
      assessment.left(of: .controlPlane, against: className, afterFailing: failed)
        .map { .init(className: className, count: $0) }
    }
  }

  // MARK: Partitions

  private struct Side {
    let names: [String]
    let labels: [String]
  }

  private func sides(
    of text: String, _ elements: ElementNames
  ) throws(QuestionProblem) -> [Side] {
    var seen: Set<String> = []
    var sides: [Side] = []
    for part in text.split(separator: "|", omittingEmptySubsequences: false) {
      var side: (names: [String], labels: [String]) = ([], [])
      for piece in part.split(separator: ",") {
        let name = piece.filter { $0 != " " }
        let label = try elements.placeLabel(name)
        guard seen.insert(label).inserted else {
          throw QuestionProblem("--partition names `\(name)` twice")
        }
        side.names.append(name)
        side.labels.append(label)
      }
      guard !side.names.isEmpty else {
        throw QuestionProblem("--partition wants names on every side, such as 'a|b,c'")
      }
      sides.append(Side(names: side.names, labels: side.labels))
    }
    guard sides.count > 1 else {
      throw QuestionProblem("--partition wants two sides or more, such as 'a|b,c'")
    }
    return sides
  }

  // MARK: Sweeps

  private func scenarios(
    of sweep: Sweep, _ assessment: Assessment, _ failed: [String]
  ) throws(QuestionProblem) -> [WhatIfReport.Scenario] {
    let things = assessment.everything.filter { !failed.contains($0) }
    let count = sweep == .singles ? things.count : things.count * max(0, things.count - 1) / 2
    guard count <= Self.mostScenarios else {
      throw QuestionProblem(
        "\(assessment.cluster.name): \(count) pairs are more than the \(Self.mostScenarios) that "
          + "are tried; name some failures with --fail")
    }
    let now = Set(Self.down(assessment.outcomes(afterFailing: failed)))
    var singles: [String: Set<Service>] = [:]
    var found: [WhatIfReport.Scenario] = []
    for thing in things {
      let outcomes = assessment.outcomes(afterFailing: failed + [thing])
      let down = Self.down(outcomes)
      singles[thing] = Set(down)
      if sweep == .singles {
        found.append(
          .init(failed: [thing], services: outcomes, stopped: down.filter { !now.contains($0) }))
      }
    }
    guard sweep == .pairs else { return found }
    for (index, first) in things.enumerated() {
      for second in things[(index + 1)...] {
        let outcomes = assessment.outcomes(afterFailing: failed + [first, second])
        let known = (singles[first] ?? []).union(singles[second] ?? [])
        let stopped = Self.down(outcomes).filter { !known.contains($0) }
        found.append(.init(failed: [first, second], services: outcomes, stopped: stopped))
      }
    }
    return found
  }

  private static func down(_ outcomes: [Outcome]) -> [Service] {
    outcomes.filter { $0.status == .down }.map(\.service)
  }
}
