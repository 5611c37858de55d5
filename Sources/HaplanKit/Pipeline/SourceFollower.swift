internal import ClusterFormats
internal import ClusterModel
internal import Syntax

/// Reads the files that a spec's `sources` name, and keeps them for that spec alone.
enum SourceFollower {
  static func follow(_ readings: inout [FileReading], _ shelf: FileShelf) {
    for index in readings.indices {
      for partIndex in readings[index].parts.indices {
        let sources = readings[index].parts[partIndex].sources
        guard !sources.isEmpty else { continue }
        let path = readings[index].file.path
        for source in sources {
          let parts = read(source, specPath: path, spec: index, &readings, shelf)
          if let problem = stray(source, parts, of: readings[index].parts[partIndex].facts) {
            readings[index].problems.append(problem)
            continue
          }
          readings[index].parts[partIndex].attached += parts
        }
      }
    }
  }

  private static func read(
    _ source: SourceFact, specPath: String, spec: Int, _ readings: inout [FileReading],
    _ shelf: FileShelf
  ) -> [PlacedPart] {
    let path = resolve(source.path.value, besides: specPath)
    var parts: [PlacedPart]
    if let index = readings.firstIndex(where: { $0.file.path == path }), index != spec {
      parts = readings[index].parts
      readings[index].parts = []
    } else {
      guard let loaded = load(source, path, spec, &readings, shelf) else { return [] }
      parts = loaded
    }
    for index in parts.indices {
      parts[index].machine =
        source.node?.value ?? parts[index].facts.machineHint?.value ?? PathName.stem(path)
    }
    return parts
  }

  /// What is wrong with a source of a machine that its spec does not have. Where the spec does not
  /// list all, a source may be of another; a balancer may stand on any machine.
  private static func stray(
    _ source: SourceFact, _ parts: [PlacedPart], of spec: ClusterPart
  ) -> InputProblem? {
    guard let node = source.node, spec.nodesStatedAt != nil,
      parts.contains(where: { !$0.facts.flagSets.isEmpty })
    else { return nil }
    let known =
      spec.nodes.map(\.name) + spec.etcdHosts.map(\.name) + machines(of: spec.members, "etcd")
      + spec.overrides.flatMap { machines(of: $0.members, $0.name) } + spec.balancers.map(\.name)
    guard !known.contains(node.value) else { return nil }
    let guess = Spelling.nearest(to: node.value, among: known)
    return InputProblem(
      "source \(source.path.value) is of node `\(node.value)`, which the spec does not name"
        + (guess.map { "; did you mean `\($0)`?" } ?? ""), node.span)
  }

  /// What machines of members are called; those that are only counted have numbers.
  private static func machines(of members: [MemberFact], _ cluster: String) -> [String] {
    members.enumerated().flatMap { index, member in
      [member.name?.value ?? "\(cluster)-\(index + 1)"] + (member.node.map { [$0.value] } ?? [])
    }
  }

  private static func load(
    _ source: SourceFact, _ path: String, _ spec: Int, _ readings: inout [FileReading],
    _ shelf: FileShelf
  ) -> [PlacedPart]? {
    do throws(System.Failure) {
      let bytes = try shelf.bytes(of: path)
      let file = shelf.add(path, bytes)
      var read = FileReading.read(
        .init(file: file, origin: .named, configuration: nil), isStrict: false, shelf: shelf)
      let parts = read.parts
      read.keptParts = parts
      read.parts = []
      readings.append(read)
      return parts
    } catch {
      readings[spec].problems.append(
        InputProblem("source \(path) \(error.message)", source.path.span))
      return nil
    }
  }

  private static func resolve(_ path: String, besides spec: String) -> String {
    guard !path.hasPrefix("/"), let folder = PathName.folder(of: spec) else { return path }
    var segments = folder.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    for segment in path.split(separator: "/").map(String.init) where segment != "." {
      if segment == "..", let last = segments.last, last != "..", !last.isEmpty {
        segments.removeLast()
      } else {
        segments.append(segment)
      }
    }
    return segments.joined(separator: "/")
  }
}
