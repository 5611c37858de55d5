internal import ClusterModel
internal import Syntax

extension KubesprayReader {
  /// A stated version; the default is that of the release of kubespray, which nobody says.
  mutating func readVersion() {
    part.kubernetesVersion = fact("kube_version")
  }

  /// How clients and workers reach the API servers.
  mutating func readFrontDoor() {
    readVirtualAddress()
    if let balancer = clusterVariable("loadbalancer_apiserver") {
      if let mapping = balancer.collection, mapping.kind == .mapping { readBalancer(mapping) }
      guard flag("loadbalancer_apiserver_localhost", default: false) else { return }
    } else {
      // On unless a balancer is defined (roles/kubespray_defaults/defaults/main/main.yml).
      guard flag("loadbalancer_apiserver_localhost", default: true) else { return }
    }
    let place = clusterVariable("loadbalancer_apiserver_localhost")?.nameSpan
    var fact = BalancerFact(name: "node-local", span: place ?? part.anchor)
    fact.kind = .nodeLocal
    part.balancers.append(fact)
  }

  /// `loadbalancer_apiserver`: somebody else's balancer, of which the address alone is known. The
  /// name that clients use is `apiserver_loadbalancer_domain_name`, which stands for that address.
  private mutating func readBalancer(_ mapping: DataNode) {
    let address = mapping.located("address").flatMap {
      settled($0, "loadbalancer_apiserver.address")
    }
    let domain = fact("apiserver_loadbalancer_domain_name")
    let isNode = address.map { address in
      part.nodes.contains {
        ([$0.address].compactMap { $0 } + $0.otherAddresses)
          .contains { $0.value == address.value }
      }
    }
    guard let host = isNode == true ? address : domain ?? address else { return }
    let port =
      mapping.located("port").flatMap { settled($0, "loadbalancer_apiserver.port") }?.value
      ?? fact("kube_apiserver_port")?.value ?? "6443"
    let name = host.value.contains(":") ? "[\(host.value)]" : host.value
    part.endpoint = Located("\(name):\(port)", host.span)
  }

  /// kube-vip on every control-plane node, holding one address (roles/kubernetes/node, kube-vip).
  private mutating func readVirtualAddress() {
    guard flag("kube_vip_enabled", default: false),
      flag("kube_vip_controlplane_enabled", default: false),
      let address = fact("kube_vip_address")
    else { return }
    for node in part.nodes {
      var fact = BalancerFact(name: "kube-vip-\(node.name)", span: address.span)
      fact.kind = .kubeVIP
      fact.node = Located(node.name, node.span)
      fact.vip = address
      part.balancers.append(fact)
    }
    if part.nodesStatedAt != nil { part.balancersStatedAt = address.span }
  }
}
