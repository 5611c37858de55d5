internal import Syntax

/// The JSON report of `inputs`.
package enum InputsJSON {
  /// The report as UTF-8, in the shape of `schema inputs-report`.
  package static func render(_ report: InputsReport) -> [UInt8] {
    let files = FileTexts(report.files)
    var writer = JSONWriter()
    writer.object { object in
      object.field("formatVersion", "1")
      object.array("inputs") { array in
        for input in report.inputs { write(input, files, to: &array) }
      }
      object.array("clusters") { array in
        for cluster in report.clusters { write(cluster, files, to: &array) }
      }
      object.field("foreign", report.foreignCount)
    }
    return writer.finish()
  }

  private static func write(
    _ input: InputsReport.Input, _ files: FileTexts, to array: inout JSONWriter
  ) {
    array.object { object in
      object.field("path", Visible.path(input.path))
      object.field("status", input.status.rawValue)
      object.field("reason", input.reason)
      object.array("formats") { array in
        for format in input.formats {
          array.object { object in
            object.field("name", format.name)
            object.field("reason", format.reason)
          }
        }
      }
      object.strings("machines", input.machines)
      object.strings("clusters", input.clusters)
      object.array("facts") { array in
        for fact in input.facts {
          array.object { object in
            object.field("fact", fact.name)
            object.field("value", fact.value)
            files.write(fact.span, as: "location", to: &object)
          }
        }
      }
      object.array("notUnderstood") { write(input.notUnderstood, files, to: &$0) }
      object.array("missing") { write(input.missing, files, to: &$0) }
      object.array("problems") { array in
        for problem in input.problems {
          array.object { object in
            object.field("message", problem.message)
            write(problem.span, files, to: &object)
          }
        }
      }
    }
  }

  private static func write(
    _ cluster: InputsReport.Cluster, _ files: FileTexts, to array: inout JSONWriter
  ) {
    array.object { object in
      object.field("name", cluster.name)
      object.strings("sources", cluster.sources.map(Visible.path))
      object.field("verdict", cluster.verdict)
      object.array("missing") { write(cluster.missing, files, to: &$0) }
    }
  }

  private static func write(
    _ gaps: [InputsReport.Gap], _ files: FileTexts, to array: inout JSONWriter
  ) {
    for gap in gaps {
      array.object { object in
        object.field("about", gap.about)
        object.field("fact", gap.fact)
        object.field("message", gap.message)
        object.field("hint", gap.hint)
        write(gap.span, files, to: &object)
      }
    }
  }

  private static func write(_ span: Span?, _ files: FileTexts, to object: inout JSONWriter) {
    if let span { files.write(span, as: "location", to: &object) } else { object.null("location") }
  }
}
