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
    let units = [UnitFile(text)] + companions.dropIns.map { UnitFile($0) }
    let environment = environment(of: units)
    return Self.effective(units, "ExecStart").compactMap { part(of: $0, environment) }
  }

  /// The entries of a key over a unit and its drop-ins; an empty one resets what stood before it.
  private static func effective(_ units: [UnitFile], _ key: String) -> [UnitFile.Entry] {
    var entries: [UnitFile.Entry] = []
    for entry in units.flatMap({ $0.entries("Service", key) }) {
      if entry.isReset { entries.removeAll() } else { entries.append(entry) }
    }
    return entries
  }

  /// What is known of a unit's variables.
  private struct Environment {
    var values: [String: EnvironmentAssignment] = [:]
    var files: [FileID] = []
    /// Environment files that were not given: any variable may stand there.
    var missingFiles: [String] = []

    var texts: [String: MappedText] { values.mapValues(\.value) }
  }

  /// `Environment=` and the environment files, in order, later ones over earlier ones; files count
  /// over `Environment=` (systemd.exec(5)).
  private func environment(of units: [UnitFile]) -> Environment {
    var environment = Environment()
    for entry in Self.effective(units, "Environment") {
      for assignment in EnvironmentAssignment.read(entry) {
        environment.values[assignment.name] = assignment
      }
    }
    for entry in Self.effective(units, "EnvironmentFile") {
      let path = entry.value.string
      let bare = path.hasPrefix("-") ? String(path.dropFirst()) : path
      if let file = companions.environmentFile(bare) {
        environment.files.append(file.id)
        for assignment in EnvironmentFile(file).assignments {
          environment.values[assignment.name] = assignment
        }
      } else {
        environment.missingFiles.append(bare)
      }
    }
    return environment
  }

  private mutating func part(
    of entry: UnitFile.Entry, _ environment: Environment
  ) -> ClusterPart? {
    for exec in ExecCommand.read(entry, environment: environment.texts).commands {
      let words = Self.scriptWords(exec.words, environment) ?? exec.words
      guard let command = ComponentCommand.find(in: words.map(CommandWord.init)) else { continue }
      return part(of: command, words, exec.doubledBackslashes, environment)
    }
    return nil
  }

  private mutating func part(
    of command: ComponentCommand, _ words: [Word], _ doubledBackslashes: [Span],
    _ environment: Environment
  ) -> ClusterPart {
    var facts = FactReader(file: file, isRunnable: true)
    for word in words {
      for unknown in word.unknowns where isLeftToFillIn(unknown, environment) {
        facts.mark(Located(word.text.string(unknown.range), unknown.span))
      }
    }
    var set = command.flagSet(style: .commandLine, format: .systemdUnit, facts: &facts)
    if !doubledBackslashes.isEmpty {
      set = set.withAbsence(.isUnknown("the command was cut short by \\\\"))
    } else if case .isUnknown(let reason) = set.absence, !environment.missingFiles.isEmpty {
      let files = environment.missingFiles.joined(separator: ", ")
      set = set.withAbsence(.isUnknown("\(reason), which may stand in \(files)"))
    } else if set.component == .etcd, set.absence == .isDefault, !environment.missingFiles.isEmpty {
      let files = environment.missingFiles.joined(separator: ", ")
      set = set.withAbsence(.isUnknown("etcd reads variables, which may stand in \(files)"))
    }
    let layers = CommandLayers(
      set, variables: environment.values.values.sorted { $0.span < $1.span },
      companions: companions, facts: &facts)
    var part = ComponentFacts.part(of: layers, file: file)
    part.includedFiles += environment.files.filter { $0 != file.id }
    part.marks = facts.takeMarks()
    part.marks += doubledBackslashes.map { place in
      TextMark(
        kind: .doubledBackslash(command.component), span: place, text: "\\\\",
        group: commandNumber, isInRunnable: true)
    }
    part.gaps += missingFileGaps(environment, set)
    commandNumber += 1
    return part
  }

  /// Whether nobody fills a part in when the unit runs: `$(X)` and `{{ x }}` are nothing to
  /// systemd, and a variable that no environment gives is empty.
  private func isLeftToFillIn(_ unknown: UnknownPart, _ environment: Environment) -> Bool {
    switch unknown.kind {
    case .commandOutput, .template, .expression: true
    case .variable: environment.missingFiles.isEmpty
    case .specifier: false
    }
  }

  private func missingFileGaps(
    _ environment: Environment, _ set: FlagSet
  ) -> [Gap] {
    let isTouched = set.flags.contains { $0.text == nil }
    var isIncomplete = false
    if case .isUnknown = set.absence { isIncomplete = true }
    guard isTouched || isIncomplete else { return [] }
    return environment.missingFiles.map { path in
      Gap(
        about: "cluster", fact: "flags",
        message: "flags of \(set.component.program) stand in \(path): give that file too",
        span: set.anchor)
    }
  }

  /// The words of the script in `sh -c "…"`.
  private static func scriptWords(_ words: [Word], _ environment: Environment) -> [Word]? {
    ShellScript.inner(of: words, variables: environment.texts)?.commands.first {
      ComponentCommand.find(in: $0.words.map(CommandWord.init)) != nil
    }?.words
  }
}

extension CommandWord {
  /// A word of a unit or a script.
  init(_ word: Word) {
    let unknown = word.unknowns.first.map { word.text.string($0.range) }
    self.init(
      text: word.text.string, span: word.text.isEmpty ? word.span : word.text.span,
      entrySpan: word.useSite ?? word.span,
      unknown: unknown.map { "`\($0.prefix(60))` is not known here" }, value: word.text)
  }
}
