/// Names of flags as programs compare them.
package enum FlagName {
  /// Without dashes before it, underscores as dashes.
  package static func normalise(_ name: some StringProtocol) -> String {
    String(name.drop { $0 == "-" }.map { $0 == "_" ? "-" : $0 })
  }
}
