internal import FaultTolerance

/// The JSON report of `what-if`.
package enum WhatIfJSON {
  /// The report as UTF-8, in the shape of `schema what-if-report`.
  package static func render(_ report: WhatIfReport) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("formatVersion", "1")
      writer.array("clusters") { array in
        for entry in report.clusters { write(entry, to: &array) }
      }
    }
    return writer.finish()
  }

  private static func write(_ entry: WhatIfReport.Entry, to array: inout JSONWriter) {
    array.object { object in
      object.field("name", entry.name)
      object.strings("failed", entry.failed)
      if !entry.maintained.isEmpty { object.strings("maintained", entry.maintained) }
      switch entry.answer {
      case .services(let outcomes, let left):
        write(outcomes, to: &object)
        object.object("leftToLose") { object in
          for left in left { object.field(left.className, left.count) }
        }
      case .sides(let sides, let onSeveralSides):
        object.array("sides") { array in
          for side in sides {
            array.object { object in
              object.strings("names", side.names)
              write(side.services, to: &object)
            }
          }
        }
        object.strings("votersOnSeveralSides", onSeveralSides)
      case .scenarios(let scenarios):
        object.array("scenarios") { array in
          for scenario in scenarios {
            array.object { object in
              object.strings("failed", scenario.failed)
              object.strings("stopped", scenario.stopped.map(\.rawValue))
              write(scenario.services, to: &object)
            }
          }
        }
      }
    }
  }

  private static func write(_ outcomes: [Outcome], to object: inout JSONWriter) {
    object.array("services") { array in
      for outcome in outcomes {
        array.object { object in
          object.field("name", outcome.service.rawValue)
          object.field("status", outcome.status.name)
          object.field("why", outcome.why)
        }
      }
    }
  }
}
