internal import ClusterModel
internal import Syntax

/// Decides which parts make one cluster, and which machine each loose part is of.
struct Grouping {
  /// Folders below a machine's own that hold its parts.
  private static let machineSubfolders: Set<String> = [
    "manifests", "systemd", "kubernetes", "etcd", "haproxy", "nginx", "keepalived",
  ]

  private struct Group {
    var parts: [ClusterPart]
    let name: String
    /// Tells clusters of one name apart.
    let path: String
  }

  private struct Loose {
    var part: ClusterPart
    let path: String
  }

  private let readings: [FileReading]
  private let merges: Bool
  private(set) var remarks: [String] = []
  private var groups: [Group] = []
  /// Index of the groups of whole-cluster documents, by folder.
  private var wholeByFolder: [String: [Int]] = [:]

  init(readings: [FileReading], merges: Bool) {
    self.readings = readings
    self.merges = merges
  }

  /// The clusters, in the order of their first file.
  mutating func clusters(file: (FileID) -> SourceFile?) -> [Cluster] {
    if merges { mergeAll() } else { gather() }
    groups = groups.filter { !$0.parts.isEmpty }
    groups.sort { ($0.parts[0].anchor, $0.path) < ($1.parts[0].anchor, $1.path) }
    var clusters = groups.map { Cluster(sealing: $0.parts, name: $0.name, file: file) }
    var counts: [String: Int] = [:]
    for cluster in clusters { counts[cluster.name, default: 0] += 1 }
    for index in clusters.indices where counts[clusters[index].name, default: 0] > 1 {
      clusters[index].name += " (\(groups[index].path))"
    }
    var seen: [String: Int] = [:]
    for index in clusters.indices {
      let name = clusters[index].name
      let number = (seen[name] ?? 0) + 1
      seen[name] = number
      if number > 1 { clusters[index].name += " #\(number)" }
    }
    return clusters
  }

  private mutating func mergeAll() {
    var parts: [ClusterPart] = []
    for reading in readings {
      for part in reading.parts { parts += whole(part, reading.file.path) }
    }
    guard let first = readings.first(where: { !$0.parts.isEmpty }) else { return }
    groups = [Group(parts: parts, name: PathName.stem(first.file.path), path: first.file.path)]
  }

  private func whole(_ part: ClusterPart, _ path: String) -> [ClusterPart] {
    var own = part
    let attached = own.attached
    own.attached = []
    if !own.isWhole, own.machine == nil { own.machine = machineName(own, path) }
    return [own] + attached
  }

  private func machineName(_ part: ClusterPart, _ path: String) -> String {
    part.machineHint?.value ?? PathName.stem(path)
  }

  private mutating func gather() {
    var walked: [String: [Loose]] = [:]
    var namedLoose = 0
    for reading in readings {
      let path = reading.file.path
      for part in reading.parts where part.isWhole {
        if case .walked = reading.origin {
          wholeByFolder[PathName.folder(of: path) ?? ".", default: []].append(groups.count)
        }
        groups.append(Group(parts: whole(part, path), name: PathName.stem(path), path: path))
      }
      let loose = reading.parts.filter { !$0.isWhole }
      guard !loose.isEmpty else { continue }
      if case .walked(let root) = reading.origin {
        walked[root, default: []] += loose.map { Loose(part: $0, path: path) }
      } else {
        namedLoose += 1
        addNamed(loose, path)
      }
    }
    for (root, parts) in walked.sorted(by: { $0.key < $1.key }) { addWalked(parts, root: root) }
    if namedLoose > 1 {
      remarks.append(
        "\(namedLoose) files of single machines are judged one by one; give their folder, or "
          + "--merge, to judge them as one cluster")
    }
  }

  /// The loose parts of one named file are one machine's, unless it has two of one component.
  private mutating func addNamed(_ parts: [ClusterPart], _ path: String) {
    let name = PathName.stem(path)
    groups.append(Group(parts: asMachines(parts, fallback: name), name: name, path: path))
  }

  /// Gives each part its machine: one for all where no component occurs twice.
  private func asMachines(_ parts: [ClusterPart], fallback: String) -> [ClusterPart] {
    let shared = parts.lazy.compactMap(\.machineHint).first?.value ?? fallback
    guard hasSeveral(parts) else {
      return parts.map { part in
        var part = part
        part.machine = shared
        return part
      }
    }
    var used: [String: Set<Component>] = [:]
    return parts.map { part in
      var part = part
      let components = Self.commands(of: part)
      let hint = part.machineHint?.value ?? fallback
      var name = hint
      var number = 2
      while let taken = used[name], !taken.isDisjoint(with: components) {
        name = "\(hint)-\(number)"
        number += 1
      }
      used[name, default: []].formUnion(components)
      part.machine = name
      return part
    }
  }

  private func hasSeveral(_ parts: [ClusterPart]) -> Bool {
    var seen: Set<Component> = []
    for component in parts.flatMap(Self.commands) {
      if !seen.insert(component).inserted { return true }
    }
    return false
  }

  /// The components that a part runs; a configuration file of one runs nothing.
  private static func commands(of part: ClusterPart) -> Set<Component> {
    Set(part.flagSets.filter { $0.style != .configurationFields }.map(\.component))
  }

  /// Loose parts of a walk, gathered by the folder above their machine's folder.
  private mutating func addWalked(_ parts: [Loose], root: String) {
    var machines: [String: [Loose]] = [:]
    for part in parts {
      machines[machineFolder(of: part.path, root: root), default: []].append(part)
    }
    var clusters: [String: [ClusterPart]] = [:]
    for (folder, members) in machines.sorted(by: { $0.key < $1.key }) {
      if folder == root || hasSeveral(members.map(\.part)) {
        let named = members.map { loose in
          var part = loose.part
          if part.machineHint == nil, hasSeveral(members.map(\.part)) {
            part.machineHint = Located(PathName.stem(loose.path), part.anchor)
          }
          return part
        }
        clusters[folder, default: []] += asMachines(named, fallback: displayName(folder))
      } else {
        let machine = PathName.base(folder)
        clusters[PathName.folder(of: folder) ?? ".", default: []] += members.map { loose in
          var part = loose.part
          part.machine = machine
          return part
        }
      }
    }
    for (folder, parts) in clusters.sorted(by: { $0.key < $1.key }) { place(parts, in: folder) }
  }

  private mutating func place(_ parts: [ClusterPart], in folder: String) {
    let owners = wholeByFolder[folder] ?? []
    if owners.count == 1, let owner = owners.first {
      groups[owner].parts += parts
      return
    }
    var parts = parts
    if owners.count > 1, let first = parts.first {
      parts[0].gaps.append(
        Gap(
          about: "cluster", fact: "cluster",
          message: "\(displayName(folder)) holds \(owners.count) clusters: name these files in "
            + "one's spec.sources, or fold all with --merge", span: first.anchor))
    }
    groups.append(Group(parts: parts, name: displayName(folder), path: folder))
  }

  private func displayName(_ folder: String) -> String {
    folder == "." ? System.currentFolderName : PathName.base(folder)
  }

  private func machineFolder(of path: String, root: String) -> String {
    var folder = PathName.folder(of: path) ?? "."
    while folder != root, folder != "." {
      let name = PathName.base(folder)
      guard Self.machineSubfolders.contains(name) || name.hasSuffix(".d") else { break }
      folder = PathName.folder(of: folder) ?? "."
    }
    return folder
  }
}
