internal import ClusterFormats
internal import ClusterModel
internal import Syntax

/// Writes a cluster as a haplan `Cluster` document that gives the same table.
struct SpecBuilder {
  let cluster: Cluster
  let files: [SourceFile]
  let flags: ComponentFlags
  /// What each API server lists, in their order.
  private let policies: [EndpointPolicy?]
  /// The API servers' indices, and the other components' machines, by name.
  private let servers: [String: Int]
  private let managers: Set<String>
  private let schedulers: Set<String>

  init(cluster: Cluster, files: [SourceFile]) {
    self.cluster = cluster
    self.files = files
    flags = ComponentFlags(cluster)
    policies = cluster.apiServers.map { Self.policy(of: $0, cluster) }
    servers = Dictionary(
      cluster.apiServers.indices.map { (cluster.apiServers[$0].name, $0) },
      uniquingKeysWith: { first, _ in first })
    managers = Set(cluster.controllerManagers.map(\.name))
    schedulers = Set(cluster.schedulers.map(\.name))
  }

  /// The document.
  var document: SpecValue {
    var root = SpecMap()
    root.add("apiVersion", ClusterSchema.apiVersion)
    root.add("kind", ClusterSchema.kind)
    root.add("metadata", .map([("name", .text(cluster.name))]))
    let spec = spec
    root.add("spec", spec)
    if spec.isEmpty { return .map(root.entries + [("spec", .map([]))]) }
    return root.value
  }

  private var spec: SpecValue {
    var spec = SpecMap()
    spec.add("kubernetesVersion", cluster.kubernetesVersion?.value)
    spec.add("profile", cluster.declaredProfile.map { $0.value?.rawValue ?? "auto" })
    spec.add("partial", .texts(partial))
    spec.add("controlPlane", controlPlane)
    spec.add("datastore", cluster.otherDatastore?.value)
    spec.add("etcd", etcd)
    if !cluster.balancers.isEmpty {
      spec.add("loadBalancers", .list(cluster.balancers.map(balancer)))
    } else if cluster.balancersStatedAt != nil {
      spec.addEmptyList("loadBalancers")
    }
    spec.add("workers", cluster.workers.map { .map([("count", .number("\($0.value)"))]) })
    spec.add("failureDomains", .texts(cluster.levels))
    for key in ["requirements", "assumptions"] { spec.add(key, copied(key)) }
    return spec.value
  }

  /// What is listed, and not known to be all that there is.
  private var partial: [String] {
    var partial: [String] = []
    let isNodesSilent =
      cluster.nodes.isEmpty && cluster.formats.allSatisfy(\.listsHosts)
      && !cluster.isPartialView
    if !cluster.isControlPlaneComplete, !isNodesSilent { partial.append("nodes") }
    if !cluster.etcd.isComplete, !cluster.etcd.members.isEmpty || cluster.isControlPlaneComplete,
      etcd != nil
    {
      partial.append("members")
    }
    if cluster.balancersStatedAt == nil, !cluster.balancers.isEmpty {
      partial.append("loadBalancers")
    }
    return partial
  }

  // MARK: Control plane

  private var controlPlane: SpecValue {
    var map = SpecMap()
    map.add("endpoint", cluster.endpoint?.value)
    map.add("runBy", cluster.controlPlaneRunner?.value)
    let nodes = cluster.nodes.filter(\.isControlPlane)
    if !nodes.isEmpty {
      map.add("nodes", .list(nodes.map(node)))
    } else if cluster.isControlPlaneComplete {
      map.addEmptyList("nodes")
    }
    if Set(policies).count == 1, let policy = policies[0] {
      map.add("etcdEndpoints", policy.rawValue)
    }
    for (key, component) in Self.components {
      var settings = SpecMap()
      let electors = component == .scheduler ? cluster.schedulers : cluster.controllerManagers
      if component.electsLeader, electors.first?.path == .endpoint {
        settings.add("connectsTo", Elector.Path.endpoint.rawValue)
      }
      settings.add("flags", flags.common(component))
      map.add(key, settings.value)
    }
    return map.value
  }

  private static let components: [(String, Component)] = [
    ("apiServer", .apiServer), ("controllerManager", .controllerManager), ("scheduler", .scheduler),
  ]

