package import Syntax

/// A member of an etcd cluster: one object, which all that look at it share.
package final class Member: Sendable {
  package let name: String
  /// Whether a document gives the name; else haplan made it up.
  package let isNameStated: Bool
  package let clientURLs: [Located<String>]
  package let peerURLs: [Located<String>]
  /// Where it listens for clients, beside the URLs that it tells them.
  package let listenURLs: [Located<String>]
  /// Index of the node it stands on in the cluster's nodes.
  package let node: Int?
  package let isLearner: Bool
  /// Whether it ever started: a running cluster knows of a member that was only added.
  package let isStarted: Bool
  /// etcd's number of it, hexadecimal, where a running cluster told it.
  package let id: String?
  /// Domains of its own, beside its node's.
  package let domains: [DomainPlace]
  package let span: Span
  /// The node's name, where a document gives it.
  package let statedNode: Located<String>?

  package init(
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
