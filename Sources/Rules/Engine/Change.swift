package import ClusterModel
package import Syntax

/// A change on the model's addresses; the format that stated the fact turns it into text. Never a
/// count, a membership or a machine.
package enum Change: Hashable, Sendable {
  /// Sets a flag in a flag set (an index into the cluster's), in place or as a further one.
  case setFlag(flagSet: Int, name: String, value: String)
  /// Removes every mention of a flag from a flag set.
  case removeFlag(flagSet: Int, name: String)
  /// Changes a balancer (an index into the cluster's): its backends, or how they are checked.
  case changeBalancer(Int, BalancerChange)
  case replaceText(Span, String)
}

/// Changes that mend one finding: all of them, or none.
package struct Fix: Hashable, Sendable {
  /// Who may apply a fix.
  package enum Safety: String, Hashable, Sendable, CaseIterable {
    /// Keeps what the author meant; applied by `--fix`.
    case safe
    /// Probably right; applied by `--unsafe-fixes`.
    case unsafe
    /// Something is left for the user to fill in or decide; never applied.
    case suggestion
  }

  package let title: String
  package let safety: Safety
  package let changes: [Change]

  package init(_ title: String, safety: Safety, _ changes: [Change]) {
    self.title = title
    self.safety = safety
    self.changes = changes
  }
}
