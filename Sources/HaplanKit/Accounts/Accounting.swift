internal import ClusterFormats
internal import ClusterModel
internal import FaultTolerance
package import Reporting
internal import Syntax

/// Says what was read, as what, and what is missing.
package enum Accounting {
  /// The report of `inputs`.
  package static func report(of reading: Reading) -> InputsReport {
    let index = PartIndex(reading)
    let ours = reading.inputs.filter { $0.isRecognised || index.readers[$0.file.id] != nil }
    let inputs = ours.map { input($0, index, reading) }
    let known = Set(inputs.map(\.path))
    let unreadable = reading.problems.filter { !known.contains($0.path) }.map { problem in
      var input = InputsReport.Input(path: problem.path, status: .problem)
      input.problems = [problem.problem]
      return input
    }
    return InputsReport(
      inputs: (inputs + unreadable).sorted { ByteSearch.isOrdered($0.path, $1.path) },
      clusters: reading.clusters.map { cluster in self.cluster(cluster, reading) },
      foreignCount: reading.inputs.count - ours.count, files: reading.files)
  }

  private static func cluster(_ cluster: Cluster, _ reading: Reading) -> InputsReport.Cluster {
    let assessment = Assessment(cluster)
    return InputsReport.Cluster(
      name: cluster.name, sources: cluster.files.compactMap { reading.file($0)?.path },
      verdict: assessment.verdict,
      missing: assessment.unknowns.map { gap($0, cluster) })
  }

  private static func gap(_ gap: Gap, _ cluster: Cluster?) -> InputsReport.Gap {
    InputsReport.Gap(
      about: gap.about, fact: gap.fact, message: gap.message,
      hint: GapHints.hint(for: gap, of: cluster), span: gap.span)
  }

  private static func input(
    _ read: FileReading, _ index: PartIndex, _ reading: Reading
  ) -> InputsReport.Input {
    let readers = index.readers[read.file.id] ?? []
    var status = InputsReport.Status.read
    if !read.problems.isEmpty { status = .problem }
    if read.skipReason != nil { status = .skipped }
    if status == .read, !readers.isEmpty { status = .readWith }
    var input = InputsReport.Input(path: read.file.path, status: status)
    input.reason = read.skipReason
    if status == .readWith {
      let names = readers.compactMap { reading.file($0)?.path }
      input.reason = "read with \(names.joined(separator: ", "))"
    }
    input.problems = read.problems
    input.clusters = index.clusters[read.file.id] ?? []
    input.machines = reading.machines[read.file.id] ?? []
    describe(&input, index.parts[read.file.id] ?? [], read)
    return input
  }

  private static func describe(
    _ input: inout InputsReport.Input, _ parts: [PlacedPart], _ read: FileReading
  ) {
    var formats: [FormatName] = []
    for part in parts where !formats.contains(part.facts.format) {
      formats.append(part.facts.format)
    }
    let kinds = kinds(of: read.file)
    input.formats = formats.map { format in
      let own = parts.filter { $0.facts.format == format }
      return .init(name: format.rawValue, reason: reason(own, kinds))
    }
    var known: Set<InputsReport.Fact> = []
    let machine = input.machines.count == 1 ? input.machines.first : nil
    for part in parts {
      input.facts += PartFactList(part, machine: machine).facts.filter {
        known.insert($0).inserted
      }
      input.missing += part.gaps.map { gap($0, nil) }
      input.notUnderstood +=
        part.facts.marks.map(notUnderstood) + part.facts.flagSets.flatMap(unknownFlags)
    }
    input.notUnderstood += read.notes.map { note in
      .init(about: "file", fact: "note", message: note, hint: nil, span: nil)
    }
    var seen: Set<InputsReport.Gap> = []
    input.missing = input.missing.filter { seen.insert($0).inserted }
    var places: Set<Span> = []
    input.notUnderstood = input.notUnderstood.filter { gap in
      gap.span.map { places.insert($0).inserted } ?? true
    }
  }

  private static func notUnderstood(_ mark: TextMark) -> InputsReport.Gap {
    let what =
      switch mark.kind {
      case .placeholder: "`\(mark.text.prefix(60))` looks left to be filled in"
      case .doubledBackslash(let component):
        "`\\\\` ends the command of \(component.program): what follows is not given to it"
      }
    return .init(about: "file", fact: "value", message: what, hint: nil, span: mark.span)
  }

  /// Flags whose values are not known, and sets that are cut short.
  private static func unknownFlags(_ set: FlagSet) -> [InputsReport.Gap] {
    var gaps = set.flags.compactMap { flag -> InputsReport.Gap? in
      guard case .unknown(let reason) = flag.value, set.style != .derived else { return nil }
      return .init(
        about: set.component.program, fact: flag.name, message: "--\(flag.name): \(reason)",
        hint: nil, span: flag.valueSpan)
    }
    if case .isUnknown(let reason) = set.absence, set.style != .derived {
      gaps.append(
        .init(
          about: set.component.program, fact: "flags",
          message: "further flags of \(set.component.program): \(reason)", hint: nil,
          span: set.anchor))
    }
    return gaps
  }

  // MARK: Why

  /// `Cluster of kops.k8s.io/v1alpha2`, each once, at most four.
  private static func kinds(of file: SourceFile) -> [String] {
    var kinds: [String] = []
    for document in FormatInput(file).outline.documents where !document.kind.isEmpty {
      let kind =
        document.apiVersion.isEmpty ? document.kind : "\(document.kind) of \(document.apiVersion)"
      if !kinds.contains(kind), kinds.count < 4 { kinds.append(kind) }
    }
    return kinds
  }

  private static func reason(_ parts: [PlacedPart], _ kinds: [String]) -> String {
    if !kinds.isEmpty { return "kind \(kinds.joined(separator: ", "))" }
    var programs: [String] = []
    for set in parts.flatMap(\.facts.flagSets) where !programs.contains(set.component.program) {
      programs.append(set.component.program)
    }
    if !programs.isEmpty { return "runs \(programs.joined(separator: ", "))" }
    let listed = parts.flatMap(\.facts.balancers).flatMap { $0.backends?.value ?? [] }
    let backends = Set(listed.map(\.text.value)).count
    if backends > 0 { return "balances \(backends) API servers" }
    let nodes = Set(parts.flatMap(\.facts.nodes).map(\.name)).count
    return nodes > 0 ? "lists \(nodes) control-plane \(nodes == 1 ? "node" : "nodes")" : ""
  }
}
