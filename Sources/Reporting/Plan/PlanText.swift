internal import ClusterModel
internal import FaultTolerance
internal import Planning

/// A plan explained: where things stand, what it keeps and costs, and why not otherwise.
package enum PlanText {
  /// The whole report.
  package static func render(_ report: PlanReport) -> [UInt8] {
    var lines = title(report.plan)
    guard let best = report.plan.best else { return text(lines) }
    lines += [""] + picture(best, report.plan.request)
    lines += [""] + keeps(report, best)
    let comparison = PlanComparison(report.plan)
    let prices = comparison.prices.map { line($0, best) }
    if !prices.isEmpty { lines += ["", "What each requirement costs:"] + prices }
    let alternatives = comparison.alternatives.map { line($0, best) }
    if !alternatives.isEmpty { lines += ["", "Why not otherwise:"] + alternatives }
    return text(lines)
  }

  private static func text(_ lines: [String]) -> [UInt8] {
    Array((lines.map(Visible.text).joined(separator: "\n") + "\n").utf8)
  }

  // MARK: Verdict

  private static func title(_ plan: Plan) -> [String] {
    let name = plan.request.name
    guard let best = plan.best else { return ["\(name): not possible", plan.reason ?? ""] }
    let proof =
      plan.isProven
      ? "proven the best of all within the limits"
      : "the best found before the search was given up: there may be a better one"
    return ["\(name): \(contents(best.placement)), cost \(best.cost.description)", proof]
  }

  private static func contents(_ placement: Placement) -> String {
    let nodes = Wording.counted(placement.controlPlane, "control-plane node")
    let members = Wording.counted(placement.members, "etcd member")
    let balancers =
      placement.balancers > 0 ? ", \(Wording.counted(placement.balancers, "balancer"))" : ""
    return "\(nodes), \(members) (\(placement.topology))\(balancers)"
  }

  // MARK: Picture

  /// A column for each zone, a line for each machine.
  private static func picture(_ best: Candidate, _ request: PlanRequest) -> [String] {
    let cluster = PlannedCluster(best.placement, request)
    let columns = request.zones.map { zone in
      ["\(request.level) \(zone.name)\(zone.isWitness ? " (witness)" : "")"]
        + cluster.nodes.filter { $0.zone == zone.name }.map { node in
          node.member.map { "\(node.name) + \($0)" } ?? node.name
        }
        + (cluster.members + cluster.balancers).filter { $0.zone == zone.name }.map(\.name)
    }
    let widths = columns.map { column in column.map(DisplayWidth.of).max() ?? 0 }
    let height = columns.map(\.count).max() ?? 0
    var lines = (0..<height).map { row in
      zip(columns, widths).map { column, width in
        cell(column.indices.contains(row) ? column[row] : "", width)
      }.joined(separator: " | ")
    }
    lines.insert(widths.map { String(repeating: "-", count: $0) }.joined(separator: "-+-"), at: 1)
    return lines.map { line in
      var line = line[...]
      while line.last == " " { line.removeLast() }
      return "  \(line)"
    }
  }

  private static func cell(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
  }

  // MARK: What it keeps

  private static func keeps(_ report: PlanReport, _ best: Candidate) -> [String] {
    var lines: [String] = []
    if let assessment = report.assessment {
      let verdict = assessment.verdict
      lines.append("It \(verdict.hasPrefix("survives") ? verdict : "is such: \(verdict)").")
    }
    let quorum = best.placement.members / 2 + 1
    lines.append(
      "etcd: quorum \(quorum) of \(best.placement.members), tolerates "
        + "\(best.placement.members - quorum).")
    if report.plan.request.assumptions != nil {
      let minutes = best.unavailability * Requirements.minutesPerYear
      lines.append(
        "API writes down about \(SignificantDigits.two(minutes)) minutes a year, by your assumptions and "
          + "independent failures.")
    }
    if best.placement.balancers == 0 {
      lines.append("No balancers: how clients find the API servers is not part of the request.")
    }
    return lines
  }

  // MARK: Why

  private static func line(_ price: PlanComparison.Price, _ best: Candidate) -> String {
    let without = price.without
    guard without.cost < best.cost else {
      return "  \(price.requirement): nothing; it comes with the rest"
    }
    let more = PlanCost(millionths: best.cost.millionths - without.cost.millionths)
    return "  \(price.requirement): \(more.description) more than "
      + "\(contents(without.placement)) without it"
  }

  private static func line(_ other: PlanComparison.Alternative, _ best: Candidate) -> String {
    let members = Wording.counted(other.members, "member")
    guard let candidate = other.candidate else {
      return "  \(members), \(other.topology.rawValue): keeps not all that is asked for"
    }
    return "  \(contents(candidate.placement)): \(difference(candidate, best))"
  }

  private static func difference(_ other: Candidate, _ best: Candidate) -> String {
    if other.cost > best.cost {
      let more = PlanCost(millionths: other.cost.millionths - best.cost.millionths)
      return "costs \(more.description) more"
    }
    let nodes = other.placement.nodes - best.placement.nodes
    if nodes > 0 { return "costs as much, with \(Wording.counted(nodes, "machine")) more" }
    if other.unavailability > best.unavailability {
      return "costs as much, and is down more of the time"
    }
    return "as good, with less in earlier zones"
  }
}
