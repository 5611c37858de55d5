public import Syntax

/// A member of an etcd cluster: one object, which all that look at it share.
public final class Member: Sendable {
  public let name: String
  /// Whether a document gives the name; else haplan made it up.
  public let isNameStated: Bool
  public let clientURLs: [Located<String>]
  public let peerURLs: [Located<String>]
  /// Where it listens for clients, beside the URLs that it tells them.
  public let listenURLs: [Located<String>]
  /// Index of the node it stands on in the cluster's nodes.
  public let node: Int?
  public let isLearner: Bool
  /// Whether it ever started: a running cluster knows of a member that was only added.
  public let isStarted: Bool
  /// etcd's number of it, hexadecimal, where a running cluster told it.
  public let id: String?
  /// Domains of its own, beside its node's.
  public let domains: [DomainPlace]
  public let span: Span
  /// The node's name, where a document gives it.
  public let statedNode: Located<String>?

  public init(
    name: String, isNameStated: Bool, clientURLs: [Located<String>], peerURLs: [Located<String>],
    listenURLs: [Located<String>] = [], node: Int?, isLearner: Bool, isStarted: Bool = true,
    id: String? = nil, domains: [DomainPlace], span: Span,
    statedNode: Located<String>? = nil
  ) {
    self.name = name
    self.isNameStated = isNameStated
    self.clientURLs = clientURLs
    self.peerURLs = peerURLs
    self.listenURLs = listenURLs
    self.node = node
    self.isLearner = isLearner
    self.isStarted = isStarted
    self.id = id
    self.domains = domains
    self.span = span
    self.statedNode = statedNode
  }
}
