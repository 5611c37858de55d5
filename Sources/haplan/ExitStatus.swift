/// How every command ends.
enum ExitStatus: Int32, Error {
  /// Done, nothing at or above `--fail-on`.
  case done = 0
  /// Findings at or above it.
  case found = 1
  /// The job could not be done, or an input has a problem.
  case impossible = 2
}
