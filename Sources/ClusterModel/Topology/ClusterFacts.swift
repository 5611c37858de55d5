internal import Syntax

/// What documents say of a cluster beside its machines, processes and balancers: `Cluster` tells what
/// each is.
struct ClusterFacts: Sendable {
  let anchor: Span
  let files: [FileID]
  let formats: [FormatName]
  let kubernetesVersion: Located<String>?
  let version: KubernetesVersion?
  let declaredProfile: Located<Profile?>?
  let endpoint: Located<String>?
  let endpointNode: Int?
  let hosts: [HostFact]
  let controlPlaneStatedAt: Span?
  let isPartialView: Bool
  let commonAPIServer: APIServer?
  let commands: CommandTable
  let flagSets: [FlagSet]
  let overrides: [EtcdCluster]
  let workers: Located<Int>?
  let controlPlaneRunner: Located<String>?
  let otherDatastore: Located<String>?
  let fencing: Span?
  let machineGroups: [MachineGroup]
  let levels: [String]
  let declaredLevels: [String]
  let requirements: Requirements?
  let assumptions: Assumptions?
  let gaps: [Gap]
  let conflicts: [Conflict]
  let marks: [TextMark]
  let localAndExternal: (local: Span, external: Span)?
}
