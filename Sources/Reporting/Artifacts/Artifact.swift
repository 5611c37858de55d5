/// A file that a plan becomes.
package struct Artifact: Sendable, Hashable {
  /// Below the folder, with `/`.
  package let path: String
  package let text: String
  /// The machine that it is for; `nil`: the cluster as a whole.
  package let machine: String?

  package init(path: String, text: String, machine: String?) {
    self.path = path
    self.text = text
    self.machine = machine
  }
}
