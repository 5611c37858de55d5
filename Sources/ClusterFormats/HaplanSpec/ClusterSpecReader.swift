internal import ClusterModel
internal import Syntax

/// Reads one haplan `Cluster` document into a part: the shorthands expanded, every fact with its
/// place. What breaks the grammar is a problem; the rest is still read.
struct ClusterSpecReader {
  let document: DataNode
  var part: ClusterPart
  var problems: [InputProblem]

  /// The part and the problems of one document whose `kind` is `Cluster` of haplan.
  static func read(_ document: DataNode) -> (part: ClusterPart, problems: [InputProblem]) {
    var reader = ClusterSpecReader(
      document: document,
      part: ClusterPart(
        format: .haplan, anchor: document["spec"]?.span ?? document.span, isWhole: true),
      problems: ShapeCheck.problems(of: document, shape: ClusterSchema.document, name: ""))
    if let name = document["metadata"]?["name"], name.isFilledScalar {
      reader.part.name = Located(name.text, name.valueSpan)
    }
    if let spec = document["spec"], spec.kind == .mapping { reader.readSpec(spec) }
    reader.markOpenAddresses()
    return (reader.part, reader.problems)
  }

  private mutating func readSpec(_ spec: DataNode) {
    part.kubernetesVersion = spec.located("kubernetesVersion")
    if let profile = spec.located("profile") {
      part.profile = Located(Profile(rawValue: profile.value), profile.span)
    }
    part.levels = spec["failureDomains"]?.texts.map(\.value) ?? []
    for level in spec["failureDomains"]?.texts ?? [] { checkLevel(level) }
    if let controlPlane = spec["controlPlane"], controlPlane.kind == .mapping {
      readControlPlane(controlPlane, key: spec.entry("controlPlane")?.key)
    }
    part.otherDatastore = spec.located("datastore")
    if let etcd = spec.entry("etcd") { readEtcd(etcd.value, key: etcd.key) }
    if let balancers = spec["loadBalancers"] { readBalancers(balancers) }
    if let workers = spec["workers"] {
      let count = workers.kind == .mapping ? workers["count"] : workers
      part.workers = count.flatMap { node in node.int().map { Located($0, node.span) } }
    }
    for source in spec["sources"]?.children ?? [] {
      guard let path = source.located("path") else { continue }
      part.sources.append(SourceFact(path: path, node: source.located("node")))
    }
    var promises = PromiseReader()
    part.requirements = promises.requirements(spec["requirements"])
    part.assumptions = promises.assumptions(spec["assumptions"])
    problems += promises.problems
    checkAssumptions(spec["assumptions"])
    takeBack(Set((spec["partial"]?.texts ?? []).compactMap { PartialList(rawValue: $0.value) }))
  }

  /// A misspelt class would assume nothing, and nobody would notice. A level that is none of this
  /// document's may be another file's.
  private mutating func checkAssumptions(_ node: DataNode?) {
    guard let node, node.kind == .mapping else { return }
    let places =
      part.nodes.flatMap(\.domains) + part.members.flatMap(\.domains)
      + part.balancers.flatMap(\.domains)
    let known = FailureClass.allCases.map(\.rawValue) + part.levels + places.map(\.level)
    for entry in node.entries where !known.contains(entry.key.text) {
      guard let guess = Spelling.nearest(to: entry.key.text, among: known) else { continue }
      problems.append(
        InputProblem(
          "assumptions: there is no class `\(entry.key.text)`; did you mean `\(guess)`?",
          entry.key.span))
    }
  }

  /// What a list states is only that there are these, where the document says so.
  private mutating func takeBack(_ partial: Set<PartialList>) {
    if partial.contains(.nodes) {
      part.nodesStatedAt = nil
      part.isPartialView = true
    }
    if partial.contains(.members) {
      part.membersStatedAt = nil
      part.hasMemberOnEachNode = false
    }
    if partial.contains(.loadBalancers) { part.balancersStatedAt = nil }
  }

  private mutating func readControlPlane(_ node: DataNode, key: DataNode?) {
    part.endpoint = node.located("endpoint")
    part.controlPlaneRunner = node.located("runBy")
    if let policy = node.located("etcdEndpoints"),
      let value = EndpointPolicy(rawValue: policy.value)
    {
      part.endpointPolicy = Located(value, policy.span)
    }
    readNodes(node, key: key)
    for (name, component) in Self.componentKeys {
      guard let settings = node[name] else { continue }
      readFlags(of: settings, component: component, machines: .all)
      if let path = settings.located("connectsTo"), let value = Elector.Path(rawValue: path.value) {
        part.connections[component] = Located(value, path.span)
      }
    }
  }

  static let componentKeys: [(String, Component)] = [
    ("apiServer", .apiServer), ("controllerManager", .controllerManager), ("scheduler", .scheduler),
  ]

