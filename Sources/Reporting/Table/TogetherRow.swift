internal import ClusterModel
internal import FaultTolerance

/// Whether a service survives failures of several classes at the same time, as the requirements
/// name them.
struct TogetherRow {
  let failures: [Requirements.Failures]
  let survival: Assessment.Survival

  /// A row for each requirement of several classes.
  static func rows(
    _ cluster: Cluster, _ assessment: Assessment, _ service: Service
  ) -> [TogetherRow] {
    let combinations = (cluster.requirements?.survive ?? []).map(\.failures).filter { $0.count > 1 }
    var seen: Set<[Requirements.Failures]> = []
    return combinations.filter { seen.insert($0).inserted }.map {
      TogetherRow(failures: $0, survival: assessment.survives($0, service: service))
    }
  }

  func write(to array: inout JSONWriter) {
    array.object { object in
      object.object("failures") { object in
        for failure in failures { object.field(failure.className, failure.count) }
      }
      switch survival {
      case .survives:
        object.field("survives", true)
        object.null("witness")
      case .fails(let witness):
        object.field("survives", false)
        object.strings("witness", witness)
      case .unknown(let reason):
        object.null("survives")
        object.null("witness")
        object.field("reason", reason)
      }
    }
  }
}
