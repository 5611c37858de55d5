internal import ClusterFormats
package import ClusterModel
internal import FaultTolerance
package import Planning
package import Reporting
internal import Syntax

/// Plans, and reads its own plan back as any cluster is read.
package enum Planner {
  /// The plan and what its cluster survives.
  package static func report(
    for request: PlanRequest, limit: SearchLimit = .standard,
    progress: ((PlanProgress) -> Void)? = nil
  ) -> PlanReport {
    let plan = Plan(request, limit: limit, progress: progress)
    return PlanReport(plan: plan, assessment: cluster(of: plan).map { Assessment($0) })
  }

  /// The planned cluster, read from the spec that `plan` writes.
  package static func cluster(of plan: Plan) -> Cluster? {
    reading(of: plan)?.clusters.first
  }

  /// What is read from the spec that `plan` writes; `nil` where there is none.
  package static func reading(of plan: Plan) -> Reading? {
    guard plan.best != nil else { return nil }
    let file = SourceFile(id: FileID(0), path: "plan.yaml", bytes: PlanYAML.render(plan))
    var list = InputList()
    list.inputs = [.init(file: file, origin: .named)]
    return Reading.read(list, options: Options())
  }
}
