/// The parts that documents call by a key, by the folder that they stand in.
struct IdentityIndex {
  /// So many are remembered for a folder and all below it: enough to see that there are several.
  private static let mostBelow = 8

  private struct Place: Hashable {
    let key: String
    let folder: String
  }

  private var inFolder: [Place: [Int]] = [:]
  private var belowFolder: [Place: [Int]] = [:]

  init() {}

  /// Takes in a part that is called by `key`.
  mutating func add(_ key: String, _ index: Int, folder: String) {
    inFolder[Place(key: key, folder: folder), default: []].append(index)
    for above in Self.foldersUp(from: folder) {
      let place = Place(key: key, folder: above)
      if belowFolder[place, default: []].count < Self.mostBelow {
        belowFolder[place, default: []].append(index)
      }
    }
  }

  /// The parts in the folder itself.
  func direct(_ key: String, _ folder: String) -> [Int] {
    inFolder[Place(key: key, folder: folder)] ?? []
  }

  /// The first parts in the folder or anywhere below it.
  func below(_ key: String, _ folder: String) -> [Int] {
    belowFolder[Place(key: key, folder: folder)] ?? []
  }

  /// The folder, and every one above it; the last is `.` or `/`, above everything.
  static func foldersUp(from folder: String) -> [String] {
    var folders = [folder]
    while let last = folders.last, last != ".", let above = PathName.folder(of: last),
      above != last
    {
      folders.append(above)
    }
    if folders.last != ".", folders.last != "/" { folders.append(".") }
    return folders
  }
}
