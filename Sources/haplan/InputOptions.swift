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

extension NameSpecification {
  /// `-o FORMAT`, `-oFORMAT`, `--output FORMAT`: as kubectl has it, and the same in every command.
  static var output: NameSpecification { [.customShort("o", allowingJoined: true), .long] }
}

/// Flags of every command that reads inputs.
struct InputOptions: ParsableArguments {
  @Argument(
    help: "Files, folders (walked), or - for standard input. Without one: this folder.",
    completion: .file())
  var paths: [String] = []

  @Option(
    name: .customLong("stdin-filename"), help: "The name that standard input is shown by.")
  var standardInputName: String?

  @Option(
    name: .customLong("output-file"), help: "Write to this file instead of standard output.",
    completion: .file())
  var outputFile: String?

  @Option(help: "When to colour: auto (on a terminal), always or never.")
  var color = ColorChoice.auto

  @Option(help: "How strict: auto, lab, standard or prod.")
  var profile: ProfileChoice?

  @Option(
    help: """
      This configuration, in place of the nearest .haplan.yaml (or HAPLAN_CONFIG).
      """, completion: .file())
  var config: String?

  @ArgumentParser.Flag(help: "No configuration.")
  var isolated = false

  @ArgumentParser.Flag(help: "Templated and foreign files met in a folder are problems too.")
  var strict = false

  @ArgumentParser.Flag(help: "Nothing to read is no error.")
  var allowEmpty = false

  @ArgumentParser.Flag(help: "Everything given is one cluster.")
  var merge = false

  @Option(
    name: [.customShort("j", allowingJoined: true), .customLong("jobs")],
    help: "How many files to read at the same time; the output does not depend on it.")
  var jobs: Int?

  @ArgumentParser.Flag(name: .shortAndLong, help: "Only findings at or above --fail-on.")
  var quiet = false

  @ArgumentParser.Flag(
    name: .shortAndLong, help: "Say on standard error what was read, and as what.")
  var verbose = false

  mutating func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("-j must be 1 or more") }
    if isolated, config != nil {
      throw ValidationError("--isolated and --config exclude each other")
    }
    if profile == nil, let name = System.environment("HAPLAN_PROFILE"), !name.isEmpty {
      guard let choice = ProfileChoice(rawValue: name) else {
        throw ValidationError("HAPLAN_PROFILE must be auto, lab, standard or prod, not `\(name)`")
      }
      profile = choice
    }
  }

  /// The flags as plain values.
  var request: InputRequest {
    var request = InputRequest()
    request.options.paths = paths
    request.options.standardInputName = standardInputName
    request.options.profile = profile.flatMap { Profile(rawValue: $0.rawValue) }
    request.options.isStrict = strict
    request.options.allowsEmpty = allowEmpty
    request.options.merges = merge
    request.options.jobs = jobs
    request.options.configuration = configuration
    request.outputFile = outputFile
    request.color = color
    request.isQuiet = quiet
    request.isVerbose = verbose
    return request
  }

  private var configuration: ConfigurationChoice {
    if isolated { return .none }
    if let config { return .file(config) }
    if let path = System.environment("HAPLAN_CONFIG"), !path.isEmpty { return .file(path) }
    return .nearest
  }
}
