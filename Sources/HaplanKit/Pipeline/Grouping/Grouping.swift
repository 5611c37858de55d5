internal import ClusterModel
internal import Syntax

/// Decides which parts make one cluster, and which machine each loose part is of.
struct Grouping {
  private struct Group {
    var parts: [PlacedPart]
    let name: String
    /// Tells clusters of one name apart.
    let path: String
  }

  private let items: [PartItem]
  private let merges: Bool
  /// Whether there is any part whose folder has to tell where it belongs.
  private let hasLooseParts: Bool
  private(set) var remarks: [String] = []
  /// By file: the machines whose parts it has, in order.
  private(set) var machines: [FileID: [String]] = [:]
  private var groups: [Group] = []
  /// Index of the groups of whole-cluster documents, by the folders that these stand in.
  private var wholeByFolder: [String: [Int]] = [:]

  init(readings: [FileReading], merges: Bool) {
    items = readings.flatMap { reading in
      reading.parts.map { PartItem($0, path: reading.file.path, origin: reading.origin) }
    }
    self.merges = merges
    hasLooseParts = items.contains { !$0.part.isWhole }
  }

  /// The clusters, in the order of their first file.
  mutating func clusters(file: (FileID) -> SourceFile?) -> [Cluster] {
    if merges { mergeAll() } else { gather() }
    groups = groups.filter { !$0.parts.isEmpty }
    sortGroups()
    noteMachines()
    var clusters = groups.map { Cluster(sealing: $0.parts, name: $0.name, file: file) }
    var counts: [String: Int] = [:]
    for index in clusters.indices { counts[clusters[index].name, default: 0] += 1 }
    for index in clusters.indices where counts[clusters[index].name, default: 0] > 1 {
      clusters[index] = clusters[index].named("\(clusters[index].name) (\(groups[index].path))")
    }
    var seen: [String: Int] = [:]
    for index in clusters.indices {
      let name = clusters[index].name
      let number = (seen[name] ?? 0) + 1
      seen[name] = number
      if number > 1 { clusters[index] = clusters[index].named("\(name) #\(number)") }
    }
    return clusters
  }

  /// By their first places; mostly they are in order.
  private mutating func sortGroups() {
    let places = groups.map { $0.parts[0].anchor }
    guard !zip(places, places.dropFirst()).allSatisfy(<) else { return }
    groups.sort { left, right in
      let (first, second) = (left.parts[0].anchor, right.parts[0].anchor)
      return first == second ? left.path < right.path : first < second
    }
  }

  private mutating func noteMachines() {
    for group in groups {
      for part in group.parts where !part.isWhole {
        guard let machine = part.machine, machines[part.anchor.file]?.contains(machine) != true
        else { continue }
        machines[part.anchor.file, default: []].append(machine)
      }
    }
  }

  /// Everything is one cluster; the machines are those of the files' folders all the same.
  private mutating func mergeAll() {
    guard let first = items.first else { return }
    let homes = MachineFolders(items.filter { !$0.part.isWhole }.map(\.merged), clusterFolders: [])
    let all = items.filter(\.part.isWhole) + homes.placed.flatMap(\.items)
    let parts = all.sorted { $0.part.anchor < $1.part.anchor }.flatMap { $0.part.withAttached }
    groups = [Group(parts: parts, name: PathName.stem(first.path), path: first.path)]
  }

  private mutating func gather() {
    let kinship = Kinship(items)
    var walked: [PartItem] = []
    var named = NamedParts()
    for set in kinship.sets {
      let members = set.map { items[$0] }
      if members.contains(where: \.part.isWhole) {
        addWhole(members, kinship.gaps(of: set))
      } else if members.allSatisfy({ $0.root != nil }) {
        walked += members
      } else {
        named.add(members)
      }
    }
    let homes = MachineFolders(walked, clusterFolders: Set(wholeByFolder.keys))
    for (folder, items) in homes.placed {
      place(items.flatMap { $0.part.withAttached }, in: folder)
    }
    for members in named.files { addNamed(members) }
    if named.files.count > 1 {
      remarks.append(
        "\(named.files.count) files of single machines are judged one by one; give their folder, or "
          + "--merge, to judge them as one cluster")
    }
  }

  /// A whole cluster's documents, with the loose ones that refer to it.
  private mutating func addWhole(_ members: [PartItem], _ gaps: [Gap]) {
    let first = members.first(where: \.part.isWhole) ?? members[0]
    var folders: Set<String> = []
    if hasLooseParts {
      for item in members where item.part.isWhole && item.root != nil {
        if folders.insert(item.folder).inserted {
          wholeByFolder[item.folder, default: []].append(groups.count)
        }
      }
    }
    var parts: [PlacedPart] = []
    for item in members where item.part.isWhole { parts += item.part.withAttached }
    let loose = members.filter { !$0.part.isWhole }
    if !loose.isEmpty {
      for item in MachineFolders(loose, clusterFolders: folders).placed.flatMap(\.items) {
        parts += item.part.withAttached
      }
    }
    if !gaps.isEmpty { parts[0].gaps += gaps }
    groups.append(Group(parts: parts, name: PathName.stem(first.path), path: first.path))
  }

  /// The loose parts of one named file are one machine's, unless it has two of one component.
  private mutating func addNamed(_ members: [PartItem]) {
    guard let path = members.first?.path else { return }
    let name = PathName.stem(path)
    let parts = MachineNames.assign(members, fallback: name).flatMap { $0.part.withAttached }
    groups.append(Group(parts: parts, name: name, path: path))
  }

  private mutating func place(_ parts: [PlacedPart], in folder: String) {
    let owners = wholeByFolder[folder] ?? []
    if owners.count == 1, let owner = owners.first {
      groups[owner].parts += parts
      return
    }
    var parts = parts
    let name = MachineFolders.displayName(folder)
    if owners.count > 1, let first = parts.first {
      parts[0].gaps.append(
        Gap(
          about: "cluster", fact: "cluster",
          message: "\(name) holds \(owners.count) clusters: name these files in "
            + "one's spec.sources, or fold all with --merge", span: first.anchor))
    }
    groups.append(Group(parts: parts, name: name, path: folder))
  }
}
