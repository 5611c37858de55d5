internal import ClusterFormats
package import ClusterModel
internal import Planning
package import Reporting
internal import Syntax

/// A plan request from a file, from a cluster that has requirements, from flags, or from a file with
/// flags laid over it.
package struct PlanRequestReading {
  /// `nil` where there is none; `problems` say why.
  package private(set) var request: PlanRequest?
  private var found: [Reading.Problem] = []
  private var files: [SourceFile] = []

  /// What the flags are called in messages.
  private static let flagsName = "flags"

  /// Reads the file, or standard input for `-`, and the flags.
  package init(path: String?, flags: PlanFlags) {
    if let path { read(path) }
    guard path == nil || request != nil else { return }
    if path == nil || !flags.isEmpty { lay(flags) }
    checkZones()
  }

  /// As reports show them.
  package var problems: ProblemReport {
    ProblemReport(problems: found.map { .init(path: $0.path, problem: $0.problem) }, files: files)
  }

  private mutating func read(_ path: String) {
    let list = InputGatherer.gather([path])
    if let input = list.inputs.first, list.inputs.count == 1 {
      let documents = FormatInput(input.file).documents
      if let document = documents.documents.first(where: { PlanRequestReader.recognises($0.root) })
      {
        files = list.files
        let base = PlanRequest(
          name: PathName.stem(input.file.path), anchor: document.root.span)
        let read = PlanRequestReader.read(document.root, over: base)
        request = read.request
        note(documents.problems + read.problems, input.file.path)
        return
      }
    }
    readCluster(list)
  }

  /// A cluster with requirements: its zones, its topology, what it promises and assumes.
  private mutating func readCluster(_ list: InputList) {
    let reading = Reading.read(list, options: Options())
    files = reading.files
    found = reading.problems
    guard let cluster = reading.clusters.first else {
      if found.isEmpty {
        found = [.init(path: "", problem: InputProblem("nothing here describes a plan", nil))]
      }
      return
    }
    if reading.clusters.count > 1 {
      let path = reading.file(cluster.anchor.file)?.path ?? ""
      found.append(
        .init(
          path: path,
          problem: InputProblem("several clusters: a plan is for one", cluster.anchor)))
      return
    }
    request = ClusterPlanRequest.request(for: cluster)
  }

  private mutating func lay(_ flags: PlanFlags) {
    let file = SourceFile(
      id: FileID(UInt32(files.count)), path: Self.flagsName,
      bytes: Array(flags.document(over: request?.zones.map(\.name) ?? []).utf8))
    files.append(file)
    let documents = FormatInput(file).documents
    guard let document = documents.documents.first else {
      return note(documents.problems, file.path)
    }
    let base = request ?? PlanRequest(name: "cluster", anchor: document.root.span)
    let read = PlanRequestReader.read(document.root, over: base)
    // Over another request the flags need not name zones.
    let isZoneless = request != nil && flags.zones.isEmpty && flags.witnesses.isEmpty
    note(
      documents.problems
        + read.problems.filter { !(isZoneless && $0.message.hasPrefix("spec.zones is missing")) },
      file.path)
    request = read.request
  }

  private mutating func checkZones() {
    guard let request, found.isEmpty else { return }
    if request.zones.allSatisfy(\.isWitness) {
      note(
        [InputProblem("a plan needs a zone that may hold control-plane nodes", request.anchor)],
        files.last?.path ?? "")
    }
  }

  private mutating func note(_ problems: [InputProblem], _ path: String) {
    found += problems.map { .init(path: path, problem: $0) }
  }
}
