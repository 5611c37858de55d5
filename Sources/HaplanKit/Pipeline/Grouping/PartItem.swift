package import ClusterModel
internal import Syntax

/// One part, and where its file comes from.
package struct PartItem {
  package var part: PlacedPart
  package let path: String
  /// The folder that was given and walked; `nil` for a file given by name.
  let root: String?
  /// The folder of its file.
  let folder: String

  init(_ part: PlacedPart, path: String, origin: InputList.Origin) {
    if case .walked(let root) = origin {
      self.init(part, path: path, root: root)
    } else {
      self.init(part, path: path, root: nil)
    }
  }

  /// A part of the file `path`; `root` is the folder that was given and walked.
  package init(_ part: ClusterPart, path: String, root: String?) {
    self.init(PlacedPart(part), path: path, root: root)
  }

  private init(_ part: PlacedPart, path: String, root: String?) {
    self.part = part
    self.path = path
    self.root = root
    folder = PathName.folder(of: path) ?? "."
  }

  /// As if it were walked from far above, so that a folder names its machine also where its file
  /// was given by name.
  var merged: PartItem { PartItem(part, path: path, root: root ?? "") }
}
