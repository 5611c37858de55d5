package import Syntax

/// One fact that two places state differently.
package struct Conflict: Sendable, Hashable {
  /// What the fact is: `kubernetesVersion`, `etcd members`.
  package let fact: String
  /// The two values as written; the first is the one that counts, where one does.
  package let first: Located<String>
  package let second: Located<String>
  /// Whether it changes a count or a membership.
  package let changesCount: Bool

  package init(
    fact: String, first: Located<String>, second: Located<String>, changesCount: Bool
  ) {
    self.fact = fact
    self.first = first
    self.second = second
    self.changesCount = changesCount
  }
}
