internal import ClusterModel
internal import Syntax

extension ControlPlaneReader {
  /// `k0sConfigSpec.k0s`: a ClusterConfig of k0s.
  func readK0s(_ spec: DataNode?, into part: inout ClusterPart, facts: inout FactReader) {
    let config = facts.mapping(spec?["k0sConfigSpec"], "k0sConfigSpec")
    let k0s = facts.mapping(config?["k0s"], "k0sConfigSpec.k0s")
    let settings = facts.mapping(k0s?["spec"], "k0sConfigSpec.k0s.spec")
    let keys: [(String, Component)] = [
      ("api", .apiServer), ("controllerManager", .controllerManager), ("scheduler", .scheduler),
    ]
    for (key, component) in keys {
      let program = facts.mapping(settings?[key], "k0s.spec.\(key)")
      guard let entry = program?.entry("extraArgs") else { continue }
      let arguments = KubeadmArguments(name: "k0s.spec.\(key).extraArgs", listsArguments: false)
      let flags = arguments.read(entry.value, facts: &facts)
      guard !flags.isEmpty else { continue }
      part.flagSets.append(
        FlagSet(
          component: component, machines: .all, flags: flags, absence: .isDefault,
          style: .mapping(stringsOnly: true), anchor: entry.key.span, format: .clusterAPI))
    }
    let storage = facts.mapping(settings?["storage"], "k0s.spec.storage")
    let type = facts.fact(storage?["type"], "k0s.spec.storage.type")
    // etcd is what k0s takes where nothing is said (pkg/apis/k0s/v1beta1/storage.go).
    if let type, type.value != "etcd" {
      part.otherDatastore = type
      return facts.addGap(
        "etcd", "\(type.value) keeps the state: what it survives is not described", type.span)
    }
    setStacked(at: type?.span ?? place, &part)
  }
}
