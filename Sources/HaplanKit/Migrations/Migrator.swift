internal import ClusterModel
internal import FaultTolerance
internal import Planning
package import Reporting
internal import Syntax

/// Plans a migration from one description of a cluster to another.
package struct Migrator {
  /// Names of members of FROM that do not answer.
  package var dead: [String] = []
  /// `nil`: the tool whose documents describe a side.
  package var tool: MigrationTool?
  /// Whether steps may do that leave etcd without quorum for a moment, since the tool knows no better.
  package var acceptsOutage = false
  /// What was read of the running etcd, for going on where somebody stopped.
  package var live: Reading?
  /// Whether a planner made up the names of TO.
  package var isPlanned = false

  package init() {}

  /// What the two cannot be compared for.
  package struct Failure: Error {
    package let message: String
  }

  /// The page. Each side has one cluster.
  package func report(from: Reading, to: Reading) throws(Failure) -> MigrationReport {
    let (old, new) = (try Self.cluster(of: from, "FROM"), try Self.cluster(of: to, "TO"))
    let matching = MigrationMatching(from: old, to: new, isPlanned: isPlanned) { node in
      Self.isMadeUp(node, new, to)
    }
    return try report(matching, reading: from)
  }

  private static func cluster(of reading: Reading, _ side: String) throws(Failure) -> Cluster {
    guard let cluster = reading.clusters.first else {
      throw Failure(message: "\(side) describes no cluster")
    }
    guard reading.clusters.count == 1 else {
      let names = reading.clusters.map(\.name).joined(separator: ", ")
      throw Failure(message: "\(side) has several clusters (\(names)); a migration is of one")
    }
    return cluster
  }

  /// Whether a count in a haplan spec made the name up: it stands nowhere.
  private static func isMadeUp(_ node: Node, _ cluster: Cluster, _ reading: Reading) -> Bool {
    guard cluster.formats == [.haplan], let file = reading.file(node.span.file),
      cluster.nodes.contains(where: { $0.name == node.name && $0.span == node.span })
    else { return false }
    return !file.text(node.span).contains(node.name)
  }

  private func report(
    _ matching: MigrationMatching, reading: Reading
  ) throws(Failure) -> MigrationReport {
    let (from, to) = (matching.from, matching.to)
    let known = from.etcd.members.map(\.name)
    for name in dead where !known.contains(name) {
      throw Failure(
        message: "--dead \(name): FROM has no such member; it has \(known.joined(separator: ", "))")
    }
    let detected = self.tool ?? MigrationTool.detected(in: [from, to])
    if detected == nil, let foreign = MigrationTool.foreign(in: [from, to]) {
      throw Failure(
        message:
          "\(foreign.rawValue) runs the members of etcd itself, and haplan does not know its "
          + "commands; --tool none shows the order with those of etcdctl, which it would undo")
    }
    let tool = detected ?? .none
    let sides: MigrationSides
    do {
      sides = try MigrationSides(
        matching, dead: Set(dead + LiveMembers(reading).silent), tool: tool)
    } catch {
      throw Failure(message: error.message)
    }
    let migration = Migration(sides.problem)
    let context = MigrationContext(
      migration: migration, sides: sides, tool: tool, from: from, to: to)
    return page(context)
  }

  private func page(_ context: MigrationContext) -> MigrationReport {
    var report = MigrationReport()
    report.name = context.to.name
    report.from = Self.summary(context.from)
    report.to = Self.summary(context.to)
    report.tool = context.tool == .none ? nil : context.tool.title
    report.remarks = context.sides.remarks
    report.unknowns = context.sides.unknowns
    report.isProven = context.migration.isProven
    if let refusal = MigrationRefusal(context).refusal {
      (report.reason, report.leastChange) = refusal
      return report
    }
    guard !context.migration.steps.isEmpty else { return report }
    let frame = MigrationFrame(context: context)
    report.environment = context.environment
    report.goNoGo = frame.goNoGo
    report.freeze = frame.frozen
    report.stopRule = frame.stopRule
    report.afterwards = frame.afterwards
    report.steps = MigrationScript(context: context).steps
    if !acceptsOutage, let refusal = MigrationRefusal(context).outage(report.steps) {
      (report.reason, report.leastChange) = refusal
      report.steps = []
      return report
    }
    if let live { compare(LiveMembers(live), context, &report) }
    return report
  }

  private func compare(
    _ live: LiveMembers, _ context: MigrationContext, _ report: inout MigrationReport
  ) {
    switch LiveComparison(context: context, steps: report.steps, live: live).answer {
    case .resume(let number, let remark):
      report.resumeAt = number
      report.liveRemark = remark
    case .refuse(let reason, let change):
      report.reason = reason
      report.leastChange = change
      report.steps = []
    }
  }

  /// `3 voters (stacked), 3 API servers`.
  private static func summary(_ cluster: Cluster) -> String {
    let etcd = cluster.etcd
    let voters = etcd.voters.count
    let learners = etcd.members.count - voters
    let nodes = etcd.members.compactMap { $0.node.map { cluster.nodes[$0].isControlPlane } }
    let topology =
      nodes.count < etcd.members.count
      ? nil : nodes.allSatisfy(\.self) ? "stacked" : nodes.contains(true) ? "mixed" : "external"
    let members = MigrationWords.members(voters: voters, learners: learners)
    let servers = cluster.isControlPlaneComplete ? cluster.apiServers.count : 0
    return members + (topology.map { " (\($0))" } ?? "")
      + (servers == 0 ? "" : " and \(servers) API server\(servers == 1 ? "" : "s")")
  }
}
