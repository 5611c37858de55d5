internal import ClusterModel
internal import FaultTolerance
internal import Reporting
internal import Rules
internal import Syntax

/// One document of the editor: its text, and what there is to say of it.
struct OpenDocument {
  let uri: String
  let path: String
  let version: Int?
  let bytes: [UInt8]
  private let reading: Reading
  private let report: CheckReport
  private let list: InputList
  private let options: Options

  /// Checks a text in place of the file at its path. A file that is not haplan's is nobody's.
  init(uri: String, path: String, version: Int?, bytes: [UInt8], texts: [String: [UInt8]]) {
    self.uri = uri
    self.path = path
    self.version = version
    self.bytes = bytes
    var options = Options()
    options.paths = [path]
    let folder = PathName.folder(of: path) ?? "/"
    var finder = ConfigurationFinder(.nearest)
    var list = InputList()
    if PathName.base(path) != ConfigurationFinder.fileName {
      let configuration = finder.configuration(inFolder: folder)
      list.inputs = [
        .init(
          file: SourceFile(id: FileID(0), path: path, bytes: bytes),
          origin: .walked(folder: folder), configuration: configuration)
      ]
    }
    self.list = list
    self.options = options
    reading = Reading.read(list, options: options, texts: texts)
    report = Checking.report(of: reading, options: options)
  }

  // MARK: Places

  private var file: SourceFile { SourceFile(id: FileID(0), path: path, bytes: bytes) }

  /// The findings that begin in this document.
  private var findings: [Finding] { report.findings.filter { $0.span.file == FileID(0) } }

  /// A place as the protocol counts: lines and UTF-16 units from 0.
  private func write(
    _ range: Range<Int>, _ key: String, in file: SourceFile, to object: inout JSONWriter
  ) {
    // A configuration is no input, and so not among the files that were read.
    let map =
      reading.file(file.id) == nil ? LineMap(file.bytes) : report.files.lines(file.id)
    object.object(key) { object in
      for (name, offset) in [("start", range.lowerBound), ("end", range.upperBound)] {
        let position = map.position(of: offset)
        let line = map.range(ofLine: position.line)
        let text = file.text(line.lowerBound..<max(line.lowerBound, min(offset, line.upperBound)))
        object.object(name) { object in
          object.field("line", position.line - 1)
          object.field("character", text.utf16.count)
        }
      }
    }
  }

  /// The byte offset of a place of the protocol; beyond a line's end it is that end.
  private func offset(line: Int, character: Int) -> Int {
    let map = LineMap(bytes)
    let range = map.range(ofLine: line + 1)
    var units = 0
    var offset = range.lowerBound
    for scalar in file.text(range).unicodeScalars {
      guard units < character else { break }
      units += UTF16.width(scalar)
      offset += UTF8.width(scalar)
    }
    return offset
  }

  private func range(_ node: DataNode?) -> Range<Int> {
    func place(_ key: String) -> Int {
      let position = node?[key]
      return offset(
        line: position?["line"]?.int() ?? 0, character: position?["character"]?.int() ?? 0)
    }
    let start = place("start")
    return start..<max(start, place("end"))
  }

  // MARK: Answers

  /// The parameters of `textDocument/publishDiagnostics`.
  func diagnostics(_ parameters: inout JSONWriter) {
    parameters.field("uri", uri)
    if let version { parameters.field("version", version) }
    parameters.array("diagnostics") { array in
      for problem in configurationProblems + reading.problems.map(\.problem) {
        array.object { object in
          write(problem.span?.range ?? 0..<0, "range", in: file, to: &object)
          object.field("severity", 1)
          object.field("code", "input-problem")
          object.field("source", "haplan")
          object.field("message", problem.message)
        }
      }
      for finding in findings { array.object { write(finding, to: &$0) } }
    }
  }

  private var configurationProblems: [InputProblem] {
    if PathName.base(path) == ConfigurationFinder.fileName {
      return ConfigurationReader.read(file, folder: PathName.folder(of: path) ?? "/").problems
    }
    return []
  }

  private func write(_ finding: Finding, to object: inout JSONWriter) {
    write(finding.span.range, "range", in: file, to: &object)
    object.field("severity", finding.severity.protocolNumber)
    object.field("code", finding.rule)
    object.field("source", "haplan")
    object.field("message", finding.message + (finding.help.map { "\n\($0)" } ?? ""))
    // Shown as text that is not needed.
    if finding.category == .suppression {
      object.array("tags") { array in array.number(1) }
    }
    let related = finding.related.filter { reading.file($0.span.file) != nil }
    guard !related.isEmpty else { return }
    object.array("relatedInformation") { array in
      for note in related {
        guard let other = reading.file(note.span.file) else { continue }
        array.object { object in
          object.object("location") { location in
            location.field("uri", Self.uri(of: other.path))
            write(note.span.range, "range", in: other, to: &location)
          }
          object.field("message", note.message)
        }
      }
    }
  }

