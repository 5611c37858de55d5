internal import Syntax

extension ClusterSealer {
  /// The command lines of one component: one for each machine that is known to run it, else one
  /// that stands for all, where something is said of it.
  func commands(of component: Component) -> ComponentCommands {
    if component == .etcd {
      let machines = etcdMachines
      return ComponentCommands(
        nodes: [],
        invocations: machines.isEmpty
          ? common(component)
          : machines.map { invocation(component, machine: $0, layers(of: component, on: $0)) })
    }
    let nodes = nodes.indices.filter { runs(component, $0) }
    return ComponentCommands(
      nodes: nodes,
      invocations: nodes.isEmpty
        ? common(component)
        : nodes.map { index in
          let name = self.nodes[index].name
          return invocation(component, machine: name, layers(of: component, on: name))
        })
  }

  /// The command lines of all components.
  func commandTable() -> CommandTable {
    var all: [ComponentCommands] = []
    for component in Component.allCases { all.append(commands(of: component)) }
    return CommandTable(all)
  }

  private func common(_ component: Component) -> [Invocation] {
    let layers = flagSets.indices.filter { flagSets[$0].component == component }
    return layers.isEmpty ? [] : [invocation(component, machine: nil, layers)]
  }

  /// The machines whose own command lines of etcd were seen.
  private var etcdMachines: [String] {
    var names: [String] = []
    for index in flagSets.indices where flagSets[index].component == .etcd {
      if case .named(let name) = flagSets[index].machines, !names.contains(name) {
        names.append(name)
      }
    }
    return names
  }

  /// Whether a node runs a component: those that a document says where one names the
  /// node, else those whose command lines were seen.
  func runs(_ component: Component, _ index: Int) -> Bool {
    guard nodes[index].isControlPlane else { return false }
    if let components = nodeFacts[nodes[index].name]?.components {
      return components.contains(component)
    }
    return !layers(of: component, on: nodes[index].name).isEmpty
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
    return above.isEmpty ? below : below + above
  }

  private func invocation(_ component: Component, machine: String?, _ layers: [Int]) -> Invocation {
    Invocation(
      component: component, machine: machine, layers: layers, sets: layers.map { flagSets[$0] })
  }

  /// The API servers that are known one by one.
  func sealAPIServers(
    _ commands: ComponentCommands, etcd: EtcdCluster, lists: [EndpointList],
    file: (FileID) -> SourceFile?
  ) -> [APIServer] {
    if commands.nodes.isEmpty { return [] }
    let matcher = EndpointMatcher(etcd: etcd, nodes: nodes, isAsked: !lists.isEmpty)
    return zip(commands.nodes, commands.invocations).map { index, invocation in
      APIServer(
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
    let matcher = EndpointMatcher(etcd: etcd, nodes: nodes, isAsked: !lists.isEmpty)
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
        resolved.allSatisfy({ $0.member == nil }),
        !matcher.knows(resolved, from: node)
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
    if let policy = ownPolicy ?? first({ $0.facts.endpointPolicy }) {
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
  func sealElectors(_ commands: ComponentCommands, _ component: Component) -> [Elector] {
    let path = first { $0.facts.connections[component] }?.value ?? .local
    return zip(commands.nodes, commands.invocations).map { index, invocation in
      Elector(name: nodes[index].name, node: index, invocation: invocation, path: path)
    }
  }
}
