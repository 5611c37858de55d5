package import ClusterModel
internal import Syntax

/// One part, and where its file comes from.
package struct PartItem {
  package var part: ClusterPart
  package let path: String
  /// The folder that was given and walked; `nil` for a file given by name.
  let root: String?

  init(_ part: ClusterPart, path: String, origin: InputList.Origin) {
    self.part = part
    self.path = path
    if case .walked(let root) = origin { self.root = root } else { root = nil }
  }

  /// A part of the file `path`; `root` is the folder that was given and walked.
  package init(_ part: ClusterPart, path: String, root: String?) {
    self.part = part
    self.path = path
    self.root = root
  }

  /// The folder of its file.
  var folder: String { PathName.folder(of: path) ?? "." }

  /// As if it were walked from far above, so that a folder names its machine also where its file
  /// was given by name.
  var merged: PartItem { PartItem(part, path: path, root: root ?? "") }

  /// The part, and those of the files that its `sources` name.
  var withAttached: [ClusterPart] {
    var own = part
    let attached = own.attached
    own.attached = []
    return [own] + attached
  }
}
