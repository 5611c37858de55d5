internal import Syntax

/// The files that stand beside a unit: its drop-ins and environment files.
struct UnitCompanions {
  let input: FormatInput

  /// No files beside it: a unit inside a script or a page.
  static func none(_ file: SourceFile) -> UnitCompanions {
    UnitCompanions(input: FormatInput(file))
  }

  /// `NAME.service.d/*.conf`, in name order.
  var dropIns: [SourceFile] { input.companionsInFolder("\(input.file.path).d", ".conf") }

  /// The file of a path on the machine: where its last component stands in the unit's folder or
  /// another one of the machine's, or below the same root as the unit
  /// (`root/etc/systemd/system/x.service`, `root/etc/kubernetes/x`).
  func environmentFile(_ path: String) -> SourceFile? {
    let folder = input.file.path.lastIndex(of: "/").map { String(input.file.path[...$0]) } ?? ""
    for place in Self.systemFolders where folder.hasSuffix(place) {
      let root = folder.dropLast(place.count)
      if let file = input.companion("\(root)\(path.drop { $0 == "/" })") { return file }
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    for folder in Self.foldersOfMachine(folder) {
      let candidate = folder + name
      if candidate != input.file.path, let file = input.companion(candidate) { return file }
    }
    return nil
  }

  /// Where a machine keeps units and manifests.
  private static let systemFolders = [
    "etc/systemd/system/", "usr/lib/systemd/system/", "lib/systemd/system/",
    "etc/kubernetes/manifests/",
  ]

  /// The folder itself, those below it that hold a machine's parts, and where it is one of these,
  /// its folder and that folder's others.
  private static func foldersOfMachine(_ folder: String) -> [String] {
    var folders = [folder]
    var top = folder
    if let own = subfolders.first(where: { folder == $0 || folder.hasSuffix("/\($0)") }) {
      top = String(folder.dropLast(own.count))
      folders.append(top)
    }
    return folders + subfolders.map { top + $0 }.filter { $0 != folder }
  }

  private static let subfolders = ["etcd/", "kubernetes/", "systemd/", "manifests/"]
}
