internal import ClusterModel
internal import Syntax

/// Reads the Cluster API objects of one file into a part for each cluster.
struct ClusterAPIReader {
  private var facts: FactReader
  private var objects = ClusterAPIObjects()

  init(file: SourceFile) { facts = FactReader(file: file, isRunnable: false) }

  /// Keeps an object; the items of a List too.
  mutating func read(_ document: DataNode) {
    if let object = ClusterAPIObject(document) {
      objects.add(object)
    } else if document.kind == .mapping, document["kind"]?.text == "List",
      let items = document["items"]
    {
      for item in items.items.lazy.compactMap({ ClusterAPIObject($0) }) { objects.add(item) }
    }
  }

  /// The parts, and what is wrong with the objects.
  mutating func result() -> ReadResult {
    var result = ReadResult()
    result.isRecognised = !objects.isEmpty
    var used: Set<Span> = []
    for cluster in objects.clusters {
      let plane = controlPlane(of: cluster)
      if let plane { used.insert(plane.place) }
      result.parts.append(part(of: cluster, plane))
    }
    for plane in objects.controlPlanes where !used.contains(plane.place) {
      result.parts.append(part(ofControlPlane: plane))
    }
    if result.parts.isEmpty, result.isRecognised {
      result.notes.append("these objects of Cluster API describe no control plane")
    }
    result.problems = facts.problems
    return result
  }

  /// The control plane that a Cluster refers to, else the only one in the file.
  private func controlPlane(of cluster: ClusterAPIObject) -> ClusterAPIObject? {
    let reference = cluster.spec?["controlPlaneRef"]
    if let named = objects.object(namedBy: reference), named.isControlPlane { return named }
    guard objects.clusters.count == 1, objects.controlPlanes.count == 1,
      reference?["name"].map(\.isNull) ?? true, cluster.spec?["topology"] == nil
    else { return nil }
    return objects.controlPlanes.first
  }

  private mutating func part(
    of cluster: ClusterAPIObject, _ plane: ClusterAPIObject?
  ) -> ClusterPart {
    var part = ClusterPart(format: .clusterAPI, anchor: cluster.place, isWhole: true)
    part.name = facts.fact(cluster.node["metadata"]?["name"], "metadata.name")
    part.identities = cluster.identity + (plane?.identity ?? [])
    part.levels = ["zone"]
    let spec = facts.mapping(cluster.node["spec"], "spec")
    for key in ["controlPlaneRef", "infrastructureRef"] {
      guard let kind = spec?[key]?["kind"]?.text, let name = spec?[key]?["name"]?.text else {
        continue
      }
      part.refersTo += ClusterAPIObject.identity(kind, name, namespace: cluster.namespace)
    }
    part.endpoint = ClusterAPIInfrastructure.endpoint(of: spec, facts: &facts)
    let topology = ClusterAPITopology(objects: objects)
    if let plane {
      ControlPlaneReader.read(plane, into: &part, facts: &facts)
    } else {
      topology.read(cluster, into: &part, facts: &facts)
    }
    readInfrastructure(of: cluster, into: &part)
    topology.readWorkers(of: cluster, into: &part, facts: &facts)
    finish(&part)
    return part
  }

  /// A control plane whose Cluster is in another file, or nowhere: a template or a patch.
  private mutating func part(ofControlPlane plane: ClusterAPIObject) -> ClusterPart {
    var part = ClusterPart(format: .clusterAPI, anchor: plane.place, isWhole: true)
    let label = plane.node["metadata"]?["labels"]?["cluster.x-k8s.io/cluster-name"]
    part.name =
      facts.fact(label, "cluster.x-k8s.io/cluster-name")
      ?? facts.fact(plane.node["metadata"]?["name"], "metadata.name")
    part.identities = plane.identity
    part.levels = ["zone"]
    ControlPlaneReader.read(plane, into: &part, facts: &facts)
    finish(&part)
    return part
  }

  private mutating func readInfrastructure(
    of cluster: ClusterAPIObject, into part: inout ClusterPart
  ) {
    let reference = cluster.spec?["infrastructureRef"]
    var domains = ClusterAPIInfrastructure.domains(cluster.node["status"], facts: &facts)
    if let object = objects.object(namedBy: reference), object.isInfrastructure {
      part.identities += object.identity
      ClusterAPIInfrastructure.read(object, into: &part, facts: &facts)
      if domains.isEmpty {
        domains = ClusterAPIInfrastructure.domains(object.node["status"], facts: &facts)
      }
      if domains.isEmpty {
        domains = ClusterAPIInfrastructure.domains(object.spec, facts: &facts)
      }
    }
    readMachines(of: cluster, into: &part)
    ClusterAPIInfrastructure.spread(&part, over: domains)
  }

  /// Machines of a dump take the place of those that are only counted, where all are there.
  private mutating func readMachines(of cluster: ClusterAPIObject, into part: inout ClusterPart) {
    let machines = objects.controlPlaneMachines(of: cluster)
    guard !machines.isEmpty, part.nodes.isEmpty || part.nodes.count == machines.count else {
      return
    }
    part.nodes = machines.compactMap { machine in
      guard let name = facts.fact(machine.node["metadata"]?["name"], "metadata.name") else {
        return nil
      }
      var node = NodeFact(name: name.value, span: name.span)
      if let domain = facts.fact(machine.spec?["failureDomain"], "failureDomain") {
        node.domains = [DomainPlace(level: "zone", names: [domain.value], span: domain.span)]
      }
      return node
    }
  }

  private mutating func finish(_ part: inout ClusterPart) {
    facts.give(to: &part)
  }
}
