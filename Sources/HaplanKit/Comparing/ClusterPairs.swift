internal import ClusterModel
internal import Syntax

/// Finds the cluster of one side that is the other's: by its own name and its place below what was
/// given, then by its name alone. A name that several clusters of a run share carries a path in that
/// run, which is no part of it.
struct ClusterPairs {
  /// Two that are one cluster, or one that the other side has not, under the name to show.
  struct Pair {
    let name: String
    let before: Cluster?
    let after: Cluster?
  }

  /// A cluster as both sides can name it.
  private struct Entry {
    let cluster: Cluster
    /// As the run calls it, without what of its path is this side's alone.
    let shown: String
    /// As its documents call it.
    let own: String
    /// Of its first file, below what was given; empty where that is the file itself.
    let path: String
  }

  private(set) var pairs: [Pair] = []

  init(_ base: Comparison.Side, _ head: Comparison.Side) {
    var old = Self.entries(of: base)
    var new = Self.entries(of: head)
    match(&old, &new) { "\($0.path)\0\($0.own)" }
    match(&old, &new, by: \.own)
    // One beside one is what the user means to compare, whatever they are called.
    if pairs.isEmpty, old.count == 1, new.count == 1 { match(&old, &new) { _ in "" } }
    pairs += new.map { Pair(name: $0.shown, before: nil, after: $0.cluster) }
    pairs += old.map { Pair(name: $0.shown, before: $0.cluster, after: nil) }
  }

  /// Pairs those with the same key, in their order, and takes them out.
  private mutating func match(
    _ old: inout [Entry], _ new: inout [Entry], by key: (Entry) -> String
  ) {
    var waiting = Dictionary(grouping: old.indices, by: { key(old[$0]) }).mapValues { $0[...] }
    var taken: Set<Int> = []
    new.removeAll { entry in
      guard let index = waiting[key(entry)]?.popFirst() else { return false }
      taken.insert(index)
      pairs.append(Pair(name: entry.shown, before: old[index].cluster, after: entry.cluster))
      return true
    }
    old = old.indices.filter { !taken.contains($0) }.map { old[$0] }
  }

  private static func entries(of side: Comparison.Side) -> [Entry] {
    side.reading.clusters.map { cluster in
      let paths = cluster.files.compactMap { side.reading.file($0)?.path }
      let (own, mark) = split(cluster.name, paths)
      let place = mark.map { below(side.root, $0.path) } ?? ""
      return Entry(
        cluster: cluster,
        shown: own + (place.isEmpty ? "" : " (\(place))") + (mark?.number ?? ""),
        own: own, path: paths.first.map { below(side.root, $0) } ?? "")
    }
  }

  /// A name and what a run adds to it: ` (path)`, of one of the cluster's files or of a folder that
  /// holds one, and ` #2` where even those are the same.
  private static func split(
    _ name: String, _ paths: [String]
  ) -> (own: String, mark: (path: String, number: String)?) {
    var rest = name[...]
    var number = ""
    if let sign = rest.lastIndex(of: "#"), rest[sign...].dropFirst().allSatisfy(\.isNumber),
      rest[..<sign].hasSuffix(") ")
    {
      number = " \(rest[sign...])"
      rest = rest[..<sign].dropLast()
    }
    guard rest.last == ")" else { return (name, nil) }
    for path in paths {
      var place: String? = path
      while let known = place {
        let mark = " (\(known))"
        if rest.hasSuffix(mark) { return (String(rest.dropLast(mark.count)), (known, number)) }
        place = known == "/" ? nil : PathName.folder(of: known)
      }
    }
    return rest.hasSuffix(" (.)") ? (String(rest.dropLast(4)), (".", number)) : (name, nil)
  }

  /// A path below what was given.
  private static func below(_ root: String, _ path: String) -> String {
    if path == root { return "" }
    let folder = root == "/" ? root : root + "/"
    return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
  }
}
