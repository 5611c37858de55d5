internal import FaultTolerance

/// The answer of `what-if` for a terminal.
package enum WhatIfText {
  /// Scenarios that are listed at most; JSON has them all.
  private static let mostScenarios = 40

  /// The report as UTF-8.
  package static func render(_ report: WhatIfReport, theme: Theme) -> [UInt8] {
    let blocks = report.clusters.map { lines(of: $0, theme).joined(separator: "\n") + "\n" }
    return Array(blocks.joined(separator: "\n").utf8)
  }

  private static func lines(of entry: WhatIfReport.Entry, _ theme: Theme) -> [String] {
    switch entry.answer {
    case .services(let outcomes, let left):
      return [theme.paint(heading(entry), .strong)] + rows(outcomes, theme) + remainder(left)
    case .sides(let sides, let shared):
      let split = sides.map { $0.names.joined(separator: ", ") }.joined(separator: " | ")
      return [theme.paint(visible(heading(entry) + ", split into \(split)"), .strong)]
        + sides.flatMap { lines(of: $0, theme) } + [visible(quorumRemark(shared))]
    case .scenarios(let scenarios): return sweep(entry, scenarios, theme)
    }
  }

  private static func heading(_ entry: WhatIfReport.Entry) -> String {
    let failed = entry.failed.filter { !entry.maintained.contains($0) }
    let parts = [
      failed.isEmpty ? nil : "without " + Wording.listed(failed.map(Wording.spokenWithClass)),
      entry.maintained.isEmpty
        ? nil
        : "with " + Wording.listed(entry.maintained.map(Wording.spokenWithClass))
          + " in maintenance",
    ].compactMap(\.self)
    return visible(([entry.name] + parts).joined(separator: " "))
  }

  private static func rows(_ outcomes: [Outcome], _ theme: Theme) -> [String] {
    let nameWidth = outcomes.map(\.service.rawValue.count).max() ?? 0
    let statusWidth = outcomes.map(\.status.name.count).max() ?? 0
    return outcomes.map { outcome in
      let status = outcome.status.name
      let painted = outcome.status == .down ? theme.paint(status, .error) : status
      return "  " + padded(outcome.service.rawValue, nameWidth) + "  " + painted
        + String(repeating: " ", count: statusWidth - status.count) + "  " + visible(outcome.why)
    }
  }

  private static func remainder(_ left: [WhatIfReport.Left]) -> [String] {
    guard !left.isEmpty else { return [] }
    let parts = left.map { Wording.counted($0.count, Wording.noun(of: $0.className)) }
    return [visible("Left to lose: \(parts.joined(separator: ", ")).")]
  }

  private static func lines(of side: WhatIfReport.Side, _ theme: Theme) -> [String] {
    let write = side.services.first { $0.service == .apiWrite }?.status
    let clients =
      switch write {
      case .works: "clients here can write"
      case .down: "clients here cannot write"
      default: "whether clients here can write is not known"
      }
    let title = visible("On the side of \(side.names.joined(separator: ", ")): \(clients)")
    return ["", title] + rows(side.services, theme)
  }

  private static func quorumRemark(_ shared: [String]) -> String {
    guard !shared.isEmpty else {
      return "\nEvery voter is on one side: at most one side can have quorum."
    }
    return "\nOn several sides, so that more than one may seem to have quorum: "
      + shared.joined(separator: ", ") + ". Name their zones or nodes on one side."
  }

  // MARK: Sweeps

  private static func sweep(
    _ entry: WhatIfReport.Entry, _ scenarios: [WhatIfReport.Scenario], _ theme: Theme
  ) -> [String] {
    let bad = scenarios.filter { !$0.stopped.isEmpty }
    let isPairs = scenarios.first.map { $0.failed.count > 1 } ?? false
    let kind = isPairs ? "pair" : "single failure"
    let stop = bad.count == 1 ? "stops" : "stop"
    let alone = isPairs ? " that neither of the two stops alone" : ""
    let counted =
      "\(Wording.counted(scenarios.count, kind)), \(bad.count) \(stop) something\(alone)"
    var lines = [theme.paint("\(heading(entry)): \(counted)", .strong)]
    for scenario in bad.prefix(mostScenarios) {
      let names = Wording.listed(scenario.failed.map(Wording.spokenWithClass))
      let services = listed(scenario.stopped)
      let verb = scenario.failed.count == 1 ? "stops" : "stop"
      let first = scenario.services.first { $0.service == scenario.stopped.first }
      lines.append("  " + theme.paint(visible(names), .error) + " \(verb) \(services)")
      if let first { lines.append("    " + visible(first.why)) }
    }
    if bad.count > mostScenarios {
      lines.append("  and \(bad.count - mostScenarios) more; -o json lists all")
    }
    return lines
  }

  private static func listed(_ services: [Service]) -> String {
    services.count == Service.allCases.count
      ? "every service" : services.map(\.rawValue).joined(separator: ", ")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func visible(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Visible.text(String($0)) }.joined(separator: "\n")
  }
}
