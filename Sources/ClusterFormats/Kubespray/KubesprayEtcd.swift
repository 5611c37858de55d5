internal import ClusterModel
internal import Syntax

extension KubesprayReader {
  /// The members: one on each host of the etcd group, or beside each API server where kubeadm runs
  /// etcd.
  mutating func readEtcd() {
    part.etcdAnchor = groups.etcd.compactMap({ inventory[$0]?.span }).first ?? part.anchor
    if let place = kubeadmEtcd() {
      part.etcdAnchor = place
      part.topology = Located(.stacked, place)
      part.hasMemberOnEachNode = true
      part.endpointPolicy = Located(.local, place)
      return
    }
    // `etcd_hosts` falls back to the control plane where there is no such group
    // (roles/kubespray_defaults/defaults/main/main.yml).
    let isAbsent = groups.etcd.isEmpty
    guard !isAbsent || groups.tool != .other else { return }
    let hosts = isAbsent ? controlPlane : etcd
    let place = statedAt(isAbsent ? groups.controlPlane : groups.etcd, "members")
    guard let place else { return addMembers(hosts) }
    part.membersStatedAt = place
    addMembers(hosts)
    let masters = Set(controlPlane.map(\.value))
    let isStacked = hosts.allSatisfy { masters.contains($0.value) }
    if part.nodesStatedAt != nil {
      part.topology = Located(isStacked ? .stacked : .external, place)
    }
    if groups.tool != .other {
      // Every API server lists every member (`etcd_access_addresses`).
      part.endpointPolicy = Located(.all, place)
      addEvents(hosts, place)
    }
  }

  /// Where kubeadm is said to run etcd: `etcd_deployment_type: kubeadm`, or `etcd_kubeadm_enabled`
  /// up to kubespray 2.16.
  private mutating func kubeadmEtcd() -> Span? {
    guard groups.tool == .kubespray else { return nil }
    if let type = fact("etcd_deployment_type") { return type.value == "kubeadm" ? type.span : nil }
    guard let old = fact("etcd_kubeadm_enabled") else { return nil }
    return InventoryVariable.bool(old.value) == true ? old.span : nil
  }

  private mutating func addMembers(_ hosts: [Located<String>]) {
    let masters = Set(controlPlane.map(\.value))
    for (index, host) in hosts.prefix(Self.mostOfAnything).enumerated() {
      part.members.append(member(host, index, suffix: ""))
      if !masters.contains(host.value) {
        part.etcdHosts.append(node(host, isControlPlane: false))
      }
    }
  }

  /// kubespray calls a member `etcd1`, `etcd2`, … in the order of the group where its host does not
  /// say otherwise; kubeasz calls it by its host.
  private func member(_ host: Located<String>, _ index: Int, suffix: String) -> MemberFact {
    var fact = MemberFact(span: host.span)
    fact.node = host
    let stated = known("etcd_member_name", of: host.value, isControlPlane: false)
    let standard = groups.tool == .kubespray ? "etcd\(index + 1)" : host.value
    fact.name = (stated ?? Located(standard, host.span)).map { $0 + suffix }
    return fact
  }

  /// A second cluster on the same hosts for events (`etcd_events_cluster_enabled`).
  private mutating func addEvents(_ hosts: [Located<String>], _ place: Span) {
    guard groups.tool == .kubespray, let enabled = fact("etcd_events_cluster_enabled"),
      InventoryVariable.bool(enabled.value) == true
    else { return }
    var events = OverrideFact(name: "events", span: enabled.span)
    events.resources = [Located("/events", enabled.span)]
    events.topology = part.topology
    events.members = hosts.prefix(Self.mostOfAnything).enumerated().map {
      member($1, $0, suffix: "-events")
    }
    events.membersStatedAt = place
    part.overrides.append(events)
  }
}