  private mutating func readNodes(_ node: DataNode, key: DataNode?) {
    let count = node["count"]
    let zones = node["zones"]
    if let list = node.entry("nodes"), list.value.kind == .sequence {
      part.nodesStatedAt =
        list.value.items.first(where: { _ in true }) == nil
        ? list.key.span.union(list.value.span) : list.key.span
      for item in list.value.items { readNode(item) }
      // Items of which none can be read say nothing of how many nodes there are.
      if part.nodes.isEmpty, list.value.count > 0 { part.nodesStatedAt = nil }
      if let count { compareCount(count, part.nodes.count, "controlPlane.nodes", list.key.span) }
      if let zones {
        reportBoth("controlPlane.nodes", list.key.span, "controlPlane.zones", zones.span)
      }
      checkUnique(part.nodes.map { Located($0.name, $0.span) }, "node")
    } else if let zones, zones.kind == .mapping {
      for slot in expand(zones: zones) {
        var fact = NodeFact(name: "master-\(part.nodes.count + 1)", span: slot.span)
        fact.domains = [slot]
        fact.isCounted = true
        part.nodes.append(fact)
      }
      part.nodesStatedAt = zones.span
      if let count { compareCount(count, part.nodes.count, "controlPlane.zones", zones.span) }
    } else if let count, let number = boundedCount(count) {
      part.nodes = (0..<number).map { index in
        var fact = NodeFact(name: "master-\(index + 1)", span: count.span)
        fact.isCounted = true
        return fact
      }
      part.nodesStatedAt = count.span
    }
  }

  private mutating func readNode(_ item: DataNode) {
    guard part.nodes.count < ClusterSchema.mostOfAnything else { return }
    guard item.kind == .mapping else {
      if item.isFilledScalar { part.nodes.append(NodeFact(name: item.text, span: item.valueSpan)) }
      return
    }
    guard let name = item.located("name") else { return }
    var fact = NodeFact(name: name.value, span: name.span)
    fact.address = item.located("address")
    fact.otherAddresses = item["otherAddresses"]?.texts ?? []
    fact.domains = readDomains(item["domains"])
    if let list = item["runs"], list.kind == .sequence {
      fact.components = Set(list.texts.compactMap { Component(rawValue: $0.value) })
    }
    fact.endpointPolicy = item.located("etcdEndpoints").flatMap { policy in
      EndpointPolicy(rawValue: policy.value).map { Located($0, policy.span) }
    }
    part.nodes.append(fact)
    for (key, component) in Self.componentKeys {
      if let settings = item[key] {
        readFlags(of: settings, component: component, machines: .named(name.value))
      }
    }
  }

  private mutating func readBalancers(_ node: DataNode) {
    part.balancersStatedAt = node.span
    if node.kind == .sequence {
      for item in node.items { readBalancer(item) }
      checkUnique(part.balancers.map { Located($0.name, $0.span) }, "load balancer")
    } else if node.kind == .mapping {
      expandBalancers(node)
    }
  }

  private mutating func expandBalancers(_ node: DataNode) {
    let kind = node["kind"].flatMap { LoadBalancer.Kind(rawValue: $0.text) } ?? .other
    func make(_ number: Int, _ span: Span) -> BalancerFact {
      var fact = BalancerFact(name: "lb-\(number)", span: span)
      fact.kind = kind
      fact.vip = node.located("vip")
      return fact
    }
    if let zones = node["zones"], zones.kind == .mapping {
      for slot in expand(zones: zones) {
        var fact = make(part.balancers.count + 1, slot.span)
        fact.domains = [slot]
        part.balancers.append(fact)
      }
      if let count = node["count"] {
        compareCount(count, part.balancers.count, "loadBalancers.zones", zones.span)
      }
    } else if let count = node["count"], let number = boundedCount(count) {
      part.balancers = (0..<number).map { make($0 + 1, count.span) }
    }
  }

  private mutating func readBalancer(_ item: DataNode) {
    guard part.balancers.count < ClusterSchema.mostOfAnything else { return }
    guard item.kind == .mapping else {
      if item.isFilledScalar {
        part.balancers.append(BalancerFact(name: item.text, span: item.valueSpan))
      }
      return
    }
    guard let name = item.located("name") else { return }
    var fact = BalancerFact(name: name.value, span: name.span)
    fact.kind = item["kind"].flatMap { LoadBalancer.Kind(rawValue: $0.text) } ?? .other
    fact.node = item.located("node")
    fact.address = item.located("address")
    fact.vip = item.located("vip")
    fact.domains = readDomains(item["domains"])
    if let list = item["backends"], list.kind == .sequence {
      fact.backends = Located(list.texts.map { BackendFact(text: $0, entry: $0.span) }, list.span)
    }
    if let node = fact.node, !part.nodes.contains(where: { $0.name == node.value }) {
      problems.append(
        InputProblem(
          "load balancer \(fact.name) is on node `\(node.value)`, which controlPlane does not name",
          node.span))
    }
    part.balancers.append(fact)
  }
}
