/// A controller manager or scheduler of the cluster: one of a group of which one is active.
package struct Elector: Sendable {
  /// The API server that it talks to.
  package enum Path: String, Sendable, CaseIterable {
    /// The one on its own node.
    case local
    /// The control plane's endpoint, through the balancer.
    case endpoint
  }

  /// Its node's name.
  package let name: String
  package let node: Int?
  package let invocation: Invocation
  package let path: Path

  package init(name: String, node: Int?, invocation: Invocation, path: Path) {
    self.name = name
    self.node = node
    self.invocation = invocation
    self.path = path
  }
}
