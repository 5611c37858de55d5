import ArgumentParser
import HaplanKit
import Reporting
import Rules

/// The formats of `check`.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
  case text, concise, json, sarif, junit, github, gitlab, checkstyle, markdown, html

  /// The names, for people.
  static var list: String { allValueStrings.joined(separator: ", ") }
}

/// From which severity on findings make the status 1.
enum FailOn: String, ExpressibleByArgument, CaseIterable {
  case error, warning, note, never

  var severity: Severity? { Severity(rawValue: rawValue) }
}

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find what is wrong, where, and how to mend it.",
    discussion: """
      EXAMPLES
        haplan check cluster.yaml
        haplan check /etc/systemd/system/kube-apiserver.service
        haplan check --profile prod --fail-on warning .
        haplan check --diff . | git apply
        haplan check -o json kubeadm.yaml | jq '.findings[].rule'
      """)

  @Option(
    name: .output, help: "The format: \(CheckFormat.list)."
  )
  var output = CheckFormat.text

  @Option(help: "The severity from which on the status is 1: error, warning, note or never.")
  var failOn = FailOn.error

  @Option(help: "Only these rules or categories, comma-separated.")
  var select: String?

  @Option(help: "Without these rules or categories, comma-separated.")
  var ignore: String?

  @Option(help: "RULE=LEVEL, repeatable: the severity of a rule, in place of its own.")
  var severity: [String] = []

  @Option(
    help: """
      FORMAT=FILE, repeatable: a further report. For the summary of a GitHub job: \
      --report markdown="$GITHUB_STEP_SUMMARY".
      """)
  var report: [String] = []

  @Option(help: "Findings that this file accepts are not reported.", completion: .file())
  var baseline: String?

  @Option(
    help: "Write all findings to this file as accepted; owners and days in it are kept.",
    completion: .file())
  var writeBaseline: String?

  @ArgumentParser.Flag(help: "How often each rule speaks, in place of the findings.")
  var statistics = false

  @ArgumentParser.Flag(help: "Accept every finding by a comment above its line.")
  var addIgnore = false

  @Option(help: "With --add-ignore: why.")
  var reason: String?

  @ArgumentParser.Flag(help: "Check again whenever a file changes, until Ctrl-C.")
  var watch = false

  @ArgumentParser.Flag(help: "Mend what can be mended safely, then report what is left.")
  var fix = false

  @ArgumentParser.Flag(help: "With --fix or --diff: fixes that change accepted timings, too.")
  var unsafeFixes = false

  @ArgumentParser.Flag(help: "Print what --fix would change as a diff, and write nothing.")
  var diff = false

  @OptionGroup var input: InputOptions

  func validate() throws {
    if unsafeFixes, !fix, !diff {
      throw ValidationError("--unsafe-fixes goes with --fix or --diff")
    }
    if [fix, diff, addIgnore, writeBaseline != nil].filter({ $0 }).count > 1 {
      throw ValidationError(
        "--fix, --diff, --add-ignore and --write-baseline exclude each other")
    }
    if watch, fix || diff || addIgnore || writeBaseline != nil || input.paths.contains("-") {
      throw ValidationError("--watch only checks files")
    }
    if reason != nil, !addIgnore { throw ValidationError("--reason goes with --add-ignore") }
    if reason?.unicodeScalars.contains(where: { $0.value < 0x20 }) == true {
      throw ValidationError("--reason must be one line")
    }
    if statistics, output != .text, output != .json {
      throw ValidationError("--statistics is there as text and json")
    }
  }

  func run() throws {
    var request = CheckRequest(input: input.request)
    if fix || diff {
      request.fix = FixRequest(mode: diff ? .diff : .write, isUnsafe: unsafeFixes)
    }
    request.output = output
    if addIgnore { request.fix = FixRequest(mode: .accept(reason: reason ?? "")) }
    request.showsStatistics = statistics
    request.isWatching = watch
    request.newBaseline = writeBaseline
    if let baseline {
      let (known, fault) = Baseline.read(baseline)
      if let fault { throw Output.tell([fault]) }
      request.input.options.baseline = known
    }
    request.failOn = failOn
    request.reports = try report.map(Self.extraReport)
    request.input.options.selected = try Self.names(select)
    request.input.options.ignored = try Self.names(ignore)
    request.input.options.severities = try Self.severities(severity)
    try request.run()
  }

  private static func names(_ list: String?) throws -> Set<String> {
    var names: Set<String> = []
    for piece in list?.split(separator: ",") ?? [] {
      let name = piece.trimmingBlanks
      try expectKnown(name)
      names.insert(name)
    }
    return names
  }

  private static func severities(_ items: [String]) throws -> [String: Severity] {
    var severities: [String: Severity] = [:]
    for item in items {
      let pair = item.split(separator: "=", maxSplits: 1).map(\.trimmingBlanks)
      guard pair.count == 2, let level = Severity(rawValue: pair[1]) else {
        throw ValidationError("--severity wants RULE=error, warning or note, not `\(item)`")
      }
      try expectKnown(pair[0])
      severities[pair[0]] = level
    }
    return severities
  }

  private static func extraReport(_ item: String) throws -> CheckRequest.ExtraReport {
    let pair = item.split(separator: "=", maxSplits: 1)
    guard pair.count == 2, let format = CheckFormat(rawValue: String(pair[0])) else {
      throw ValidationError(
        "--report wants FORMAT=FILE with one of \(CheckFormat.list), not `\(item)`")
    }
    return .init(format: format, path: String(pair[1]))
  }

  private static func expectKnown(_ name: String) throws {
    guard !Catalogue.names.contains(name) else { return }
    let guess = Catalogue.nearest(to: name).map { "; did you mean `\($0)`?" } ?? ""
    throw ValidationError("there is no rule or category `\(name)`\(guess)")
  }
}

extension Substring {
  /// Without spaces and tabs at either end.
  var trimmingBlanks: String {
    var text = self
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}
