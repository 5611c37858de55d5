internal import Rules
internal import Syntax

/// SARIF 2.1.0 (OASIS), for code scanning and editors.
package enum CheckSARIF {
  /// The key of the fingerprints; a change of how they are made changes it.
  static let fingerprintName = "haplan/v1"

  /// The report as UTF-8. Places are below `%SRCROOT%`, the top of the repository; findings that
  /// somebody accepted are there, marked; problems are notifications.
  package static func render(_ report: CheckReport, root: SourceRoot) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      writer.field("version", "2.1.0")
      writer.array("runs") { runs in
        runs.object { run in
          run.object("tool") { tool in
            tool.object("driver") { write(driver: report, to: &$0) }
          }
          run.object("originalUriBaseIds") { bases in
            bases.object("%SRCROOT%") { base in
              base.object("description") { $0.field("text", "The top of the repository.") }
            }
          }
          run.field("columnKind", "unicodeCodePoints")
          run.array("invocations") { write(invocationOf: report, root, to: &$0) }
          run.array("results") { write(resultsOf: report, root, to: &$0) }
        }
      }
    }
    return writer.finish()
  }

  // MARK: Tool

  private static func write(driver report: CheckReport, to driver: inout JSONWriter) {
    driver.field("name", "haplan")
    driver.field("semanticVersion", report.version)
    driver.array("rules") { rules in
      for about in report.rules {
        rules.object { write(about, to: &$0) }
      }
    }
    driver.array("notifications") { notifications in
      notifications.object { object in
        object.field("id", "input-problem")
        object.object("shortDescription") { $0.field("text", "An input could not be read whole.") }
      }
    }
  }

  private static func write(_ about: RuleAbout, to rule: inout JSONWriter) {
    rule.field("id", about.name)
    rule.object("shortDescription") { $0.field("text", about.summary) }
    rule.object("fullDescription") { $0.field("text", about.rationale) }
    rule.object("help") { help in
      help.field("text", "\(about.rationale)\n\nWhat to do: \(about.remedy)")
      help.field(
        "markdown",
        "\(TableMarkdown.escaped(about.rationale))\n\n"
          + "**What to do:** \(TableMarkdown.escaped(about.remedy))\n\n"
          + about.sources.map { "- \(TableMarkdown.escaped($0))" }.joined(separator: "\n"))
    }
    rule.object("defaultConfiguration") { configuration in
      let grade = about.grades.first
      configuration.field("level", (grade?.standard ?? grade?.prod ?? .note).rawValue)
    }
    rule.object("properties") { properties in
      properties.strings("tags", [about.category.rawValue])
    }
  }

  private static func write(
    invocationOf report: CheckReport, _ root: SourceRoot, to array: inout JSONWriter
  ) {
    array.object { invocation in
      invocation.field("executionSuccessful", report.problems.isEmpty)
      guard !report.problems.isEmpty else { return }
      invocation.array("toolExecutionNotifications") { notifications in
        for problem in report.problems.problems {
          notifications.object { object in
            object.object("descriptor") { $0.field("id", "input-problem") }
            object.field("level", "error")
            object.object("message") { $0.field("text", problem.problem.message) }
            object.array("locations") { locations in
              locations.object { location in
                write(problem, report.files, root, to: &location)
              }
            }
          }
        }
      }
    }
  }

  private static func write(
    _ problem: ProblemReport.Problem, _ files: FileTexts, _ root: SourceRoot,
    to location: inout JSONWriter
  ) {
    location.object("physicalLocation") { physical in
      write(artifact: problem.path, root, to: &physical)
      if let span = problem.problem.span { write(region: span, "region", files, to: &physical) }
    }
  }

  // MARK: Results

  private static func write(
    resultsOf report: CheckReport, _ root: SourceRoot, to results: inout JSONWriter
  ) {
    let indices = Dictionary(
      report.rules.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { $1 })
    var prints = Fingerprints(report.files, root: root)
    for finding in report.findings {
      let fingerprint = prints.fingerprint(of: finding)
      results.object { result in
        write(finding, indices, fingerprint, report.files, root, to: &result)
      }
    }
    for accepted in report.suppressed {
      let fingerprint = prints.fingerprint(of: accepted.finding)
      results.object { result in
        write(accepted.finding, indices, fingerprint, report.files, root, to: &result)
        result.array("suppressions") { suppressions in
          suppressions.object { object in
            object.field("kind", accepted.isInSource ? "inSource" : "external")
            if !accepted.reason.isEmpty { object.field("justification", accepted.reason) }
          }
        }
      }
    }
  }

  private static func write(
    _ finding: Finding, _ indices: [String: Int], _ fingerprint: String, _ files: FileTexts,
    _ root: SourceRoot, to result: inout JSONWriter
  ) {
    result.field("ruleId", finding.rule)
    if let index = indices[finding.rule] { result.field("ruleIndex", index) }
    result.field("level", finding.severity.rawValue)
    result.object("message") { message in
      let help = finding.help.map { ". \($0.sentence)" } ?? ""
      message.field("text", finding.message + help)
    }
    result.array("locations") { locations in
      locations.object { location in
        write(physical: finding.span, files, root, to: &location)
        guard let cluster = finding.cluster else { return }
        location.array("logicalLocations") { logical in
          logical.object { $0.field("fullyQualifiedName", cluster) }
        }
      }
    }
    if !finding.related.isEmpty {
      result.array("relatedLocations") { locations in
        for (index, related) in finding.related.enumerated() {
          locations.object { location in
            location.field("id", index + 1)
            write(physical: related.span, files, root, to: &location)
            location.object("message") { $0.field("text", related.message) }
          }
        }
      }
    }
    result.object("partialFingerprints") { $0.field(fingerprintName, fingerprint) }
    write(fixes: finding.fixes.filter { !$0.edits.isEmpty }, files, root, to: &result)
  }

  private static func write(
    fixes: [Finding.FixEdits], _ files: FileTexts, _ root: SourceRoot,
    to result: inout JSONWriter
  ) {
    guard !fixes.isEmpty else { return }
    result.array("fixes") { array in
      for fix in fixes {
        array.object { object in
          let safety = fix.safety == .safe ? "" : " (\(fix.safety.rawValue))"
          object.object("description") { $0.field("text", fix.title + safety) }
          object.array("artifactChanges") { changes in
            for (file, edits) in Self.byFile(fix.edits) {
              changes.object { change in
                write(artifact: files.file(file)?.path ?? "", root, to: &change)
                change.array("replacements") { replacements in
                  for edit in edits {
                    replacements.object { replacement in
                      write(region: edit.span, "deletedRegion", files, to: &replacement)
                      guard !edit.replacement.isEmpty else { return }
                      replacement.object("insertedContent") { $0.field("text", edit.replacement) }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private static func byFile(_ edits: [TextEdit]) -> [(FileID, [TextEdit])] {
    Dictionary(grouping: edits, by: \.span.file).sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }

  // MARK: Places

  private static func write(
    physical span: Span, _ files: FileTexts, _ root: SourceRoot, to location: inout JSONWriter
  ) {
    location.object("physicalLocation") { physical in
      write(artifact: files.file(span.file)?.path ?? "", root, to: &physical)
      write(region: span, "region", files, to: &physical)
    }
  }

  private static func write(
    artifact path: String, _ root: SourceRoot, to object: inout JSONWriter
  ) {
    object.object("artifactLocation") { location in
      if let relative = root.relative(path) {
        location.field("uri", encoded(relative))
        location.field("uriBaseId", "%SRCROOT%")
      } else {
        location.field("uri", "file://" + encoded(root.absolute(path)))
      }
    }
  }

  private static func write(
    region span: Span, _ key: String, _ files: FileTexts, to object: inout JSONWriter
  ) {
    let map = files.lines(span.file)
    let start = map.position(of: Int(span.start))
    let end = map.position(of: Int(span.end))
    object.object(key) { region in
      region.field("startLine", start.line)
      region.field("startColumn", start.column)
      region.field("endLine", end.line)
      region.field("endColumn", end.column)
    }
  }

  /// RFC 3986: what is not unreserved or `/` is written in hexadecimal.
  package static func encoded(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}