  /// Fixes whose findings touch a range, then all safe ones at once.
  func codeActions(_ parameters: DataNode, _ array: inout JSONWriter) {
    let asked = range(parameters["range"])
    let only = parameters["context"]?["only"].map { $0.items.map(\.text) }
    func wants(_ kind: String) -> Bool {
      only?.contains { kind == $0 || kind.hasPrefix("\($0).") } ?? true
    }
    if wants("quickfix") {
      for finding in findings
      where finding.span.range.lowerBound <= asked.upperBound
        && asked.lowerBound <= finding.span.range.upperBound
      {
        for fix in finding.fixes where !fix.edits.isEmpty {
          array.object { write(fix, of: finding, to: &$0) }
        }
      }
    }
    let all = wants("source.fixAll.haplan") ? mended() : nil
    guard let all, all != bytes else { return }
    array.object { object in
      object.field("title", "mend all that is safe")
      object.field("kind", "source.fixAll.haplan")
      object.object("edit") { edit in
        edit.object("changes") { changes in
          changes.array(uri) { edits in
            edits.object { object in
              write(0..<bytes.count, "range", in: file, to: &object)
              object.field("newText", String(decoding: all, as: UTF8.self))
            }
          }
        }
      }
    }
  }

  private func mended() -> [UInt8]? {
    let path = path
    let mending = FixDriver.mend(list, options: options, unsafe: false) { other in
      other == path ? nil : "another file"
    }
    return mending.changes.first { $0.path == path }?.after
  }

  private func write(_ fix: Finding.FixEdits, of finding: Finding, to object: inout JSONWriter) {
    object.field("title", fix.title + (fix.safety == .safe ? "" : " (\(fix.safety.rawValue))"))
    object.field("kind", "quickfix")
    object.field("isPreferred", fix.safety == .safe)
    object.array("diagnostics") { array in array.object { write(finding, to: &$0) } }
    object.object("edit") { edit in
      edit.object("changes") { changes in
        let byFile = Dictionary(grouping: fix.edits, by: \.span.file)
        for (id, edits) in byFile.sorted(by: { $0.key < $1.key }) {
          guard let other = reading.file(id) else { continue }
          changes.array(id == FileID(0) ? uri : Self.uri(of: other.path)) { array in
            for edit in edits {
              array.object { object in
                write(edit.span.range, "range", in: other, to: &object)
                object.field("newText", edit.replacement)
              }
            }
          }
        }
      }
    }
  }

  /// What each cluster survives, above where it begins.
  func codeLenses(_ array: inout JSONWriter) {
    for cluster in reading.clusters where cluster.anchor.file == FileID(0) {
      array.object { object in
        let start = Int(cluster.anchor.start)
        write(start..<start, "range", in: file, to: &object)
        object.object("command") { command in
          command.field("title", Assessment(cluster).verdict)
          command.field("command", "")
        }
      }
    }
  }

  /// The rule of the finding that stands there, else what the clusters of the document survive;
  /// false where there is nothing to say.
  func hover(_ parameters: DataNode, _ result: inout JSONWriter) -> Bool {
    let position = parameters["position"]
    let place = offset(
      line: position?["line"]?.int() ?? 0, character: position?["character"]?.int() ?? 0)
    let own = findings.filter {
      $0.span.range.lowerBound <= place && place <= $0.span.range.upperBound
    }
    let blocks = own.compactMap { Catalog.rule(named: $0.rule)?.about }.map { about in
      "**\(about.name)**: \(about.summary)\n\n\(about.rationale)\n\n\(about.remedy)"
    }
    let clusters = reading.clusters.filter { $0.files.contains(FileID(0)) }
    let text = blocks + clusters.map(Self.tolerance)
    guard !text.isEmpty else { return false }
    result.object("contents") { contents in
      contents.field("kind", "markdown")
      contents.field("value", text.joined(separator: "\n\n---\n\n"))
    }
    return true
  }

  private static func tolerance(of cluster: Cluster) -> String {
    let assessment = Assessment(cluster)
    let rows = assessment.tolerance(of: .controlPlane).map { row in
      let number = row.figures.map { figures in
        figures.weakestCut == nil
          ? "any" : "\(row.isUpperBound ? "≤ " : "")\(figures.guaranteed)"
      }
      return "| \(row.className) | \(row.total) | \(number ?? "unknown") |"
    }
    return
      (["**\(cluster.name)** \(assessment.verdict)", ""]
      + (rows.isEmpty ? [] : ["| | there are | may fail |", "|---|---|---|"] + rows))
      .joined(separator: "\n")
  }

  private static func uri(of path: String) -> String {
    "file://" + CheckSARIF.encoded(path)
  }
}

extension Severity {
  /// `DiagnosticSeverity` of the protocol.
  fileprivate var protocolNumber: Int {
    switch self {
    case .error: 1
    case .warning: 2
    case .note: 3
    }
  }
}
