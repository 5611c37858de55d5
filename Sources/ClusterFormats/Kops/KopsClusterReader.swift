internal import ClusterModel
internal import Syntax

/// Reads what a Cluster of kOps says: its etcd members, the machines that they name, subnets, the
/// way to the API servers, versions and settings.
struct KopsClusterReader {
  private let spec: DataNode
  private let name: Located<String>?
  private var part: ClusterPart
  private var facts: FactReader

  static func read(_ document: DataNode, into part: inout ClusterPart, facts: inout FactReader) {
    guard let spec = facts.mapping(document["spec"], "spec") else { return }
    var reader = KopsClusterReader(spec: spec, name: part.name, part: part, facts: facts)
    reader.readFields()
    reader.readSubnets()
    reader.readEtcd()
    reader.readComponents()
    part = reader.part
    facts = reader.facts
  }

  private mutating func readFields() {
    part.kubernetesVersion = facts.fact(spec["kubernetesVersion"], "kubernetesVersion")
    part.levels = ["zone"]
    let api = facts.mapping(spec["api"], "api")
    // v1alpha2 has it beside `api`, v1alpha3 within (pkg/apis/kops/v1alpha2/conversion.go).
    part.endpoint =
      facts.fact(spec["masterPublicName"], "masterPublicName")
      ?? facts.fact(api?["publicName"], "api.publicName")
    guard let api else { return }
    if let entry = api.entry("loadBalancer"), !entry.value.isNull {
      addDoor("api-load-balancer", .cloud, entry.key.span)
    } else if let entry = api.entry("dns"), !entry.value.isNull {
      addDoor("api-dns", .dns, entry.key.span)
    }
  }

  private mutating func addDoor(_ name: String, _ kind: LoadBalancer.Kind, _ span: Span) {
    var balancer = BalancerFact(name: name, span: span)
    balancer.kind = kind
    part.balancers.append(balancer)
    part.balancersStatedAt = span
  }

  /// InstanceGroups name subnets; these stand in zones, regional ones in none.
  private mutating func readSubnets() {
    let networking = facts.mapping(spec["networking"], "networking")
    let list = spec["subnets"] ?? networking?["subnets"]
    for (index, item) in (facts.items(list, "subnets") ?? []).enumerated() {
      guard let subnet = facts.mapping(item, "subnets[\(index)]"),
        let name = facts.fact(subnet["name"], "subnets[\(index)].name"),
        let zone = facts.fact(subnet["zone"], "subnets[\(index)].zone")
      else { continue }
      part.placeNames[name.value] = DomainPlace(
        level: "zone", names: [zone.value], span: zone.span)
    }
  }

  private mutating func readEtcd() {
    guard let clusters = facts.items(spec["etcdClusters"], "etcdClusters") else { return }
    part.etcdAnchor = spec.entry("etcdClusters")?.key.span
    for (index, item) in clusters.enumerated() {
      guard let cluster = facts.mapping(item, "etcdClusters[\(index)]") else { continue }
      readEtcd(cluster, "etcdClusters[\(index)]")
    }
  }

  private mutating func readEtcd(_ cluster: DataNode, _ path: String) {
    let name = facts.scalar(cluster["name"], "\(path).name")
    let entry = cluster.entry("etcdMembers") ?? cluster.entry("members")
    let place = entry?.key.span ?? name?.span ?? cluster.span
    switch name?.value {
    case "events", "leases": readOverride(cluster, entry, path, name, place)
    case "main", nil: readMain(cluster, entry, path, place)
    case let other:
      facts.addGap(
        "etcd \(other ?? "")",
        "etcd cluster \(other?.prefix(60) ?? "") serves no API server: it is left out", place)
    }
  }

  private mutating func readMain(
    _ cluster: DataNode, _ entry: (key: DataNode, value: DataNode)?, _ path: String, _ place: Span
  ) {
    part.topology = Located(.stacked, place)
    // Each API server is given its own machine's member (pkg/model/components/apiserver.go).
    part.endpointPolicy = Located(.local, place)
    part.flagSets += KopsDefaults.sets(at: place)
    KopsEtcdSettings.read(cluster, path, into: &part, facts: &facts)
    guard let (members, isComplete) = members(entry, path) else { return }
    part.members = members
    for group in members.lazy.compactMap(\.node) {
      var node = NodeFact(name: group.value, span: group.span)
      node.group = group.value
      part.nodes.append(node)
    }
    guard isComplete else { return }
    part.membersStatedAt = place
    // Every control-plane group has a member in every etcd cluster
    // (pkg/apis/kops/validation/instancegroup.go, ValidateControlPlaneInstanceGroup).
    part.nodesStatedAt = place
  }

  private mutating func readOverride(
    _ cluster: DataNode, _ entry: (key: DataNode, value: DataNode)?, _ path: String,
    _ name: Located<String>?, _ place: Span
  ) {
    guard let name, let (members, isComplete) = members(entry, path) else { return }
    var override = OverrideFact(name: name.value, span: place)
    // pkg/model/components/apiserver.go, BuildOptions.
    let resource = name.value == "events" ? "/events" : "coordination.k8s.io/leases"
    override.resources = [Located(resource, name.span)]
    override.topology = Located(.stacked, place)
    override.members = members
    if isComplete { override.membersStatedAt = place }
    part.overrides.append(override)
  }

  /// The members, and whether each of them is known.
  private mutating func members(
    _ entry: (key: DataNode, value: DataNode)?, _ path: String
  ) -> ([MemberFact], isComplete: Bool)? {
    guard let entry, let items = facts.items(entry.value, "\(path).\(entry.key.text)") else {
      return nil
    }
    var members: [MemberFact] = []
    for (index, item) in items.enumerated() {
      let path = "\(path).\(entry.key.text)[\(index)]"
      guard let settings = facts.mapping(item, path) else { return (members, false) }
      var member = MemberFact(span: item.span)
      member.name = facts.fact(settings["name"], "\(path).name")
      member.node = facts.fact(settings["instanceGroup"], "\(path).instanceGroup")
      members.append(member)
    }
    return (members, true)
  }

  private mutating func readComponents() {
    let keys: [(String, Component)] = [
      ("kubeAPIServer", .apiServer), ("kubeControllerManager", .controllerManager),
      ("kubeScheduler", .scheduler),
    ]
    for (key, component) in keys {
      guard let entry = spec.entry(key), let settings = facts.mapping(entry.value, key) else {
        continue
      }
      part.flagSets += KopsFields.flagSets(
        settings, key: entry.key, component: component, facts: &facts)
    }
  }
}
