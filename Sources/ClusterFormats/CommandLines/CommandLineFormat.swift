package import ClusterModel
internal import Syntax

/// Command lines of components in shell scripts and pages, and the units that scripts write.
package enum CommandLineFormat: Format {
  package static let name = FormatName.commandLine
  package static let material = Material.others

  package static func claim(_ input: FormatInput) -> Claim {
    if !input.looksLikeScript {
      guard !input.outline.hasObjects, !input.looksLikeJSON, !hasDataEnding(input),
        input.isPage || !SystemdUnitFormat.hasSection(input.file)
      else { return .none }
    }
    // Objects of a script or a page stand in its blocks; those of a data file are its own.
    let hasBlocks = input.hasObjects && !hasDataEnding(input)
    return hasBlocks || ComponentNames.appear(in: input) ? .possible : .none
  }

  /// Files that are data by their ending hold no command lines of their own.
  private static func hasDataEnding(_ input: FormatInput) -> Bool {
    ["yaml", "yml", "json", "service", "conf", "ini", "cfg", "tf", "go", "py", "swift", "c"]
      .contains(input.ending)
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    var reader = ScriptReader(file: input.file)
    let text = MappedText(input.file, input.file.byteOrderMarkLength..<input.file.bytes.count)
    let isProgram = input.file.bytes.starts(with: "#!".utf8)
    let fences = isProgram ? [] : MarkdownFences.find(text)
    let indented = input.isPage ? IndentedCode.find(text, besides: fences.map(\.range)) : []
    for block in fences.map(\.content) + indented { reader.readBlock(block) }
    if fences.isEmpty, indented.isEmpty { reader.readScript(text, isPage: !isProgram) }
    result.parts = reader.parts
    result.isRecognised = !result.parts.isEmpty
    return result
  }
}
