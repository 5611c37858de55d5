public import Syntax

/// One etcd cluster: the main one, or one of `--etcd-servers-overrides`. One object, which all that
/// look at it share.
public final class EtcdCluster: Sendable {
  /// Whether members run on control-plane nodes, as `spec.etcd.topology` names it.
  public enum Topology: String, Sendable, CaseIterable {
    case stacked, external
  }

  /// How the members are known.
  public enum Membership: Sendable, Hashable {
    /// A document states all of them, there.
    case stated(Span)
    /// `--etcd-servers` (or kubeadm's external endpoints) names them, there.
    case namedByEndpoints(Span)
    /// Only some were seen: a lower bound.
    case atLeast(Int)
  }

  /// `nil` for the main cluster, else the override's name.
  public let name: String?
  public let topology: Located<Topology>?
  public let members: [Member]
  /// Members that vote: learners never count.
  public let voters: [Member]
  public let membership: Membership
  /// The nearest place that speaks of this etcd.
  public let anchor: Span
  /// The resources an override keeps, such as `/events`; empty for the main cluster.
  public let resources: [Located<String>]

  public init(
    name: String?, topology: Located<Topology>?, members: [Member], membership: Membership,
    anchor: Span, resources: [Located<String>] = []
  ) {
    self.name = name
    self.topology = topology
    self.members = members
    voters = members.contains(where: \.isLearner) ? members.filter { !$0.isLearner } : members
    self.membership = membership
    self.anchor = anchor
    self.resources = resources
  }

  /// Whether the number of members is a fact.
  public var isComplete: Bool {
    if case .atLeast = membership { false } else { true }
  }

  /// The greatest number of voters that may fail, beside those that never started.
  public var tolerance: Int {
    max(0, voters.count { $0.isStarted } - (voters.count / 2 + 1))
  }

  /// The place that states how many members there are.
  public var statedAt: Span {
    switch membership {
    case .stated(let span), .namedByEndpoints(let span): span
    case .atLeast: anchor
    }
  }

  /// "etcd", or "etcd cluster events" for an override.
  public var title: String { name.map { "etcd cluster \($0)" } ?? "etcd" }
}
