internal import Planning
package import Reporting

/// Writes a plan's files into a folder: a new one whole or not at all, each file of one that is there
/// whole or not at all.
package struct ArtifactFolder {
  /// Why nothing was written, in words for the user.
  package struct Refusal: Error, Sendable {
    package let message: String
  }

  package let path: String
  private let files: [Artifact]
  /// Files that stay beside those written, and that a reading of the folder sees too.
  package private(set) var others: [String] = []

  /// How many names a message has.
  private static let mostNamed = 5

  /// The files of a plan for some tools.
  package init(
    _ path: String, _ report: PlanReport, for tools: [ArtifactTool]
  ) throws(Refusal) {
    self.path = path
    do throws(ArtifactFailure) {
      files = PlanAcceptance.accepting(
        try PlanArtifacts.files(report.plan, for: tools) ?? [])
    } catch {
      throw Refusal(message: error.message)
    }
  }

  /// Every path that `write` makes.
  package var paths: [String] { files.map { "\(path)/\($0.path)" } }

  /// Writes. What is there and says something else stays, and is a refusal, unless it may be
  /// overwritten.
  package mutating func write(overwriting: Bool) throws(Refusal) {
    do throws(System.Failure) {
      guard let kind = System.kind(of: path) else { return try makeNew() }
      guard kind == .folder else { throw System.Failure(message: "is no folder") }
      let present = try Self.list(path, below: "")
      let changed = changed()
      if !changed.isEmpty, !overwriting {
        throw System.Failure(
          message: "holds \(Self.named(changed)) already, and they say something else: choose "
            + "another folder, or --overwrite")
      }
      let own = Set(files.map(\.path))
      others = present.filter { !own.contains($0) }
      for file in files {
        let place = "\(path)/\(file.path)"
        if let folder = PathName.folder(of: place) { try System.makeFolder(folder) }
        try System.writeFile(place, Array(file.text.utf8))
      }
    } catch {
      throw Refusal(message: "\(path) \(error.message)")
    }
  }

  /// `a, b, c and 2 more`.
  package static func named(_ names: [String]) -> String {
    let first = names.prefix(mostNamed).joined(separator: ", ")
    return names.count > mostNamed ? "\(first) and \(names.count - mostNamed) more" : first
  }

  /// Files of ours in whose place something else is.
  private func changed() -> [String] {
    files.filter { file in
      let place = "\(path)/\(file.path)"
      guard System.kind(of: place) != nil else { return false }
      let bytes = Array(file.text.utf8)
      guard let there = try? System.read(place, limit: bytes.count) else { return true }
      return there != bytes
    }.map(\.path)
  }

  /// Beside it, under a name that begins with a dot, and then renamed.
  private func makeNew() throws(System.Failure) {
    let above = PathName.folder(of: path)
    if let above { try System.makeFolder(above) }
    let name = ".\(PathName.base(path)).haplan-\(System.processNumber)"
    let temporary = above.map { $0 == "/" ? "/\(name)" : "\($0)/\(name)" } ?? name
    do throws(System.Failure) {
      for file in files {
        let place = "\(temporary)/\(file.path)"
        if let folder = PathName.folder(of: place) { try System.makeFolder(folder) }
        try System.writeFile(place, Array(file.text.utf8))
      }
      try System.rename(temporary, to: path)
    } catch {
      System.removeFolder(temporary)
      throw error
    }
  }

  private static func list(_ folder: String, below prefix: String) throws(System.Failure)
    -> [String]
  {
    var found: [String] = []
    for entry in try System.list(folder) {
      let name = prefix + entry.name
      if System.kindWithoutFollowing("\(folder)/\(entry.name)") == .folder {
        guard entry.name != ".git" else { continue }
        found += try list("\(folder)/\(entry.name)", below: name + "/")
      } else {
        found.append(name)
      }
    }
    return found
  }
}
