internal import ClusterModel
internal import Syntax

/// Places loose parts: which machine each is of by its folder, and which folder's cluster it is in.
struct MachineFolders {
  /// Folders below a machine's own that hold its parts.
  private static let subfolders: Set<String> = [
    "manifests", "systemd", "kubernetes", "etcd", "haproxy", "nginx", "keepalived",
  ]
  /// Where a machine's own tree of files begins, in a copy of it: `master-1/etc/kubernetes/…`.
  private static let trees: Set<String> = [
    "etc/kubernetes", "etc/systemd", "etc/etcd", "etc/haproxy", "etc/nginx", "etc/keepalived",
    "etc/default", "etc/sysconfig", "etc/rancher", "etc/cni", "etc/containerd", "lib/systemd",
    "usr/lib", "usr/local", "var/lib",
  ]

  /// The parts of each folder's cluster, with their machines, in the order of the folders.
  private(set) var placed: [(folder: String, items: [PartItem])] = []

  /// `clusterFolders` hold whole-cluster documents: such a folder is no machine's.
  init(_ items: [PartItem], clusterFolders: Set<String>) {
    var machines: [String: [PartItem]] = [:]
    for item in items { machines[Self.machineFolder(of: item), default: []].append(item) }
    var taken = clusterFolders
    var clusters: [String: [PartItem]] = [:]
    // The deepest first: a folder that machine folders lie in is a cluster's, and no machine's.
    let order = machines.sorted { left, right in
      let depths = (Self.depth(left.key), Self.depth(right.key))
      return depths.0 == depths.1 ? left.key < right.key : depths.0 > depths.1
    }
    for (folder, members) in order {
      let isRoot = folder == "." || members.contains { $0.root == folder }
      if isRoot || taken.contains(folder) || MachineNames.hasSeveral(members) {
        taken.insert(folder)
        clusters[folder, default: []] += MachineNames.assign(
          members, fallback: Self.displayName(folder))
      } else {
        let above = PathName.folder(of: folder) ?? "."
        taken.insert(above)
        clusters[above, default: []] += members.map { item in
          guard item.part.isOfMachine else { return item }
          var item = item
          item.part.machine = item.part.machineStated?.value ?? PathName.base(folder)
          return item
        }
      }
    }
    placed = clusters.sorted { $0.key < $1.key }.map { folder, items in
      (folder, items.sorted { $0.part.anchor < $1.part.anchor })
    }
  }

  /// What a folder is called: the current one by its own name.
  static func displayName(_ folder: String) -> String {
    folder == "." ? System.currentFolderName : PathName.base(folder)
  }

  /// The folder that is the machine's as far as the path tells: above `manifests`, `x.d`, `etc`.
  private static func machineFolder(of item: PartItem) -> String {
    var folder = item.folder
    var machine = folder
    var below = ""
    while folder != item.root, folder != "." {
      let name = PathName.base(folder)
      let above = PathName.folder(of: folder) ?? "."
      if subfolders.contains(name) || name.hasSuffix(".d") {
        if machine == folder { machine = above }
      } else if trees.contains("\(name)/\(below)"), above != "/" {
        machine = above
      }
      guard above != folder else { break }
      folder = above
      below = name
    }
    return machine
  }

  private static func depth(_ folder: String) -> Int {
    folder == "." ? 0 : folder.utf8.count { $0 == UInt8(ascii: "/") } + 1
  }
}
