import HaplanKit
import Reporting

/// Reads both sides of a migration, and plans it.
struct MigrationRun {
  var from: [String]
  var to: [String] = []
  var dead: [String] = []
  var tool: MigrationTool?
  var live: [String] = []
  var acceptsOutage = false

  /// Ends with status 2 where an input has a problem, or the two cannot be compared.
  func report() throws(ExitStatus) -> MigrationReport {
    let from = try read(self.from)
    let to = try read(self.to)
    return try report(from: from, to: to)
  }

  /// The way to a planned cluster; `nil` where there is no plan.
  func report(to plan: PlanReport) throws(ExitStatus) -> MigrationReport? {
    guard let to = Planner.reading(of: plan.plan) else { return nil }
    return try report(from: try read(from), to: to, isPlanned: true)
  }

  private func report(
    from: Reading, to: Reading, isPlanned: Bool = false
  ) throws(ExitStatus) -> MigrationReport {
    var migrator = Migrator()
    migrator.isPlanned = isPlanned
    migrator.dead = dead.flatMap { $0.split(separator: ",").map(String.init) }
    migrator.tool = tool
    migrator.acceptsOutage = acceptsOutage
    if !live.isEmpty { migrator.live = try read(live) }
    do throws(Migrator.Failure) {
      return try migrator.report(from: from, to: to)
    } catch {
      Output.remark(error.message)
      throw .impossible
    }
  }

  private func read(_ paths: [String]) throws(ExitStatus) -> Reading {
    var request = InputRequest()
    request.options.paths = paths
    request.options.merges = paths.count > 1
    let reading = try request.read()
    try Output.endOnProblems(of: reading)
    return reading
  }
}
