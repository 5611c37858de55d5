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

  /// The environment file of a path: where its last component stands in the unit's folder, or below
  /// the same root as the unit (`root/etc/systemd/system/x.service`, `root/etc/kubernetes/x`).
  func environmentFile(_ path: String) -> SourceFile? {
    let folder = input.file.path.lastIndex(of: "/").map { String(input.file.path[...$0]) } ?? ""
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if let file = input.companion(folder + name) { return file }
    for place in ["etc/systemd/system/", "usr/lib/systemd/system/", "lib/systemd/system/"]
    where folder.hasSuffix(place) {
      let root = folder.dropLast(place.count)
      if let file = input.companion("\(root)\(path.drop { $0 == "/" })") { return file }
    }
    return nil
  }
}
