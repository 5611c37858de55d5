internal import Rules

/// What changed, for programs.
package enum DiffJSON {
  /// The report as UTF-8.
  package static func render(_ report: DiffReport) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("formatVersion", "1")
      writer.field("worse", report.isWorse)
      writer.array("clusters") { array in
        for entry in report.entries { write(entry, to: &array) }
      }
    }
    return writer.finish()
  }

  private static func write(_ entry: DiffReport.Entry, to array: inout JSONWriter) {
    array.object { object in
      object.field("name", entry.name)
      object.field("change", entry.change.rawValue)
      object.field("worse", entry.isWorse)
      object.object("verdict") { verdict in
        verdict.field("before", entry.verdictBefore)
        verdict.field("after", entry.verdictAfter)
      }
      object.array("facts") { facts in
        for fact in entry.facts {
          facts.object { object in
            object.field("name", fact.name)
            object.field("service", fact.service)
            object.field("class", fact.className)
            object.field("before", fact.before)
            object.field("after", fact.after)
            object.field("change", fact.direction.rawValue)
          }
        }
      }
      object.object("findings") { findings in
        write(entry.fresh, "new", to: &findings)
        write(entry.gone, "gone", to: &findings)
      }
    }
  }

  private static func write(
    _ remarks: [DiffReport.Remark], _ key: String, to object: inout JSONWriter
  ) {
    object.array(key) { array in
      for remark in remarks {
        array.object { object in
          object.field("rule", remark.rule)
          object.field("severity", remark.severity.rawValue)
          object.field("message", remark.message)
          object.field("place", remark.place)
        }
      }
    }
  }
}