  private func node(_ node: Node) -> SpecValue {
    var map = SpecMap()
    map.add("name", node.name)
    map.add("address", node.address?.value)
    map.add("otherAddresses", .texts(node.otherAddresses.map(\.value)))
    map.add("domains", domains(node.domains))
    let running = runs(node)
    if Set(running) != Set(Component.allCases) {
      if running.isEmpty { map.addEmptyList("runs") }
      map.add("runs", .texts(running.map(\.program)))
    }
    if let server = servers[node.name], policies.contains(where: { $0 != policies[server] }) {
      map.add("etcdEndpoints", policies[server]?.rawValue)
    }
    for (key, component) in Self.components {
      map.add(key, flags.own(component, on: node.name).map { .map([("flags", $0)]) })
    }
    return map.value
  }

  /// The components that run on a node. A member beside it is told by its own `node`.
  private func runs(_ node: Node) -> [Component] {
    var running: [Component] = []
    if servers[node.name] != nil { running.append(.apiServer) }
    if managers.contains(node.name) { running.append(.controllerManager) }
    if schedulers.contains(node.name) { running.append(.scheduler) }
    return running + [.etcd]
  }

  private static func policy(of server: APIServer, _ cluster: Cluster) -> EndpointPolicy? {
    guard server.servers.source == .policy else { return nil }
    let local = cluster.etcd.members.indices.filter {
      cluster.etcd.members[$0].node == server.node
    }
    return server.servers.members == local && local.count != cluster.etcd.members.count
      ? .local : local.count == server.servers.members.count ? .local : .all
  }

  func domains(_ places: [DomainPlace]) -> SpecValue {
    .map(
      places.map { place in
        (place.level, place.names.count == 1 ? .text(place.names[0]) : .texts(place.names))
      })
  }

  private func balancer(_ balancer: LoadBalancer) -> SpecValue {
    var map = SpecMap()
    map.add("name", balancer.name)
    if balancer.kind != .other { map.add("kind", balancer.kind.rawValue) }
    map.add("node", balancer.node.map { cluster.nodes[$0].name })
    map.add("address", balancer.address?.value)
    map.add("vip", balancer.vip?.value)
    map.add("domains", domains(balancer.domains))
    if case .stated(let backends, _) = balancer.backends {
      if backends.isEmpty { map.addEmptyList("backends") }
      map.add("backends", .texts(backends.map(backend)))
    }
    return map.value
  }

  /// A backend by its address; by its node's name where the balancer knows it only by a label.
  private func backend(_ backend: Backend) -> String {
    let text = backend.text.value
    let parsed = HostPort.parse(text)
    guard let server = backend.apiServer, let index = cluster.apiServers[server].node else {
      return text
    }
    let node = cluster.nodes[index]
    let known = [node.name] + node.addresses.map(\.value)
    guard !known.contains(parsed?.host ?? text) else { return text }
    return parsed?.port.map { "\(node.name):\($0)" } ?? node.name
  }

  // MARK: What only a spec says

  /// A key of the haplan document that the cluster is of, as it is written there.
  private func copied(_ key: String) -> SpecValue? {
    guard cluster.requirements != nil || cluster.assumptions != nil else { return nil }
    let roots = cluster.files.compactMap { id in files.first { $0.id == id } }
      .flatMap { FormatInput($0).documents.documents }.map(\.root)
      .filter { $0["kind"]?.text == ClusterSchema.kind && $0["spec"]?[key] != nil }
    let own = roots.first { $0["metadata"]?["name"]?.text == cluster.name } ?? roots.first
    return own?["spec"]?[key].map(Self.copy)
  }

  private static func copy(_ node: DataNode) -> SpecValue {
    switch node.kind {
    case .mapping: .map(node.entries.map { ($0.key.text, copy($0.value)) })
    case .sequence: .list(node.items.map(copy))
    case .scalar:
      if let flag = node.bool() {
        .bool(flag)
      } else if node.style == .plain, Double(node.text) != nil {
        .number(node.text)
      } else {
        .text(node.text)
      }
    }
  }
}

extension SpecMap {
  /// A key whose value is an empty list, which says that there are none.
  mutating func addEmptyList(_ key: String) { entries.append((key, .list([]))) }
}
