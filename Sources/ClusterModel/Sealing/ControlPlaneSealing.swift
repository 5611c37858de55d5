internal import Syntax

extension ClusterSealer {
  /// The command lines of one component: one for each machine that is known to run it, else one
  /// that stands for all, where something is said of it.
  func invocations(of component: Component) -> [Invocation] {
    let machines = machines(of: component)
    if machines.isEmpty {
      let layers = flagSets.indices.filter { flagSets[$0].component == component }
      return layers.isEmpty ? [] : [invocation(component, machine: nil, layers)]
    }
    return machines.map { machine in
      invocation(component, machine: machine, layers(of: component, on: machine))
    }
  }

  /// The machines known to run a component, in node order.
  private func machines(of component: Component) -> [String] {
    if component == .etcd {
      var names: [String] = []
      for set in flagSets where set.component == .etcd {
        if case .named(let name) = set.machines, !names.contains(name) { names.append(name) }
      }
      return names
    }
    return nodes.indices.filter { runs(component, $0) }.map { nodes[$0].name }
  }

  /// Whether a node runs a component: those that a document says where one names the
  /// node, else those whose command lines were seen.
  func runs(_ component: Component, _ index: Int) -> Bool {
    let node = nodes[index]
    guard node.isControlPlane else { return false }
    if let fact = nodeFacts[node.name] { return fact.components.contains(component) }
    return !layers(of: component, on: node.name).isEmpty
  }

  private func layers(of component: Component, on machine: String) -> [Int] {
    // A configuration file lies below the command line, wherever it was found.
    var below: [Int] = []
    var above: [Int] = []
    for index in flagSets.indices where flagSets[index].component == component {
      switch flagSets[index].machines {
      case .all: below.append(index)
      case .named(machine):
        if flagSets[index].style == .configurationFields {
          below.append(index)
        } else {
          above.append(index)
        }
      case .named: continue
      }
    }
    return below + above
  }

  private func invocation(_ component: Component, machine: String?, _ layers: [Int]) -> Invocation {
    Invocation(
      component: component, machine: machine, layers: layers, sets: layers.map { flagSets[$0] })
  }

  /// The API servers that are known one by one.
  func sealAPIServers(
    etcd: EtcdCluster, lists: [EndpointList], file: (FileID) -> SourceFile?
  ) -> [APIServer] {
    let matcher = EndpointMatcher(etcd: etcd, nodes: nodes)
    return nodes.indices.filter { runs(.apiServer, $0) }.map { index in
      let invocation = invocation(
        .apiServer, machine: nodes[index].name, layers(of: .apiServer, on: nodes[index].name))
      return APIServer(
        name: nodes[index].name, node: index, invocation: invocation,
        servers: servers(
          of: invocation, node: index, lists: lists, etcd: etcd, matcher: matcher, file: file))
    }
  }

  /// The API servers of all machines as one, by what is said of them in common.
  func commonAPIServer(
    etcd: EtcdCluster, lists: [EndpointList], file: (FileID) -> SourceFile?
  ) -> APIServer? {
    let layers = flagSets.indices.filter {
      flagSets[$0].component == .apiServer && flagSets[$0].machines == .all
    }
    guard !layers.isEmpty || lists.contains(where: { $0.source == .list }) else { return nil }
    let invocation = invocation(.apiServer, machine: nil, layers)
    let matcher = EndpointMatcher(etcd: etcd, nodes: nodes)
    return APIServer(
      name: Component.apiServer.program, node: nil, invocation: invocation,
      servers: servers(
        of: invocation, node: nil, lists: lists, etcd: etcd, matcher: matcher, file: file))
  }

  private func servers(
    of invocation: Invocation, node: Int?, lists: [EndpointList], etcd: EtcdCluster,
    matcher: EndpointMatcher, file: (FileID) -> SourceFile?
  ) -> EtcdServers {
    if let (flag, set) = invocation.flag("etcd-servers") {
      guard let endpoints = flag.list(in: file(flag.valueSpan.file)) else {
        return EtcdServers(
          source: .unknown("--etcd-servers is not known"), span: flag.valueSpan, endpoints: [])
      }
      let resolved = endpoints.map { matcher.endpoint($0, from: node) }
      if !resolved.isEmpty, case .stated = etcd.membership, !matcher.knowsAddresses,
        resolved.allSatisfy({ $0.member == nil })
      {
        return EtcdServers(
          source: .unknown("no document says where the members can be reached"),
          span: flag.valueSpan, endpoints: resolved)
      }
      return EtcdServers(
        source: endpoints.isEmpty ? .missing : .flag(flagSet: set), span: flag.valueSpan,
        endpoints: resolved)
    }
    if let list = lists.first(where: { $0.source == .list }) {
      return EtcdServers(
        source: .list, span: list.span,
        endpoints: list.endpoints.map { matcher.endpoint($0, from: node) })
    }
    let ownPolicy = node.flatMap { nodeFacts[nodes[$0].name]?.endpointPolicy }
    if let policy = ownPolicy ?? parts.lazy.compactMap(\.endpointPolicy).first {
      return EtcdServers(
        source: .policy, span: policy.span,
        endpoints: matcher.endpoints(policy.value, of: node, at: policy.span))
    }
    if let reason = invocation.incompleteness {
      return EtcdServers(source: .unknown(reason), span: invocation.anchor, endpoints: [])
    }
    if !invocation.isBare {
      return EtcdServers(source: .missing, span: invocation.anchor, endpoints: [])
    }
    let policy: EndpointPolicy = etcd.topology?.value == .stacked ? .local : .all
    return EtcdServers(
      source: .assumed, span: nil,
      endpoints: matcher.endpoints(policy, of: node, at: etcd.anchor))
  }

  /// The controller managers or schedulers that are known one by one.
  func sealElectors(_ component: Component) -> [Elector] {
    let path = parts.lazy.compactMap { $0.connections[component] }.first?.value ?? .local
    return nodes.indices.filter { runs(component, $0) }.map { index in
      Elector(
        name: nodes[index].name, node: index,
        invocation: invocation(
          component, machine: nodes[index].name, layers(of: component, on: nodes[index].name)),
        path: path)
    }
  }
}
