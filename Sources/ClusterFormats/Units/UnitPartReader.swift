internal import ClusterModel
internal import Syntax

/// Reads the units in one text into parts, one for each command that runs a component.
struct UnitPartReader {
  let file: SourceFile
  let companions: UnitCompanions
  /// The number of the next command, so that its doubled backslashes are one finding.
  private(set) var commandNumber = 0

  init(file: SourceFile, companions: UnitCompanions) {
    self.file = file
    self.companions = companions
  }

  /// The parts of a text that is one unit; what stands before its first section is left out.
  mutating func read(_ text: MappedText) -> [ClusterPart] {
    let texts =
      [text] + companions.dropIns.map { MappedText($0, $0.byteOrderMarkLength..<$0.bytes.count) }
    let units = texts.map { UnitFile.parse($0, readingOn: Self.runsComponent) }
    let merged = UnitFile(entries: units.flatMap(\.entries))
    let variables = variables(of: merged)
    var parts: [ClusterPart] = []
    for entry in merged.values("Service", "ExecStart") {
      if let part = part(of: entry, variables) { parts.append(part) }
    }
    return parts
  }

  private static func runsComponent(_ command: MappedText) -> Bool {
    let words = UnitWords.split(command, variables: .init()).map(CommandWord.init)
    return ComponentCommand.find(in: words) != nil
  }

  /// `Environment=` and the environment files, in order, later ones over earlier ones; files count
  /// over `Environment=` (systemd.exec(5)).
  private func variables(of unit: UnitFile) -> UnitWords.Variables {
    var variables = UnitWords.Variables()
    for entry in unit.values("Service", "Environment") {
      variables.values.merge(EnvironmentFile.assignments(entry.value)) { $1 }
    }
    for entry in unit.values("Service", "EnvironmentFile") {
      let path = entry.value.string
      let bare = path.hasPrefix("-") ? String(path.dropFirst()) : path
      if let file = companions.environmentFile(bare) {
        let text = MappedText(file, file.byteOrderMarkLength..<file.bytes.count)
        variables.values.merge(EnvironmentFile.parse(text)) { $1 }
      } else {
        variables.missingFiles.append(bare)
      }
    }
    return variables
  }

  private mutating func part(
    of entry: UnitFile.Entry, _ variables: UnitWords.Variables
  ) -> ClusterPart? {
    var words = UnitWords.split(entry.value, variables: variables)
    if let script = Self.shellScript(words) { words = script }
    guard let command = ComponentCommand.find(in: words.map(CommandWord.init)) else { return nil }
    var facts = FactReader(file: file, isRunnable: true)
    for word in words {
      guard let unknown = word.unknown, !unknown.isFilledLater else { continue }
      facts.mark(Located(unknown.text, unknown.span))
    }
    var set = command.flagSet(style: .commandLine, format: .systemdUnit, facts: &facts)
    if !entry.doubledBackslashes.isEmpty {
      set = set.withAbsence(.isUnknown("the command was cut short by \\\\"))
    } else if case .isUnknown(let reason) = set.absence, !variables.missingFiles.isEmpty {
      let files = variables.missingFiles.joined(separator: ", ")
      set = set.withAbsence(.isUnknown("\(reason), which may stand in \(files)"))
    }
    var part = ComponentFacts.part(of: set, file: file)
    part.marks = facts.takeMarks()
    for place in entry.doubledBackslashes {
      part.marks.append(
        TextMark(
          kind: .doubledBackslash(command.component), span: place, text: "\\\\",
          group: commandNumber, isInRunnable: true))
    }
    part.gaps += missingFileGaps(variables, set)
    commandNumber += 1
    return part
  }

  private func missingFileGaps(
    _ variables: UnitWords.Variables, _ set: FlagSet
  ) -> [Gap] {
    let isTouched = set.flags.contains { $0.text == nil }
    var isIncomplete = false
    if case .isUnknown = set.absence { isIncomplete = true }
    guard isTouched || isIncomplete else { return [] }
    return variables.missingFiles.map { path in
      Gap(
        about: "cluster", fact: "flags",
        message: "flags of \(set.component.program) stand in \(path): give that file too",
        span: set.anchor)
    }
  }

  /// The words of the script in `sh -c "…"`.
  private static func shellScript(_ words: [LineWord]) -> [LineWord]? {
    guard let shell = words.first?.text.split(separator: "/").last,
      ["sh", "bash", "dash"].contains(shell),
      let flag = words.firstIndex(where: { $0.text.hasPrefix("-") && $0.text.hasSuffix("c") }),
      words.indices.contains(flag + 1)
    else { return nil }
    let script = ShellScript.parse(words[flag + 1].value, hasPrompts: false)
    return script.commands.first {
      ComponentCommand.find(in: $0.words.map(CommandWord.init)) != nil
    }?.words
  }
}

extension CommandWord {
  /// A word of a unit or a script.
  init(_ word: LineWord) {
    self.init(
      text: word.text, span: word.span, entrySpan: word.entrySpan,
      unknown: word.unknown.map { "`\($0.text.prefix(60))` is not known here" },
      value: word.value)
  }
}
