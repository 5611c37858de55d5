/// The version of the program.
package enum HaplanVersion {
  package static let text = "0.1.0"
}
