internal import ClusterModel
internal import FaultTolerance
package import Planning

/// A plan explained: where things stand, what it keeps and costs, and why not otherwise.
package enum PlanText {
  /// The whole report; the alternatives are searched for here.
  package static func render(
    _ report: PlanReport, progress: ((PlanProgress) -> Void)? = nil
  ) -> [UInt8] {
    var lines = title(report.plan)
    guard let best = report.plan.best else { return text(lines) }
    lines += [""] + picture(best, report.plan.request)
    lines += [""] + keeps(report, best)
    let comparison = PlanComparison(report.plan, progress: progress)
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
    guard let best = plan.best else {
      return ["\(name): \(plan.isProven ? "not possible" : "nothing found")", plan.reason ?? ""]
    }
    return [
      "\(name): \(contents(best.placement)), cost \(best.cost.description)", proof(plan, best),
    ]
  }

  /// Whether the best is proven, and how far it may be from that.
  package static func proof(_ plan: Plan, _ best: Candidate) -> String {
    guard !plan.isProven else { return "proven the best of all within the limits" }
    let found = "the best found in \(plan.limit.steps) steps, after which the search gives up"
    guard let least = plan.leastCost, least < best.cost else {
      return "\(found): nothing cheaper is possible, but something as cheap may be better"
    }
    let gap = PlanCost(millionths: best.cost.millionths - least.millionths)
    return "\(found): there may be a cheaper one, by \(gap.description) at most"
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
    if report.plan.request.survive.isEmpty, report.plan.request.unavailability == nil {
      lines.append(
        "Nothing is asked for, so that this is the least that runs; say what to survive, such as "
          + "--survive '1 zone'.")
    }
    if report.isAvailabilityOpen {
      lines.append(unassumed)
    }
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

  /// An availability of things that never fail is no promise.
  package static let unassumed =
    "Nothing is assumed to fail, so that the availability asked for could not be checked; "
    + "say how often things are down, such as --assume node=0.004."

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
    if let candidate = other.candidate {
      return "  \(contents(candidate.placement)): \(difference(candidate, best))"
    }
    let kind =
      switch other.kind {
      case .members(let count, let topology):
        "\(Wording.counted(count, "member")), \(topology.rawValue)"
      case .balancers(let count): count == 0 ? "no balancer" : Wording.counted(count, "balancer")
      }
    return "  \(kind): \(why(other.shortfall))"
  }

  private static func why(_ shortfall: PlanComparison.Shortfall?) -> String {
    switch shortfall {
    case .room: "does not fit"
    case .survive(let failures): "cannot survive \(failures)"
    case .availability: "cannot have the availability"
    case .together, nil: "keeps each requirement, but not all at once"
    case .unsettled: "not settled before the search was given up"
    }
  }

  private static func difference(_ other: Candidate, _ best: Candidate) -> String {
    if other.cost > best.cost {
      let more = PlanCost(millionths: other.cost.millionths - best.cost.millionths)
      return "costs \(more.description) more\(downtime(other, best))"
    }
    let nodes = other.placement.nodes - best.placement.nodes
    if nodes > 0 { return "costs as much, with \(Wording.counted(nodes, "machine")) more" }
    if other.unavailability > best.unavailability {
      return "costs as much\(downtime(other, best))"
    }
    return "as good, with less in earlier zones"
  }

  /// `, down 1.8 minutes a year instead of 54`.
  private static func downtime(_ other: Candidate, _ best: Candidate) -> String {
    guard other.unavailability > 0 || best.unavailability > 0 else { return "" }
    func minutes(_ candidate: Candidate) -> String {
      SignificantDigits.two(candidate.unavailability * Requirements.minutesPerYear)
    }
    let (one, two) = (minutes(other), minutes(best))
    return one == two ? "" : ", down \(one) minutes a year instead of \(two)"
  }
}
