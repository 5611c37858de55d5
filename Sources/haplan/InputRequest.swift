import HaplanKit
import Reporting

/// What to read, and where and how to write: the flags of every command that reads inputs, as plain
/// values.
struct InputRequest {
  var options = Options()
  var outputFile: String?
  var color = ColorChoice.auto
  var isQuiet = false
  var isVerbose = false

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
  func read() throws(ExitStatus) -> Reading {
    let reading = Reading.read(options)
    try expectSomething(reading)
    return reading
  }

  /// Says on standard error what was left out; ends where nothing was to be read.
  func expectSomething(_ reading: Reading) throws(ExitStatus) {
    guard reading.faults.isEmpty else { throw Output.tell(reading.faults) }
    for remark in reading.remarks { Output.remark(remark) }
    if isVerbose {
      for line in reading.account { Output.remark(line) }
    }
    if reading.fileCount == 0, !options.allowsEmpty {
      Output.remark("nothing here describes a control plane; see haplan --help")
      throw .impossible
    }
  }

  /// The name that standard input is read under; `nil` where it is no input.
  var standardInputPath: String? {
    options.paths.contains("-")
      ? options.standardInputName ?? InputGatherer.standardInputName : nil
  }
}
