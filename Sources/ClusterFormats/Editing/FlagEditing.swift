package import ClusterModel
package import Syntax

/// Writes flags where a document states them, in the document's own hand. Nothing else of the file
/// changes; `nil` where the document cannot carry the change. Whoever applies the edits reads the
/// file again and compares.
package enum FlagEditing {
  /// The edits that give a flag a value: in its place, else after the set's last flag.
  package static func set(
    _ name: String, to value: String, in set: FlagSet, file: SourceFile
  ) -> [TextEdit]? {
    guard isWritable(value), set.style != .derived else { return nil }
    let text = EditedText(file)
    guard let flag = set.flag(name) else { return add(name, value, to: set, text) }
    guard let old = flag.text else { return nil }
    if flag.isBare {
      if value == old { return [] }
      return bareEdit(flag, value, set, text)
    }
    guard file.text(flag.valueSpan) == old || flag.valueSpan.range.isEmpty else { return nil }
    switch set.style {
    case .commandLine:
      return ShellText.isSafe(value) ? [TextEdit(flag.valueSpan, value)] : nil
    case .argumentList where hasOneText(flag), .assignmentList where hasOneText(flag):
      return ListEdits(set: set, text: text).replaceItem(flag, value)
    case .argumentList, .assignmentList, .nameValueList, .mapping(stringsOnly: true):
      return replaceScalar(flag, value, of: set, mustBeText: true, text)
    case .mapping(stringsOnly: false), .namedFields:
      return replaceScalar(flag, value, of: set, mustBeText: false, text)
    case .configurationFields:
      let isText = name != LeaderElection.electFlag
      return replaceScalar(flag, value, of: set, mustBeText: isText, text)
    case .environment: return EnvironmentEdits(set: set, text: text).replace(flag, value)
    case .derived: return nil
    }
  }

  /// The edits that take a flag away, every time that it is written in the file.
  package static func remove(
    _ name: String, from set: FlagSet, file: SourceFile
  ) -> [TextEdit]? {
    let flags = set.flags.filter { $0.name == name && $0.nameSpan.file == file.id }
    guard !flags.isEmpty else { return [] }
    let text = EditedText(file)
    switch set.style {
    case .derived, .namedFields: return nil
    case .commandLine: return CommandLineEdits(set: set, text: text).remove(flags)
    case .argumentList, .assignmentList, .nameValueList:
      return ListEdits(set: set, text: text).remove(flags)
    case .mapping, .configurationFields: return MappingEdits(set: set, text: text).remove(flags)
    case .environment: return EnvironmentEdits(set: set, text: text).remove(flags)
    }
  }

  /// Whether name and value are one text, not two items after one another.
  private static func hasOneText(_ flag: Flag) -> Bool {
    flag.nameSpan.end + 1 == flag.valueSpan.start
  }

  private static func add(
    _ name: String, _ value: String, to set: FlagSet, _ text: EditedText
  ) -> [TextEdit]? {
    switch set.style {
    case .derived: nil
    case .namedFields(let names): FieldEdits(set: set, names: names, text: text).add(name, value)
    case .commandLine: CommandLineEdits(set: set, text: text).add(name, value)
    case .argumentList, .assignmentList, .nameValueList:
      ListEdits(set: set, text: text).add(name, value)
    case .mapping(let isText):
      MappingEdits(set: set, text: text).add(name, value, mustBeText: isText)
    case .configurationFields:
      ComponentConfigReader.field(of: name).flatMap {
        let isText = name != LeaderElection.electFlag
        return MappingEdits(set: set, text: text).add($0, value, mustBeText: isText)
      }
    case .environment: EnvironmentEdits(set: set, text: text).add(name, value)
    }
  }

  /// `--leader-elect` becomes `--leader-elect=false`.
  private static func bareEdit(
    _ flag: Flag, _ value: String, _ set: FlagSet, _ text: EditedText
  ) -> [TextEdit]? {
    guard ShellText.isSafe(value), !value.contains(",") else { return nil }
    let end = Int(flag.nameSpan.end)
    return [TextEdit(Span(flag.nameSpan.file, end, end), "=\(value)")]
  }

  /// A scalar of its own: within its quotes where it has some.
  private static func replaceScalar(
    _ flag: Flag, _ value: String, of set: FlagSet, mustBeText: Bool, _ text: EditedText
  ) -> [TextEdit]? {
    let range = flag.valueSpan.range
    if let quote = text.quote(around: range) {
      return ScalarText.fits(value, in: quote) ? [TextEdit(flag.valueSpan, value)] : nil
    }
    // A comma in the old plain value shows that it stands in no flow collection.
    let isBlock =
      !text.isJSON
      && (text.file.text(flag.valueSpan).contains(",") || text.isBlockMapping(set))
    let written = ScalarText.write(value, mustBeText: mustBeText, isFlow: !isBlock, quote: nil)
    let needsBlank = range.isEmpty && text.byte(before: range.lowerBound) == UInt8(ascii: ":")
    return [TextEdit(flag.valueSpan, needsBlank ? " \(written)" : written)]
  }

  /// Control characters are in no flag's value.
  private static func isWritable(_ value: String) -> Bool {
    value.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }
  }
}
