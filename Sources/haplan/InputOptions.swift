import ArgumentParser
import ClusterModel
import HaplanKit
import Reporting
import Rules

/// When to colour.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// A profile, or `auto`.
enum ProfileChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, lab, standard, prod
}

/// Flags of every command that reads inputs.
struct InputOptions: ParsableArguments {
  @Argument(
    help: "Files, folders (walked), or - for standard input. Without one: this folder.")
  var paths: [String] = []

  @Option(
    name: .customLong("stdin-filename"), help: "The name that standard input is shown by.")
  var standardInputName: String?

  @Option(name: .customLong("output-file"), help: "Write to this file instead of standard output.")
  var outputFile: String?

  @Option(help: "When to colour: auto (on a terminal), always or never.")
  var color = ColorChoice.auto

  @Option(help: "How strict: auto, lab, standard or prod.")
  var profile: ProfileChoice?

  @ArgumentParser.Flag(help: "Templated and foreign files met in a folder are problems too.")
  var strict = false

  @ArgumentParser.Flag(help: "Nothing to read is no error.")
  var allowEmpty = false

  @ArgumentParser.Flag(help: "Everything given is one cluster.")
  var merge = false

  @Option(
    name: [.customShort("j"), .customLong("jobs")],
    help: "How many files to read at the same time; the output does not depend on it.")
  var jobs: Int?

  @ArgumentParser.Flag(name: .shortAndLong, help: "Only findings at or above --fail-on.")
  var quiet = false

  @ArgumentParser.Flag(
    name: .shortAndLong, help: "Say on standard error what was read, and as what.")
  var verbose = false

  mutating func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("-j must be 1 or more") }
    if profile == nil, let name = System.environment("HAPLAN_PROFILE"), !name.isEmpty {
      guard let choice = ProfileChoice(rawValue: name) else {
        throw ValidationError("HAPLAN_PROFILE must be auto, lab, standard or prod, not `\(name)`")
      }
      profile = choice
    }
  }

  /// The options as the pipeline takes them.
  var options: Options {
    var options = Options()
    options.paths = paths
    options.standardInputName = standardInputName
    options.profile = profile.flatMap { Profile(rawValue: $0.rawValue) }
    options.isStrict = strict
    options.allowsEmpty = allowEmpty
    options.merges = merge
    return options
  }

  /// `--color` first, then NO_COLOR, FORCE_COLOR, then whether a person is looking.
  var theme: Theme {
    switch color {
    case .always: return .ansi
    case .never: return .plain
    case .auto: break
    }
    if let value = System.environment("NO_COLOR"), !value.isEmpty { return .plain }
    if let value = System.environment("FORCE_COLOR"), !value.isEmpty, value != "0" { return .ansi }
    return outputFile == nil && System.isTerminal(1) && System.environment("TERM") != "dumb"
      ? .ansi : .plain
  }

  /// Reads the inputs; says on standard error what was left out; ends where nothing was to be read.
  func read() throws -> Reading {
    let reading = Reading.read(options)
    for remark in reading.remarks { Output.remark(remark) }
    if verbose {
      for line in reading.account { Output.remark(line) }
    }
    if reading.fileCount == 0, !allowEmpty {
      Output.remark("nothing here describes a control plane; see haplan --help")
      throw ExitStatus.impossible
    }
    return reading
  }
}
