/// The page of `migrate` as JSON.
package enum MigrationJSON {
  /// The report as UTF-8, in the shape of `schema migration-report`.
  package static func render(_ report: MigrationReport) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { write(report, to: &$0) }
    return writer.finish()
  }

  /// The fields of the report.
  static func write(_ report: MigrationReport, to object: inout JSONWriter) {
    object.field("formatVersion", "1")
    object.field("feasible", report.isFeasible)
    object.field("optimal", report.isFeasible && report.isProven)
    object.field("name", report.name)
    object.field("from", report.from)
    object.field("to", report.to)
    object.field("tool", report.tool)
    object.field("reason", report.reason)
    object.field("leastChange", report.leastChange)
    object.field("resumeAt", report.resumeAt)
    object.field("live", report.liveRemark)
    object.strings("remarks", report.remarks)
    object.strings("unknown", report.unknowns)
    object.strings("environment", report.environment)
    write(report.goNoGo, "goNoGo", to: &object)
    object.strings("freeze", report.freeze)
    object.field("stopRule", report.stopRule)
    object.array("steps") { array in
      for (index, step) in report.steps.enumerated() {
        array.object { write(step, index + 1, to: &$0) }
      }
    }
    object.strings("afterwards", report.afterwards)
  }

  private static func write(
    _ step: MigrationReport.Step, _ number: Int, to object: inout JSONWriter
  ) {
    object.field("n", number)
    object.field("action", step.action.rawValue)
    object.field("target", step.target)
    if !step.includes.isEmpty { object.strings("includes", step.includes.map(\.rawValue)) }
    write(step.before, "before", to: &object)
    object.object("during") { object in
      object.field("tolerates", step.duringTolerates)
      object.field("note", step.duringNote)
    }
    write(step.after, "after", to: &object)
    write(step.precheck, "precheck", to: &object)
    object.strings("run", step.run)
    object.object("wait") { object in
      object.field("until", step.waitUntil)
      object.field("timeout", step.timeout)
    }
    write(step.verify, "verify", to: &object)
    object.field("ifItFails", step.ifItFails)
    object.strings("undo", step.undo)
    object.field("pointOfNoReturn", step.isPointOfNoReturn)
    object.field("typically", step.typically)
    object.field("weakest", step.isWeakest)
  }

  private static func write(
    _ figures: MigrationReport.Figures, _ key: String, to object: inout JSONWriter
  ) {
    object.object(key) { object in
      object.field("voters", figures.voters)
      object.field("learners", figures.learners)
      object.field("quorum", figures.quorum)
      object.field("tolerates", figures.tolerates)
      object.object("survives") { object in
        for entry in figures.survives { object.field(entry.level, entry.count) }
      }
      object.field("apiServers", figures.apiServers)
    }
  }

  private static func write(
    _ checks: [MigrationReport.Check], _ key: String, to object: inout JSONWriter
  ) {
    object.array(key) { array in
      for check in checks {
        array.object { object in
          object.field("run", check.run)
          object.field("expect", check.expect)
        }
      }
    }
  }
}
