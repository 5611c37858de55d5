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
