import HaplanKit
import Reporting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where a command writes.
enum Output {
  enum Stream: Int32 {
    /// What was asked for: standard output.
    case results = 1
    /// Everything else: standard error.
    case remarks = 2
  }

  /// Writes to standard output; where that fails, says so and ends. A reader that has gone away is
  /// no error of ours: what is left is dropped.
  static func print(_ bytes: [UInt8]) throws(ExitStatus) {
    do throws(System.Failure) {
      try System.writeForReader(bytes, to: Stream.results.rawValue)
    } catch {
      remark("standard output \(error.message)")
      throw .impossible
    }
  }

  static func print(_ text: String) throws(ExitStatus) { try print(Array(text.utf8)) }

  /// Writes to standard error; there is nowhere to say that this failed.
  static func say(_ text: String) { say(Array(text.utf8)) }

  static func say(_ bytes: [UInt8]) {
    _ = System.write(bytes, to: Stream.remarks.rawValue)
  }

  /// Writes to the file asked for, else to standard output.
  static func deliver(
    _ bytes: [UInt8], to path: String?, makingFolder: Bool = false
  ) throws(ExitStatus) {
    guard let path else { return try print(bytes) }
    do throws(System.Failure) {
      if makingFolder, let folder = PathName.folder(of: path) { try System.makeFolder(folder) }
      try System.writeFile(path, bytes)
    } catch {
      remark("\(path) \(error.message)")
      throw .impossible
    }
  }

  /// One line for whoever watches; a path in it cannot break the line or colour the terminal.
  static func remark(_ text: String) { say("haplan: \(Visible.text(text))\n") }

  /// Shows the problems of the inputs on standard error.
  static func tellProblems(of reading: Reading) {
    guard !reading.problems.isEmpty else { return }
    say(CheckText.renderProblems(of: Checking.problems(of: reading)))
  }

  /// Shows the problems of the inputs, and ends the command where there are some.
  static func endOnProblems(of reading: Reading) throws(ExitStatus) {
    tellProblems(of: reading)
    if !reading.problems.isEmpty { throw .impossible }
  }

  /// What is wrong with a configuration or a baseline; gives the status to end with.
  static func tell(_ faults: [ConfigurationFinder.Fault]) -> ExitStatus {
    for fault in faults { say(fault.text) }
    return .impossible
  }

  static func exit(_ status: ExitStatus) -> Never { exitProcess(status.rawValue) }
}

private func exitProcess(_ code: Int32) -> Never { exit(code) }
