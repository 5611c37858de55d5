internal import ClusterModel
internal import Rules
internal import Syntax

/// The JSON report of `check`.
package enum CheckJSON {
  /// The report as UTF-8, in the shape of `schema check-report`.
  package static func render(_ report: CheckReport) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("formatVersion", "1")
      writer.object("tool") { tool in
        tool.field("name", "haplan")
        tool.field("version", report.version)
      }
      writer.array("clusters") { array in
        for cluster in report.clusters { write(cluster, to: &array) }
      }
      writer.array("findings") { array in
        for finding in report.findings { write(finding, report.files, to: &array) }
      }
      writer.array("problems") { array in
        for problem in report.problems.problems { write(problem, report.files, to: &array) }
      }
      writer.array("skipped") { array in
        for skipped in report.skipped {
          array.object { object in
            object.field("path", Visible.path(skipped.path))
            object.field("reason", skipped.reason)
          }
        }
      }
      write(summaryOf: report, to: &writer)
    }
    return writer.finish()
  }

  private static func write(summaryOf report: CheckReport, to writer: inout JSONWriter) {
    writer.object("summary") { summary in
      summary.field("files", report.fileCount)
      summary.field("clusters", report.clusters.count)
      summary.field("errors", report.count(.error))
      summary.field("warnings", report.count(.warning))
      summary.field("notes", report.count(.note))
      summary.field("problems", report.problems.problems.count)
      summary.field("skipped", report.skipped.count)
    }
  }

  private static func write(_ cluster: ClusterReport, to array: inout JSONWriter) {
    array.object { object in
      object.field("name", cluster.name)
      object.strings("sources", cluster.sources.map(Visible.path))
      object.field("profile", cluster.profile.rawValue)
      object.object("etcd") { cluster.etcd.write(to: &$0) }
      object.field("verdict", cluster.verdict)
    }
  }

  private static func write(
    _ finding: Finding, _ files: FileTexts, to array: inout JSONWriter
  ) {
    array.object { object in
      object.field("rule", finding.rule)
      object.field("category", finding.category.rawValue)
      object.field("severity", finding.severity.rawValue)
      object.field("message", finding.message)
      object.field("help", finding.help)
      object.field("cluster", finding.cluster)
      files.write(finding.span, as: "location", to: &object)
      object.array("related") { related in
        for note in finding.related {
          related.object { object in
            object.field("message", note.message)
            files.write(note.span, as: "location", to: &object)
          }
        }
      }
      object.array("fixes") { fixes in
        for fix in finding.fixes { write(fix, files, to: &fixes) }
      }
    }
  }

  private static func write(
    _ fix: Finding.FixEdits, _ files: FileTexts, to array: inout JSONWriter
  ) {
    array.object { object in
      object.field("title", fix.title)
      object.field("safety", fix.safety.rawValue)
      object.array("edits") { edits in
        for edit in fix.edits {
          edits.object { object in
            object.field("path", files.path(edit.span.file))
            object.field("start", Int(edit.span.start))
            object.field("end", Int(edit.span.end))
            object.field("replacement", edit.replacement)
          }
        }
      }
    }
  }

  private static func write(
    _ problem: ProblemReport.Problem, _ files: FileTexts, to array: inout JSONWriter
  ) {
    array.object { object in
      object.field("path", Visible.path(problem.path))
      object.field("message", problem.problem.message)
      if let span = problem.problem.span {
        files.write(span, as: "location", to: &object)
      } else {
        object.null("location")
      }
    }
  }
}

extension EtcdFacts {
  /// The object `etcd` of both reports.
  func write(to object: inout JSONWriter) {
    object.field("topology", topology)
    object.field("members", members)
    object.field("voters", voters)
    object.field("quorum", quorum)
    object.field("tolerates", tolerates)
    if let atLeast { object.field("atLeast", atLeast) }
  }
}
