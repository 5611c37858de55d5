internal import ClusterModel
internal import FaultTolerance
internal import Syntax

/// The JSON report of `table`: everything exact, `null` where it is not known.
package enum TableJSON {
  /// The report as UTF-8, in the shape of `schema table-report`.
  package static func render(_ report: TableReport) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("formatVersion", "1")
      writer.array("clusters") { array in
        for entry in report.clusters { write(entry, report.files, to: &array) }
      }
    }
    return writer.finish()
  }

  private static func write(
    _ entry: TableReport.Entry, _ files: FileTexts, to array: inout JSONWriter
  ) {
    let assessment = entry.assessment
    array.object { object in
      object.field("name", entry.cluster.name)
      object.field("verdict", assessment.verdict)
      object.object("etcd") { EtcdFacts(entry.cluster).write(to: &$0) }
      object.array("services") { services in
        for service in Service.allCases { write(service, entry, to: &services) }
      }
      object.object("timings") { object in
        for timing in Timing.allCases {
          write(assessment.timing(timing), timing.rawValue, to: &object)
        }
      }
      object.array("unknown") { unknown in
        for gap in assessment.unknowns {
          unknown.object { object in
            object.field("about", gap.about)
            object.field("fact", gap.fact)
            object.field("message", gap.message)
            files.write(gap.span, as: "location", to: &object)
          }
        }
      }
    }
  }

  private static func write(
    _ service: Service, _ entry: TableReport.Entry, to array: inout JSONWriter
  ) {
    let assessment = entry.assessment
    let status = assessment.status(of: service)
    array.object { object in
      object.field("name", service.rawValue)
      object.field("status", status.name)
      if case .unknown(let reason) = status { object.field("reason", reason) }
      object.array("tolerance") { rows in
        for row in assessment.tolerance(of: service) { write(row, to: &rows) }
      }
      object.array("together") { array in
        for entry in TogetherRow.rows(entry.cluster, assessment, service) {
          entry.write(to: &array)
        }
      }
      if let points = assessment.singlePointsOfFailure(of: service) {
        object.strings("singlePointsOfFailure", points)
      } else {
        object.null("singlePointsOfFailure")
      }
      AvailabilityJSON.write(service, assessment, to: &object)
    }
  }

  private static func write(_ row: ToleranceRow, to array: inout JSONWriter) {
    array.object { object in
      object.field("class", row.className)
      object.field("total", row.total)
      object.field("guaranteed", row.figures?.guaranteed)
      object.field("bestCase", row.figures?.bestCase)
      if let cut = row.figures?.weakestCut {
        object.strings("weakestCut", cut)
      } else {
        object.null("weakestCut")
      }
      object.field("cuts", count: row.figures?.cuts)
      if row.isUpperBound { object.field("upperBound", true) }
      if let reason = row.reason { object.field("reason", reason) }
    }
  }

  private static func write(
    _ takeover: Takeover, _ key: String, to object: inout JSONWriter
  ) {
    object.object(key) { object in
      object.field("earliestSeconds", takeover.earliestSeconds)
      object.field("meanSeconds", takeover.meanSeconds)
      object.field("latestSeconds", takeover.latestSeconds)
      object.field("marginSeconds", takeover.marginSeconds)
    }
  }
}
