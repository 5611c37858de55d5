internal import ClusterModel
internal import Syntax

/// Reads an `install-config.yaml`: machines by their number, zones, and the way to the API servers
/// (installer pkg/types/installconfig.go).
enum InstallConfigReader {
  /// Platforms on which the installer makes balancers of the cloud.
  private static let clouds: Set<String> = [
    "aws", "azure", "gcp", "ibmcloud", "powervs", "alibabacloud",
  ]
  /// Platforms on which each control-plane machine runs keepalived and haproxy
  /// (machine-config-operator templates/common/on-prem).
  private static let onPremises: Set<String> = [
    "baremetal", "vsphere", "openstack", "nutanix", "ovirt",
  ]
  private static let limit = 1000

  static func read(_ document: DataNode, facts: inout FactReader) -> ClusterPart {
    let entry = document.entry("controlPlane")
    let anchor = entry?.key.span ?? document.entry("baseDomain")?.key.span ?? document.span
    var part = ClusterPart(format: .openShift, anchor: anchor, isWhole: true)
    part.name = facts.fact(document["metadata"]?["name"], "metadata.name")
    part.levels = ["zone"]
    part.topology = Located(.stacked, anchor)
    part.etcdAnchor = anchor
    part.hasMemberOnEachNode = true
    // The operator of the API servers lists every member, and the machine's own first
    // (cluster-kube-apiserver-operator pkg/operator/configobservation/etcdendpoints).
    part.endpointPolicy = Located(.all, anchor)
    part.flagSets = OpenShiftDefaults.sets(at: anchor)
    readMachines(document, entry, into: &part, facts: &facts)
    readDoor(document, into: &part, facts: &facts)
    readWorkers(document, into: &part, facts: &facts)
    return part
  }

  private static func readMachines(
    _ document: DataNode, _ entry: (key: DataNode, value: DataNode)?,
    into part: inout ClusterPart, facts: inout FactReader
  ) {
    guard let pool = facts.mapping(entry?.value, "controlPlane") else { return }
    let name = facts.fact(pool["name"], "controlPlane.name")?.value ?? "master"
    guard let replicas = facts.number(pool["replicas"], "controlPlane.replicas") else { return }
    guard (0...limit).contains(replicas.value) else {
      return facts.report(
        "controlPlane.replicas must be a number from 0 to \(limit)", replicas.span)
    }
    part.nodesStatedAt = replicas.span
    let zones = zones(pool, document, facts: &facts)
    part.nodes = (0..<replicas.value).map { number in
      var node = NodeFact(name: "\(name)-\(number)", span: replicas.span)
      if !zones.isEmpty { node.domains = [zones[number % zones.count]] }
      return node
    }
    if let fencing = pool.entry("fencing"), !fencing.value.isNull {
      part.fencing = fencing.key.span
      facts.addGap(
        "fencing", "the machines fence each other: that the one left goes on alone is not counted",
        fencing.key.span)
    }
    readArbiter(document, into: &part, facts: &facts)
  }

  /// A machine with a member of etcd and nothing else of the control plane.
  private static func readArbiter(
    _ document: DataNode, into part: inout ClusterPart, facts: inout FactReader
  ) {
    guard let entry = document.entry("arbiter"), let pool = facts.mapping(entry.value, "arbiter"),
      let replicas = facts.number(pool["replicas"], "arbiter.replicas"),
      (1...limit).contains(replicas.value)
    else { return }
    let name = facts.fact(pool["name"], "arbiter.name")?.value ?? "arbiter"
    for number in 0..<replicas.value {
      var node = NodeFact(name: "\(name)-\(number)", span: replicas.span)
      node.components = [.etcd]
      part.nodes.append(node)
    }
  }

  /// The zones of the pool, else those of the platform's default pool: machines take them in turn.
  private static func zones(
    _ pool: DataNode, _ document: DataNode, facts: inout FactReader
  ) -> [DomainPlace] {
    for platform in pool["platform"]?.entriesOfMapping ?? [] {
      let zones = places(platform.value["zones"], facts: &facts)
      if !zones.isEmpty { return zones }
    }
    for platform in document["platform"]?.entriesOfMapping ?? [] {
      let zones = places(platform.value["defaultMachinePlatform"]?["zones"], facts: &facts)
      if !zones.isEmpty { return zones }
    }
    return []
  }

  private static func places(_ node: DataNode?, facts: inout FactReader) -> [DomainPlace] {
    (facts.items(node, "zones") ?? []).compactMap { item in
      facts.fact(item, "zones").map {
        DomainPlace(level: "zone", names: [$0.value], span: $0.span)
      }
    }
  }

  private static func readDoor(
    _ document: DataNode, into part: inout ClusterPart, facts: inout FactReader
  ) {
    if let name = part.name, let domain = facts.fact(document["baseDomain"], "baseDomain") {
      part.endpoint = Located("api.\(name.value).\(domain.value):6443", name.span)
    }
    for platform in document["platform"]?.entriesOfMapping ?? [] {
      let kind = platform.key.text
      if clouds.contains(kind) {
        var balancer = BalancerFact(name: "api-load-balancer", span: platform.key.span)
        balancer.kind = .cloud
        part.balancers = [balancer]
        part.balancersStatedAt = platform.key.span
      } else if onPremises.contains(kind) {
        addVirtualAddress(platform, into: &part, facts: &facts)
      }
    }
  }

  private static func addVirtualAddress(
    _ platform: (key: DataNode, value: DataNode), into part: inout ClusterPart,
    facts: inout FactReader
  ) {
    let list = platform.value["apiVIPs"]
    let first = list?.kind == .sequence ? list?.item(0) : list
    guard let vip = facts.fact(first ?? platform.value["apiVIP"], "apiVIPs") else { return }
    part.balancers = part.nodes.filter { $0.components.contains(.apiServer) }.map { node in
      var balancer = BalancerFact(name: "keepalived-\(node.name)", span: vip.span)
      balancer.kind = .keepalived
      balancer.vip = vip
      balancer.node = Located(node.name, node.span)
      return balancer
    }
    part.balancersStatedAt = vip.span
  }

  private static func readWorkers(
    _ document: DataNode, into part: inout ClusterPart, facts: inout FactReader
  ) {
    var sizes: [Located<Int>?] = []
    for (index, pool) in (facts.items(document["compute"], "compute") ?? []).enumerated() {
      sizes.append(facts.number(pool["replicas"], "compute[\(index)].replicas"))
    }
    let known = sizes.compactMap(\.self)
    guard let first = known.first, known.count == sizes.count else { return }
    let sum = known.reduce(0) { $0.addingReportingOverflow($1.value).partialValue }
    if sum >= 0 { part.workers = Located(sum, first.span) }
  }
}

extension DataNode {
  /// The entries of a mapping with scalar keys.
  fileprivate var entriesOfMapping: [(key: DataNode, value: DataNode)] {
    kind == .mapping ? entries.filter { $0.key.kind == .scalar } : []
  }
}
