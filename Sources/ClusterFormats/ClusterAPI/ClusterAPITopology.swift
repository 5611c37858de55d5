internal import ClusterModel
internal import Syntax

/// Reads what a Cluster says of a topology made from a ClusterClass, and its workers.
struct ClusterAPITopology {
  let objects: ClusterAPIObjects

  /// The control plane of `spec.topology`, with the settings of the class's template where the file
  /// has it.
  func read(_ cluster: ClusterAPIObject, into part: inout ClusterPart, facts: inout FactReader) {
    guard let topology = facts.mapping(cluster.spec?["topology"], "topology") else { return }
    let plane = facts.mapping(topology["controlPlane"], "topology.controlPlane")
    let replicas = plane?["replicas"]
    let name = topology["classRef"]?["name"] ?? topology["class"]
    let entry = cluster.spec?.entry("topology")
    let reader = ControlPlaneReader(
      place: entry?.key.span ?? cluster.place, base: facts.nameText(cluster.node),
      kind: template(ofClass: name?.text)?.kind.droppingTemplate ?? "", listsArguments: true)
    if let template = template(ofClass: name?.text) {
      let spec = template.spec?["template"]?["spec"]
      var settings = reader
      settings.listsArguments = template.listsArguments
      settings.readSettings(spec, into: &part, facts: &facts)
    } else {
      facts.addGap(
        "ClusterClass",
        "the class `\(name?.text.prefix(60) ?? "")` is in no file given: what runs "
          + "on the control plane's machines is not known", name?.valueSpan ?? reader.place)
    }
    part.kubernetesVersion = facts.fact(topology["version"], "topology.version")
    reader.readReplicas(replicas, into: &part, facts: &facts)
  }

  private func template(ofClass name: String?) -> ClusterAPIObject? {
    guard let name, let definition = objects.object("ClusterClass", name) else { return nil }
    let plane = definition.spec?["controlPlane"]
    let reference = plane?["templateRef"] ?? plane?["ref"]
    guard let template = objects.object(namedBy: reference),
      template.kind.hasSuffix("ControlPlaneTemplate")
    else { return nil }
    return template
  }

  /// The workers of MachineDeployments and MachinePools: a sum where every one of them is known.
  func readWorkers(
    of cluster: ClusterAPIObject, into part: inout ClusterPart, facts: inout FactReader
  ) {
    var sizes: [Located<Int>?] = []
    for object in objects.workers(of: cluster) {
      sizes.append(readWorkers(object, into: &part, facts: &facts))
    }
    let classes = cluster.spec?["topology"]?["workers"]
    for key in ["machineDeployments", "machinePools"] {
      for item in classes?[key]?.children ?? [] {
        sizes.append(facts.number(item["replicas"], "topology.workers.\(key).replicas"))
      }
    }
    let known = sizes.compactMap(\.self)
    guard let first = known.first, known.count == sizes.count else { return }
    let sum = known.reduce(0) { $0.addingReportingOverflow($1.value).partialValue }
    if sum >= 0 { part.workers = Located(sum, first.span) }
  }

  private func readWorkers(
    _ object: ClusterAPIObject, into part: inout ClusterPart, facts: inout FactReader
  ) -> Located<Int>? {
    let size = facts.number(object.spec?["replicas"], "\(object.kind).replicas")
    guard let name = object.node["metadata"]?.located("name") else { return size }
    var group = MachineGroup(
      name: name, role: .workers, format: .clusterAPI, kind: object.kind, span: object.place)
    group.size = size
    let machine = object.spec?["template"]?["spec"]
    if let domain = facts.fact(machine?["failureDomain"], "\(object.kind).failureDomain") {
      group.places = [DomainPlace(level: "zone", names: [domain.value], span: domain.span)]
    }
    part.machineGroups.append(group)
    return size
  }
}

extension String {
  /// `KubeadmControlPlane` for `KubeadmControlPlaneTemplate`.
  fileprivate var droppingTemplate: String {
    hasSuffix("Template") ? String(dropLast("Template".count)) : self
  }
}
