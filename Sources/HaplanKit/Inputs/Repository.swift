package import Reporting

/// The repository that a folder is in.
package enum Repository {
  /// Where the tools that show findings start from.
  package static var root: SourceRoot {
    let folder = System.currentFolder
    return SourceRoot(top: top(of: folder) ?? folder, folder: folder)
  }

  /// The nearest folder at or above an absolute one that has `.git` in it.
  static func top(of folder: String) -> String? {
    var folder = folder
    while true {
      if System.kind(of: folder == "/" ? "/.git" : "\(folder)/.git") != nil { return folder }
      guard folder != "/", let above = PathName.folder(of: folder) else { return nil }
      folder = above
    }
  }
}
