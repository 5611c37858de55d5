package import Syntax

/// The files of a report, and where their lines begin, looked up once for each file that has a
/// place in the report.
package final class FileTexts {
  private let files: [SourceFile]
  private var maps: [FileID: LineMap] = [:]

  package init(_ files: [SourceFile]) { self.files = files }

  /// The file of this number; `nil` where there is none.
  package func file(_ id: FileID) -> SourceFile? {
    let index = Int(id.rawValue)
    return files.indices.contains(index) ? files[index] : nil
  }

  /// Each file's place when all are ordered by path.
  var ranks: [Int] {
    let isInOrder = files.indices.dropFirst().allSatisfy {
      files[$0 - 1].path.precedes(files[$0].path)
    }
    if isInOrder { return Array(files.indices) }
    var ranks = [Int](repeating: 0, count: files.count)
    let order = files.indices.sorted { left, right in
      files[left].path == files[right].path
        ? left < right : files[left].path.precedes(files[right].path)
    }
    for (rank, index) in order.enumerated() { ranks[index] = rank }
    return ranks
  }

  /// The path as it may be printed.
  package func path(_ id: FileID) -> String { Visible.path(file(id)?.path ?? "") }

  /// Where the lines of a file begin; looked up once.
  package func lines(_ id: FileID) -> LineMap {
    if let map = maps[id] { return map }
    let map = LineMap(file(id)?.bytes ?? [])
    maps[id] = map
    return map
  }

  /// `path:line:column` of a span's start.
  package func place(_ span: Span) -> String {
    let position = lines(span.file).position(of: Int(span.start))
    return "\(path(span.file)):\(position.line):\(position.column)"
  }

  /// A location as the JSON reports have it.
  func write(_ span: Span, as key: String, to object: inout JSONWriter) {
    let lines = lines(span.file)
    object.object(key) { location in
      location.field("path", path(span.file))
      for (name, offset) in [("start", span.start), ("end", span.end)] {
        let position = lines.position(of: Int(offset))
        location.object(name) { object in
          object.field("line", position.line)
          object.field("column", position.column)
          object.field("offset", position.offset)
        }
      }
    }
  }
}
