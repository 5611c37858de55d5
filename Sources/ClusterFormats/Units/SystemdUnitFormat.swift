package import ClusterModel
internal import Syntax

/// systemd units that run a control-plane component, with their drop-ins and environment files.
package enum SystemdUnitFormat: Format {
  package static let name = FormatName.systemdUnit
  package static let material = Material.others

  package static func claim(_ input: FormatInput) -> Claim {
    guard !input.outline.hasObjects, input.contains("ExecStart"), hasSection(input.file),
      ComponentNames.appear(in: input), !input.isPage,
      !input.looksLikeScript
    else { return .none }
    return .certain
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    if isDropIn(input) {
      result.notes.append("read with the unit beside it")
      return result
    }
    let text = MappedText(input.file, input.file.byteOrderMarkLength..<input.file.bytes.count)
    var reader = UnitPartReader(file: input.file, companions: UnitCompanions(input: input))
    result.parts = reader.read(text)
    result.isRecognised = !result.parts.isEmpty
    // Jinja in a unit; Go's braces may be an argument of docker's.
    if result.isRecognised, input.contains("{%"),
      let place = TemplateScan.firstControlFlow(in: input.file)
    {
      result.template = InputProblem("this is a template: render it first", place)
    }
    return result
  }

  /// `kube-apiserver.service.d/10-flags.conf` beside `kube-apiserver.service`.
  private static func isDropIn(_ input: FormatInput) -> Bool {
    let pieces = input.file.path.split(separator: "/", omittingEmptySubsequences: false)
    guard pieces.count >= 2, input.file.path.hasSuffix(".conf"),
      pieces[pieces.count - 2].hasSuffix(".service.d")
    else { return false }
    let unit = pieces.dropLast(2) + [pieces[pieces.count - 2].dropLast(2)]
    return input.companion(unit.joined(separator: "/")) != nil
  }

  static func hasSection(_ file: SourceFile) -> Bool {
    file.bytes.contains("[Service]") || file.bytes.contains("[Unit]")
  }
}

/// The programs whose names tell that a text is of matter.
enum ComponentNames {
  static func appear(in input: FormatInput) -> Bool {
    input.contains("kube-apiserver") || input.contains("kube-controller-manager")
      || input.contains("kube-scheduler") || input.contains("etcd")
      || input.contains("hyperkube")
  }
}
