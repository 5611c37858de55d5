internal import Reporting
package import Syntax

/// Finds the configuration of each input; each file is read once.
package struct ConfigurationFinder {
  /// A configuration that cannot be read, or says what it must not.
  package struct Fault: Sendable {
    package let file: SourceFile
    package let problems: [InputProblem]

    /// As `check` prints a problem.
    package var text: [UInt8] {
      let all = problems.map { ProblemReport.Problem(path: file.path, problem: $0) }
      return CheckText.renderProblems(of: ProblemReport(problems: all, files: [file]))
    }
  }

  /// The name of a configuration.
  package static let fileName = ".haplan.yaml"
  /// More bytes are no configuration.
  static let mostBytes = 1 << 20

  private let choice: ConfigurationChoice
  /// The current folder, asked for once.
  private lazy var current = System.currentFolder
  private var byFolder: [String: Configuration?] = [:]
  private var chosen: Configuration??
  package private(set) var faults: [Fault] = []

  package init(_ choice: ConfigurationChoice) { self.choice = choice }

  /// The configuration for the inputs of a folder as paths name it; `nil` where there is none.
  package mutating func configuration(inFolder folder: String) -> Configuration? {
    switch choice {
    case .none: return nil
    case .file(let path):
      if let chosen { return chosen }
      let configuration = load(path, shown: path, folder: current)
      chosen = .some(configuration)
      return configuration
    case .nearest:
      if let known = byFolder[folder] { return known }
      let found = search(from: absolute(folder))
      byFolder[folder] = .some(found)
      return found
    }
  }

  /// An input's path, absolute and without `.` and `..`.
  package mutating func absolute(_ path: String) -> String {
    let slash = UInt8(ascii: "/")
    var bytes: [UInt8] = []
    let whole = path.utf8.first == slash ? path : "\(current)/\(path)"
    for segment in Array(whole.utf8).split(separator: slash) {
      if segment.elementsEqual(".".utf8) { continue }
      if segment.elementsEqual("..".utf8) {
        bytes.removeSubrange((bytes.lastIndex(of: slash) ?? 0)...)
      } else {
        bytes.append(slash)
        bytes += segment
      }
    }
    return bytes.isEmpty ? "/" : String(decoding: bytes, as: UTF8.self)
  }

  /// Up to the top of the repository. Above the input's own folder those are passed over that
  /// everybody may write to: what stands in /tmp is nobody's configuration.
  private mutating func search(from start: String) -> Configuration? {
    var folder = start
    var passed: [String] = []
    var found: Configuration?
    while true {
      if folder != start, let known = byFolder[folder] {
        found = known
        break
      }
      passed.append(folder)
      let base = folder == "/" ? "" : folder
      let path = "\(base)/\(Self.fileName)"
      if System.kind(of: path) == .file, folder == start || !System.isOpenToAll(folder) {
        found = load(path, shown: shown(path), folder: base)
        break
      }
      guard folder != "/", System.kind(of: "\(base)/.git") == nil,
        let above = PathName.folder(of: folder)
      else { break }
      folder = above
    }
    for folder in passed where folder == start || !System.isOpenToAll(folder) {
      byFolder[folder] = .some(found)
    }
    return found
  }

  private mutating func shown(_ path: String) -> String {
    path.hasPrefix("\(current)/") ? String(path.dropFirst(current.count + 1)) : path
  }

  private mutating func load(_ path: String, shown: String, folder: String) -> Configuration? {
    do throws(System.Failure) {
      let bytes = try System.read(path, limit: Self.mostBytes)
      let file = SourceFile(id: FileID(0), path: shown, bytes: bytes)
      let (configuration, problems) = ConfigurationReader.read(file, folder: folder)
      if !problems.isEmpty { faults.append(Fault(file: file, problems: problems)) }
      return configuration
    } catch {
      let file = SourceFile(id: FileID(0), path: shown, bytes: [])
      faults.append(Fault(file: file, problems: [InputProblem(error.message, nil)]))
      return nil
    }
  }
}
