/// Why a plan cannot be written for a tool, in words for the user.
package struct ArtifactFailure: Error, Hashable, Sendable {
  package let message: String

  init(_ message: String) { self.message = message }
}
