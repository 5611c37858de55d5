package import Syntax

/// What documents say of a cluster beside its machines, processes and balancers: `Cluster` tells what
/// each is.
package struct ClusterFacts: Sendable {
  package let anchor: Span
  package let files: [FileID]
  package let formats: [FormatName]
  package let kubernetesVersion: Located<String>?
  package let version: KubernetesVersion?
  package let declaredProfile: Located<Profile?>?
  package let endpoint: Located<String>?
  package let endpointNode: Int?
  package let hosts: [HostFact]
  package let controlPlaneStatedAt: Span?
  package let isPartialView: Bool
  package let commonAPIServer: APIServer?
  let commands: CommandTable
  package let flagSets: [FlagSet]
  package let overrides: [EtcdCluster]
  package let workers: Located<Int>?
  package let controlPlaneRunner: Located<String>?
  package let otherDatastore: Located<String>?
  package let fencing: Span?
  package let machineGroups: [MachineGroup]
  package let levels: [String]
  package let declaredLevels: [String]
  package let requirements: Requirements?
  package let assumptions: Assumptions?
  package let gaps: [Gap]
  package let conflicts: [Conflict]
  package let marks: [TextMark]
  package let localAndExternal: (local: Span, external: Span)?
}
