package import ClusterModel
internal import Syntax

/// One part, and where its file comes from.
package struct PartItem {
  /// Where a file comes from; its parts share it.
  private final class Place {
    let path: String
    let root: String?

    init(path: String, root: String?) {
      self.path = path
      self.root = root
    }
  }

  package var part: PlacedPart
  private let place: Place

  /// The path of its file.
  package var path: String { place.path }
  /// The folder that was given and walked; `nil` for a file given by name.
  var root: String? { place.root }
  /// The folder of its file.
  var folder: String { PathName.folder(of: path) ?? "." }

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
    place = Place(path: path, root: root)
  }

  /// As if it were walked from far above, so that a folder names its machine also where its file
  /// was given by name.
  var merged: PartItem { PartItem(part, path: path, root: root ?? "") }
}
