package import ClusterModel
internal import Syntax

/// Which parts belong together because their documents say so: those of one tool that share an
/// identity or refer to one another.
package struct Kinship {
  /// Parts by index, together where they belong together; in the order of their first part. A part
  /// that nothing ties is alone.
  package private(set) var sets: [[Int]] = []
  /// References of which two documents are as near, by part.
  private var open: [Int: [String]] = [:]

  private let items: [PartItem]
  private var parents: [Int]
  private var wholes = IdentityIndex()
  private var others = IdentityIndex()

  /// Finds what belongs together; the order of the parts is that of their files.
  package init(_ items: [PartItem]) {
    self.items = items
    parents = Array(items.indices)
    let tied = items.indices.filter {
      !items[$0].part.identities.isEmpty || !items[$0].part.refersTo.isEmpty
    }
    if !tied.isEmpty {
      joinWithinFiles(tied)
      let sought = sought(tied)
      if !sought.isEmpty {
        index(tied, sought)
        joinAcrossFiles(tied)
      }
    }
    var places: [Int?] = Array(repeating: nil, count: items.count)
    for index in items.indices {
      // What leads a part stands before it, and is settled.
      parents[index] = parents[parents[index]]
      if let place = places[parents[index]] {
        sets[place].append(index)
      } else {
        places[index] = sets.count
        sets.append([index])
      }
    }
  }

  /// The keys that some part looks for: those that it refers to, and a loose part's own.
  private func sought(_ tied: [Int]) -> Set<String> {
    var keys: Set<String> = []
    for index in tied {
      keys.formUnion(items[index].part.refersTo)
      if !items[index].part.isWhole { keys.formUnion(items[index].part.identities) }
    }
    return keys
  }

  private mutating func index(_ tied: [Int], _ sought: Set<String>) {
    for index in tied {
      for key in items[index].part.identities where sought.contains(key) {
        if items[index].part.isWhole {
          wholes.add(key, index, folder: items[index].folder)
        } else {
          others.add(key, index, folder: items[index].folder)
        }
      }
    }
  }

  /// What is left open about the references of a set.
  package func gaps(of set: [Int]) -> [Gap] {
    set.flatMap { index in
      (open[index] ?? []).map { key in
        Gap(
          about: "cluster", fact: "cluster",
          message: "\(items[index].path) refers to \(key), which several files describe: name the "
            + "right ones alone, or fold all with --merge", span: items[index].part.anchor)
      }
    }
  }

  /// The references that a file answers itself.
  private mutating func joinWithinFiles(_ all: [Int]) {
    // Parts of one file follow one another.
    func file(_ place: Int) -> FileID? {
      all.indices.contains(place) ? items[all[place]].part.anchor.file : nil
    }
    let tied = all.indices.filter { file($0) == file($0 - 1) || file($0) == file($0 + 1) }
      .map { all[$0] }
    var firsts: [FileKey: Int] = [:]
    for index in tied {
      for key in items[index].part.identities {
        let place = FileKey(file: items[index].part.anchor.file, key: key)
        if let first = firsts[place] { join(index, first) } else { firsts[place] = index }
      }
    }
    for index in tied {
      for key in items[index].part.refersTo {
        if let other = firsts[FileKey(file: items[index].part.anchor.file, key: key)] {
          join(index, other)
        }
      }
    }
  }

  private struct FileKey: Hashable {
    let file: FileID
    let key: String
  }

  private struct FolderKey: Hashable {
    let folder: String
    let key: String
  }

  private mutating func joinAcrossFiles(_ tied: [Int]) {
    var waiting: [FolderKey: Int] = [:]
    for index in tied {
      let part = items[index].part
      let isAnswered = Set(part.refersTo.filter { key in isAnsweredInFile(key, index) })
      for key in part.refersTo where !isAnswered.contains(key) { seek(key, index, &waiting) }
      guard !part.isWhole else { continue }
      for key in part.identities {
        seek(key, index, &waiting)
      }
    }
  }

  private func isAnsweredInFile(_ key: String, _ index: Int) -> Bool {
    let file = items[index].part.anchor.file
    return wholes.direct(key, items[index].folder).contains { items[$0].part.anchor.file == file }
      || others.direct(key, items[index].folder).contains { items[$0].part.anchor.file == file }
  }

  /// Joins a part with what a key means to it: from its own folder upwards, what stands in the
  /// folder itself, then what stands anywhere below it.
  private mutating func seek(_ key: String, _ index: Int, _ waiting: inout [FolderKey: Int]) {
    for folder in IdentityIndex.foldersUp(from: items[index].folder) {
      // Loose parts of one identity in one folder are one cluster's; whole clusters are copies.
      for (found, areOne) in [
        (wholes.direct(key, folder), false), (others.direct(key, folder), true),
        (wholes.below(key, folder), false), (others.below(key, folder), false),
      ] {
        let candidates = found.filter { $0 != index }
        guard let first = candidates.first else { continue }
        if areOne || candidates.allSatisfy({ root($0) == root(first) }) {
          for candidate in candidates { join(index, candidate) }
        } else if !candidates.contains(where: { root($0) == root(index) }) {
          open[index, default: []].append(key)
        }
        return
      }
    }
    let place = FolderKey(folder: items[index].folder, key: key)
    if let first = waiting[place] { join(index, first) } else { waiting[place] = index }
  }

  // MARK: Sets

  private func root(_ index: Int) -> Int {
    var index = index
    while parents[index] != index { index = parents[index] }
    return index
  }

  private mutating func join(_ left: Int, _ right: Int) {
    let leftRoot = root(left)
    let rightRoot = root(right)
    // The first part leads, and paths are cut short, so that long chains stay cheap.
    parents[max(leftRoot, rightRoot)] = min(leftRoot, rightRoot)
    parents[left] = min(leftRoot, rightRoot)
    parents[right] = min(leftRoot, rightRoot)
  }
}
