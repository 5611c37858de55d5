import HaplanKit
import Reporting

/// What `--fix` and `--diff` do before the findings are told.
struct FixRequest {
  enum Mode {
    /// Write the mended files.
    case write
    /// Print what would change, write nothing.
    case diff
    /// Accept the findings by comments, for this reason.
    case accept(reason: String)
  }

  var mode: Mode
  /// Whether fixes that are not safe are applied too.
  var isUnsafe = false

  /// Prints the diff, says on standard error what it mends, and ends the program.
  func printDiff(_ input: InputRequest) throws(ExitStatus) -> Never {
    let mending = try mend(input, gather(input)) { _ in nil }
    let root = Repository.root
    var bytes: [UInt8] = []
    for change in mending.changes {
      bytes += UnifiedDiff.bytes(
        name: root.nameInDiff(change.path), from: change.before, to: change.after)
    }
    try Output.deliver(bytes, to: input.outputFile)
    tell(mending, input, done: "would mend")
    Output.say(CheckText.renderProblems(of: mending.report.problems))
    let hasProblems = !mending.report.problems.isEmpty
    Output.exit(hasProblems ? .impossible : mending.changes.isEmpty ? .done : .found)
  }

  /// Writes what can be mended. Gives what is left, as it then stands on disk, and whether all
  /// could be written.
  func write(
    _ input: InputRequest
  ) throws(ExitStatus) -> (reading: Reading, report: CheckReport, isWhole: Bool) {
    let standardInput = input.standardInputPath
    let list = gather(input)
    let mending = try change(input, list) { path in
      path == standardInput ? nil : FixWriting.refusal(of: path)
    }
    let failures = FixWriting.write(mending, except: standardInput)
    for failure in failures { Output.remark("\(failure.path) \(failure.reason)") }
    tell(mending.withoutWriting(failures), input, done: verb)
    if let standardInput {
      let change = mending.changes.first { $0.path == standardInput }
      let text = change?.after ?? mending.reading.text(ofInput: standardInput) ?? []
      try Output.print(text)
    }
    let isRefused = mending.skipped.contains { entry in entry.isRefused }
    guard failures.isEmpty else {
      let reading = FixWriting.reading(
        list, options: input.options, after: mending, failures: failures)
      return (reading, Checking.report(of: reading, options: input.options), false)
    }
    return (mending.reading, mending.report, !isRefused)
  }

  private var verb: String {
    if case .accept = mode { "accepted" } else { "mended" }
  }

  private func change(
    _ input: InputRequest, _ list: InputList, refusal: @escaping (String) -> String?
  ) throws(ExitStatus) -> Mending {
    guard case .accept(let reason) = mode else {
      return try mend(input, list, refusal: refusal)
    }
    let mending = IgnoreWriter.accept(
      list, options: input.options, reason: reason, refusal: refusal)
    try input.expectSomething(mending.reading)
    return mending
  }

  private func gather(_ input: InputRequest) -> InputList {
    Reading.gather(input.options)
  }

  private func mend(
    _ input: InputRequest, _ list: InputList, refusal: @escaping (String) -> String?
  ) throws(ExitStatus) -> Mending {
    let mending = FixDriver.mend(
      list, options: input.options, unsafe: isUnsafe, refusal: refusal)
    try input.expectSomething(mending.reading)
    return mending
  }

  /// What was applied, and what was not and why, on standard error.
  private func tell(_ mending: Mending, _ input: InputRequest, done: String) {
    guard !input.isQuiet else { return }
    for entry in mending.applied {
      Output.remark("\(done) \(entry.place): \(entry.title) [\(entry.rule)]")
    }
    for entry in mending.skipped {
      Output.remark(
        "skipped \(entry.place): \(entry.title) [\(entry.rule)]: \(entry.reason ?? "")")
    }
    let files = mending.changes.count
    var noun = mending.applied.count == 1 ? "fix" : "fixes"
    if case .accept = mode { noun = mending.applied.count == 1 ? "finding" : "findings" }
    Output.remark(
      "\(mending.applied.count) \(noun) in \(files) \(files == 1 ? "file" : "files"), "
        + "\(mending.skipped.count) skipped")
  }
}
