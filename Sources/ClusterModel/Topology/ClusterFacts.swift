public import Syntax

/// What documents say of a cluster beside its machines, processes and balancers: `Cluster` tells what
/// each is.
public struct ClusterFacts: Sendable {
  public let anchor: Span
  public let files: [FileID]
  public let formats: [FormatName]
  public let kubernetesVersion: Located<String>?
  public let version: KubernetesVersion?
  public let declaredProfile: Located<Profile?>?
  public let endpoint: Located<String>?
  public let endpointNode: Int?
  public let hosts: [HostFact]
  public let controlPlaneStatedAt: Span?
  public let isPartialView: Bool
  public let commonAPIServer: APIServer?
  let commands: CommandTable
  public let flagSets: [FlagSet]
  public let overrides: [EtcdCluster]
  public let workers: Located<Int>?
  public let controlPlaneRunner: Located<String>?
  public let otherDatastore: Located<String>?
  public let fencing: Span?
  public let machineGroups: [MachineGroup]
  public let levels: [String]
  public let declaredLevels: [String]
  public let requirements: Requirements?
  public let assumptions: Assumptions?
  public let gaps: [Gap]
  public let conflicts: [Conflict]
  public let marks: [TextMark]
  public let localAndExternal: (local: Span, external: Span)?
}
