public import Syntax

/// Machines that one object of a tool makes and replaces: a kOps InstanceGroup, a control plane or
/// MachineDeployment of Cluster API, a machine pool of OpenShift.
public struct MachineGroup: Sendable {
  /// What runs on the machines.
  public enum Role: Sendable, Hashable {
    case controlPlane
    /// API servers alone, without etcd and controllers.
    case apiServers
    case workers
  }

  public let name: Located<String>
  public let role: Role
  /// The format that read it.
  public let format: FormatName
  /// What the tool calls it: `InstanceGroup`, `KubeadmControlPlane`.
  public let kind: String
  /// The number of machines, where one number states it.
  public var size: Located<Int>?
  /// The fewest and the most machines that a scaling group may have.
  public var smallest: Located<Int>?
  public var largest: Located<Int>?
  /// How many machines beyond `size` a rollout may make.
  public var maxSurge: Located<String>?
  /// Where its machines may start, as far as the document says.
  public var places: [DomainPlace] = []
  /// Names of places that another document of the same tool explains (`ClusterPart.placeNames`): a
  /// kOps subnet.
  public var unresolved: [Located<String>] = []
  public var span: Span

  public init(
    name: Located<String>, role: Role, format: FormatName, kind: String, span: Span
  ) {
    self.name = name
    self.role = role
    self.format = format
    self.kind = kind
    self.span = span
  }

  /// The one place at a level where all its machines start; `nil` where there are several, or where
  /// one is not known.
  public func place(at level: String) -> DomainPlace? {
    let places = places.filter { $0.level == level }
    guard unresolved.isEmpty, let first = places.first,
      places.allSatisfy({ $0.names == first.names })
    else { return nil }
    return first
  }
}
