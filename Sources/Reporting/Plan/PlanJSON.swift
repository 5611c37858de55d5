internal import ClusterModel
internal import Planning

/// A plan as JSON.
package enum PlanJSON {
  /// The whole report, and the way there from a cluster, where one was given.
  package static func render(_ report: PlanReport, way: MigrationReport? = nil) -> [UInt8] {
    let plan = report.plan
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("formatVersion", "1")
      writer.field("feasible", plan.best != nil)
      writer.field("optimal", plan.best != nil && plan.isProven)
      number("cost", plan.best?.cost, to: &writer)
      if !plan.isProven { number("leastCost", plan.leastCost, to: &writer) }
      writer.field("unavailability", plan.best?.unavailability)
      writer.field("considered", plan.considered)
      writer.array("placement") { writer in
        for (zone, load) in zip(plan.request.zones, plan.best?.placement.zones ?? []) {
          writer.object { writer in
            writer.field("zone", zone.name)
            writer.field("controlPlane", load.controlPlane)
            writer.field("etcd", load.members)
            writer.field("loadBalancers", load.balancers)
          }
        }
      }
      writer.field("reason", plan.reason)
      if let way { writer.object("migration") { MigrationJSON.write(way, to: &$0) } }
    }
    return writer.finish()
  }

  /// Whole costs without a point.
  private static func number(_ key: String, _ cost: PlanCost?, to writer: inout JSONWriter) {
    if let cost, cost.millionths % 1_000_000 == 0 {
      writer.field(key, Int(cost.millionths / 1_000_000))
    } else {
      writer.field(key, cost?.units)
    }
  }
}
