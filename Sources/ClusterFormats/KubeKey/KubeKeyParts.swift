internal import ClusterModel
internal import Syntax

extension KubeKeyReader {
  /// `etcd.type`: KubeKey's own units on the hosts of the group (the default), kubeadm's static pods,
  /// or somebody else's (apis/kubekey/v1alpha2/etcd_types.go, default.go).
  mutating func readEtcd(
    _ list: HostList, _ etcd: (key: DataNode, value: DataNode)?, _ place: Span?
  ) {
    part.etcdAnchor = etcd?.key.span ?? place ?? part.anchor
    let settings = facts.mapping(etcd?.value, "etcd")
    let type = facts.fact(settings?["type"], "etcd.type")
    switch type?.value {
    case "kubeadm":
      part.topology = Located(.stacked, type?.span ?? part.anchor)
      part.hasMemberOnEachNode = true
      part.endpointPolicy = Located(.local, type?.span ?? part.anchor)
    case "external":
      part.topology = Located(.external, type?.span ?? part.anchor)
      readExternal(settings?["external"])
    default:
      list.addMembers(to: &part, statedAt: place)
      part.endpointPolicy = Located(.all, place ?? part.anchor)
    }
    readTimings(settings)
  }

  private mutating func readExternal(_ node: DataNode?) {
    let external = facts.mapping(node, "etcd.external")
    guard let list = external?["endpoints"],
      let items = facts.items(list, "etcd.external.endpoints")
    else { return }
    let endpoints = items.enumerated().compactMap {
      facts.fact($1, "etcd.external.endpoints[\($0)]")
    }
    if endpoints.count == items.count { part.endpointList = Located(endpoints, list.span) }
  }

  private mutating func readTimings(_ settings: DataNode?) {
    let fields = [
      ("heartbeatInterval", "heartbeat-interval"), ("electionTimeout", "election-timeout"),
      ("quotaBackendBytes", "quota-backend-bytes"),
    ]
    let flags = fields.compactMap { key, name -> Flag? in
      guard let entry = settings?.entry(key), let text = facts.scalar(entry.value, "etcd.\(key)")
      else { return nil }
      return Flag(
        name: name, value: facts.flagValue(text), nameSpan: entry.key.valueSpan,
        valueSpan: text.span, entrySpan: entry.key.span.union(entry.value.span))
    }
    guard !flags.isEmpty else { return }
    part.flagSets.append(
      FlagSet(
        component: .etcd, machines: .all, flags: flags,
        absence: .isUnknown("KubeKey sets further flags"),
        style: .namedFields(Dictionary(uniqueKeysWithValues: fields.map { ($1, $0) })),
        anchor: part.etcdAnchor ?? part.anchor, format: .kubekey))
  }

  /// haproxy on every worker, kube-vip on the control-plane nodes, or an address of somebody else's
  /// balancer; with none of them the first node's (default.go, SetDefaultLBCfg).
  mutating func readFrontDoor(_ node: DataNode?) {
    let settings = facts.mapping(node, "controlPlaneEndpoint")
    let kind = facts.fact(
      settings?["internalLoadbalancer"], "controlPlaneEndpoint.internalLoadbalancer")
    let address = facts.fact(settings?["address"], "controlPlaneEndpoint.address")
    let domain = facts.fact(settings?["domain"], "controlPlaneEndpoint.domain")
    let port = facts.fact(settings?["port"], "controlPlaneEndpoint.port")?.value ?? "6443"
    if kind?.value == "haproxy", let kind {
      var fact = BalancerFact(name: "haproxy", span: kind.span)
      fact.kind = .nodeLocal
      part.balancers.append(fact)
      return
    }
    if kind?.value == "kube-vip", let kind, let address {
      for node in part.nodes {
        var fact = BalancerFact(name: "kube-vip-\(node.name)", span: kind.span)
        fact.kind = .kubeVIP
        fact.node = Located(node.name, node.span)
        fact.vip = address
        part.balancers.append(fact)
      }
      if part.nodesStatedAt != nil { part.balancersStatedAt = kind.span }
    }
    let isNode = address.map { address in
      part.nodes.contains { $0.addresses.contains { $0.value == address.value } }
    }
    let isOutside = settings?["externalDNS"]?.bool() == true
    let isDirect = isNode == true || kind?.value == "kube-vip"
    guard let host = isDirect ? address : address == nil && !isOutside ? nil : domain ?? address
    else {
      if part.nodes.count > 1, !isOutside {
        facts.addGap(
          "endpoint", "no balancer is stated: KubeKey points clients and workers at the first node",
          part.anchor)
      }
      return
    }
    part.endpoint = host.map { $0.contains(":") ? "[\($0)]:\(port)" : "\($0):\(port)" }
  }

  /// `apiserverArgs` and the like: items `name=value`.
  mutating func readFlags(_ spec: DataNode) {
    let kubernetes = facts.mapping(spec["kubernetes"], "kubernetes")
    let more = FlagSet.Absence.isUnknown("KubeKey sets further flags")
    for (key, component) in [
      ("apiserverArgs", Component.apiServer), ("controllerManagerArgs", .controllerManager),
      ("schedulerArgs", .scheduler),
    ] {
      if component.electsLeader {
        part.flagSets.append(
          FlagMapping.defaults(
            [("leader-elect", "true")], of: component, at: part.anchor, absence: .isDefault,
            format: .kubekey))
      }
      let set = AssignmentList.set(
        kubernetes?.entry(key), "kubernetes.\(key)", component, format: .kubekey, facts: &facts)
      guard let set else { continue }
      part.flagSets.append(component.electsLeader ? set : set.withAbsence(more))
    }
  }
}
