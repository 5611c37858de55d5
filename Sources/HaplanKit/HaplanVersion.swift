/// The version of the program.
package enum HaplanVersion {
  /// `major.minor.patch`, as `--version` prints it.
  package static let text = "0.1.0"
}
