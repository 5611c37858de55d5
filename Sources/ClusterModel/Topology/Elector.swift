/// A controller manager or scheduler of the cluster: one of a group of which one is active.
public struct Elector: Sendable {
  /// The API server that it talks to.
  public enum Path: String, Sendable, CaseIterable {
    /// The one on its own node.
    case local
    /// The control plane's endpoint, through the balancer.
    case endpoint
  }

  /// Its node's name.
  public let name: String
  public let node: Int?
  public let invocation: Invocation
  public let path: Path

  public init(name: String, node: Int?, invocation: Invocation, path: Path) {
    self.name = name
    self.node = node
    self.invocation = invocation
    self.path = path
  }
}
