/// The folder that tools which show findings beside the sources start from: the top of the
/// repository, else the current folder.
package struct SourceRoot: Sendable {
  /// Absolute, without a `/` at its end.
  private let top: String
  /// The current folder, absolute.
  private let folder: String

  package init(top: String, folder: String) {
    self.top = top == "/" ? "" : top
    self.folder = folder
  }

  /// The path below the top, with `/`; `nil` where the file is outside.
  package func relative(_ path: String) -> String? {
    let absolute = absolute(path)
    guard absolute.hasPrefix("\(top)/") else { return nil }
    return String(absolute.dropFirst(top.count + 1))
  }

  /// The absolute path, without `.` and `..`.
  package func absolute(_ path: String) -> String {
    var segments: [Substring] = []
    let whole = path.hasPrefix("/") ? path : "\(folder)/\(path)"
    for segment in whole.split(separator: "/") where segment != "." {
      if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
    }
    return "/" + segments.joined(separator: "/")
  }

  /// The path below the top, or the absolute one without its first `/`: what a diff names.
  package func nameInDiff(_ path: String) -> String {
    relative(path) ?? String(absolute(path).dropFirst())
  }
}
