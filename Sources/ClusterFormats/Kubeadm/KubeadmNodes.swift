internal import ClusterModel
internal import Syntax

/// The control-plane nodes that kubeadm documents speak of: the one that each is for. They are only
/// those that were seen; no document states how many there are.
enum KubeadmNodes {
  /// v1alpha1 and v1alpha2: one document for the cluster and its first node.
  static func readMaster(
    _ document: DataNode, into part: inout ClusterPart, facts: inout FactReader
  ) {
    let api = facts.mapping(document["api"], "api")
    let registration = facts.mapping(document["nodeRegistration"], "nodeRegistration")
    let name = registration?["name"] ?? document["nodeName"]
    add(
      name: facts.fact(name, "nodeRegistration.name"),
      address: facts.fact(api?["advertiseAddress"], "api.advertiseAddress"), to: &part)
  }

  static func readInit(_ document: DataNode, into part: inout ClusterPart, facts: inout FactReader)
  {
    // v1alpha3 calls it `apiEndpoint`.
    let endpoint = document["localAPIEndpoint"] ?? document["apiEndpoint"]
    readNode(document, endpoint: endpoint, "", into: &part, facts: &facts)
  }

  static func readJoin(
    _ document: DataNode, controlPlane: DataNode, into part: inout ClusterPart,
    facts: inout FactReader
  ) {
    // v1alpha3 has `controlPlane: true`, and the address beside it.
    let isOld = controlPlane.kind == .scalar && controlPlane.bool() == true
    let settings = isOld ? document : facts.mapping(controlPlane, "controlPlane")
    readNode(
      document, endpoint: settings?[isOld ? "apiEndpoint" : "localAPIEndpoint"], "controlPlane.",
      into: &part,
      facts: &facts)
    guard part.endpoint == nil, !part.isWhole else { return }
    let discovery = facts.mapping(document["discovery"], "discovery")
    let token = facts.mapping(discovery?["bootstrapToken"], "discovery.bootstrapToken")
    part.endpoint = facts.fact(
      token?["apiServerEndpoint"], "discovery.bootstrapToken.apiServerEndpoint")
  }

  private static func readNode(
    _ document: DataNode, endpoint: DataNode?, _ prefix: String, into part: inout ClusterPart,
    facts: inout FactReader
  ) {
    let registration = facts.mapping(document["nodeRegistration"], "nodeRegistration")
    let local = facts.mapping(endpoint, "\(prefix)localAPIEndpoint")
    add(
      name: facts.fact(registration?["name"], "nodeRegistration.name"),
      address: facts.fact(
        local?["advertiseAddress"], "\(prefix)localAPIEndpoint.advertiseAddress"),
      to: &part)
  }

  /// A node without a name is called by its address; one with neither is not counted.
  private static func add(
    name: Located<String>?, address: Located<String>?, to part: inout ClusterPart
  ) {
    let isNobodys = address.map { address in
      ["0.0.0.0", "::"].contains(address.value)
        || IPAddress.parse(address.value)?.isLoopback == true
    }
    let own = isNobodys == true ? nil : address
    guard let place = name ?? own, !part.nodes.contains(where: { $0.name == place.value }) else {
      return
    }
    var node = NodeFact(name: place.value, span: place.span)
    node.address = own
    part.nodes.append(node)
    guard let name, let own else { return }
    var host = HostFact(list: HostFact.localEndpoints, span: name.span)
    host.name = name
    host.addresses = [own]
    part.hosts.append(host)
  }
}
