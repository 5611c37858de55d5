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
    /// Variables that are set to what is not known, or that are passed on or taken away.
    var unknownNames: Set<String> = []
    /// Environment files that were not given: any variable may stand there.
    var missingFiles: [String] = []

    var texts: [String: MappedText] { values.mapValues(\.value) }

    mutating func set(_ assignment: EnvironmentAssignment) {
      values[assignment.name] = assignment
      unknownNames.remove(assignment.name)
    }

    mutating func forget(_ name: String) {
      values[name] = nil
      unknownNames.insert(name)
    }
  }

  /// `Environment=` and the environment files, in order, later ones over earlier ones; files count
  /// over `Environment=` (systemd.exec(5)).
  private func environment(of units: [UnitFile]) -> Environment {
    var environment = Environment()
    for entry in Self.effective(units, "Environment") {
      let found = EnvironmentAssignment.read(entry)
      for assignment in found.known { environment.set(assignment) }
      for name in found.unknownNames { environment.forget(name) }
    }
    for entry in Self.effective(units, "EnvironmentFile") {
      let path = entry.value.string
      let bare = path.hasPrefix("-") ? String(path.dropFirst()) : path
      if let file = companions.environmentFile(bare) {
        environment.files.append(file.id)
        for assignment in EnvironmentFile(file).assignments { environment.set(assignment) }
      } else {
        environment.missingFiles.append(bare)
      }
    }
    // What is passed on counts least (systemd.exec(5)).
    for name in Self.names(units, "PassEnvironment") where environment.values[name] == nil {
      environment.forget(name)
    }
    for name in Self.names(units, "UnsetEnvironment") { environment.forget(name) }
    return environment
  }

  /// The names of variables in a setting; an assignment stands for its name.
  private static func names(_ units: [UnitFile], _ key: String) -> [String] {
    effective(units, key).flatMap { $0.value.string.split(separator: " ") }
      .map { String($0.prefix { $0 != "=" }) }
  }

  private mutating func part(
    of entry: UnitFile.Entry, _ environment: Environment
  ) -> ClusterPart? {
    for exec in ExecCommand.read(entry, environment: environment.texts).commands {
      let words = Self.scriptWords(exec.words, environment) ?? exec.words
      guard let command = ComponentCommand.find(in: words.map(CommandWord.init)) else { continue }
      // `env ETCD_NAME=m1 etcd`, or a script that sets it.
      let setsVariables = exec.words.contains { $0.text.string.contains("ETCD_") }
      return part(
        of: command, words, exec.doubledBackslashes, environment, setsVariables: setsVariables)
    }
    return nil
  }

  private mutating func part(
    of command: ComponentCommand, _ words: [Word], _ doubledBackslashes: [Span],
    _ environment: Environment, setsVariables: Bool
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
    } else if !environment.missingFiles.isEmpty {
      let files = environment.missingFiles.joined(separator: ", ")
      set = EtcdEnvironment.leavingOpen(set, "which may stand in \(files)")
    } else if environment.unknownNames.contains(where: EtcdEnvironment.isRead) || setsVariables {
      set = EtcdEnvironment.leavingOpen(set, "and the unit sets some to what is not known")
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
    case .variable(let name):
      environment.missingFiles.isEmpty && !environment.unknownNames.contains(name)
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
