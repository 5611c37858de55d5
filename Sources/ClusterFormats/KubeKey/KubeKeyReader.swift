internal import ClusterModel
internal import Syntax

/// Reads one document of KubeKey's.
struct KubeKeyReader: ClusterDocumentReader {
  let spec: DataNode?
  var part: ClusterPart
  var facts: FactReader
  /// Every host by its name.
  var hosts: [String: HostEntry] = [:]

  static func read(_ root: DataNode, _ facts: inout FactReader) -> DocumentReading? {
    guard root.kind == .mapping, root["apiVersion"]?.text.hasPrefix(KubeKeyFormat.group) == true,
      let kind = root["kind"], kind.kind == .scalar
    else { return nil }
    var reader = KubeKeyReader(
      spec: root["spec"],
      part: ClusterPart(format: .kubekey, anchor: kind.valueSpan, isWhole: true), facts: facts)
    reader.part.name = root["metadata"]?.located("name")
    switch kind.text {
    case "Cluster": reader.readCluster()
    case "Inventory": reader.readInventory()
    default: return DocumentReading(note: "KubeKey's \(kind.text.prefix(60)) describes no hosts")
    }
    facts = reader.facts
    return DocumentReading(part: reader.part)
  }

  private mutating func readCluster() {
    guard let spec = facts.mapping(spec, "spec") else { return }
    part.kubernetesVersion = facts.fact(spec["kubernetes"]?["version"], "kubernetes.version")
    let items = facts.items(spec["hosts"], "spec.hosts") ?? []
    for (index, item) in items.enumerated() { readHost(item, "spec.hosts[\(index)]") }
    guard let groups = facts.mapping(spec["roleGroups"], "spec.roleGroups"), !items.isEmpty else {
      facts.addGap("count", "no hosts are stated", part.anchor)
      return
    }
    let masters = ["control-plane", "master", "controlPlane", "control_plane"]
    let controlPlane = masters.compactMap { groups.entry($0) }.first
    let place = assign(controlPlane, "roleGroups") { $0.isControlPlane = true }
    _ = assign(groups.entry("worker"), "roleGroups") { $0.isWorker = true }
    let etcd = groups.entry("etcd")
    let etcdPlace = assign(etcd, "roleGroups") { $0.isEtcd = true }
    let list = makeList(items)
    list.addNodes(to: &part, facts: &facts, statedAt: place)
    readEtcd(list, spec.entry("etcd"), etcdPlace)
    readFrontDoor(spec["controlPlaneEndpoint"])
    readFlags(spec)
  }

  private func makeList(_ items: [DataNode]) -> HostList {
    var list = HostList(field: "spec.hosts")
    for item in items {
      guard let name = item.located("name"), var entry = hosts[name.value] else { continue }
      // Each entry keeps its own place and addresses, so that a repeated name shows.
      if entry.place != name.span {
        let again = self.entry(item, name)
        entry.name = name
        entry.place = name.span
        entry.addresses = again.addresses
        entry.ownAddresses = again.ownAddresses
      }
      list.append(entry)
    }
    return list
  }

  private mutating func readHost(_ item: DataNode, _ field: String) {
    guard let host = facts.mapping(item, field) else { return }
    guard let name = facts.fact(host["name"], "\(field).name") else { return }
    for key in ["address", "internalAddress"] { _ = facts.known(host[key], "\(field).\(key)") }
    if hosts[name.value] == nil { hosts[name.value] = entry(host, name) }
  }

  /// `internalAddress` may have a version 6 address behind a comma.
  private func entry(_ host: DataNode, _ name: Located<String>) -> HostEntry {
    var entry = HostEntry(place: name.span)
    entry.name = name
    let inner = host.located("internalAddress").filter { !Placeholder.isUnknown($0.value) }
    if let inner {
      let first = inner.value.prefix { $0 != "," }
      let start = Int(inner.span.start)
      let span = Span(inner.span.file, start, start + first.utf8.count)
      entry.add(address: Located(String(first), span))
    }
    let outer = host.located("address").filter { !Placeholder.isUnknown($0.value) }
    entry.add(address: outer, isOwn: inner == nil)
    entry.domains = HostEntry.domains(host["labels"])
    return entry
  }

  /// Gives the hosts of a group their role; the place of the group, where every one of them is
  /// known and there is one at all.
  private mutating func assign(
    _ group: (key: DataNode, value: DataNode)?, _ field: String,
    _ role: (inout HostEntry) -> Void
  ) -> Span? {
    guard let group, let items = facts.items(group.value, "\(field).\(group.key.text)") else {
      return nil
    }
    var isKnown = !items.isEmpty
    for (index, item) in items.enumerated() {
      let name = "\(field).\(group.key.text)[\(index)]"
      guard let text = facts.fact(item, name) else {
        isKnown = false
        continue
      }
      for host in expand(text) {
        guard var entry = hosts[host] else {
          facts.report(
            "`\(host.prefix(60))` is in group \(group.key.text), but not among the hosts", text.span
          )
          continue
        }
        role(&entry)
        hosts[host] = entry
      }
    }
    return isKnown ? group.key.span : nil
  }

  /// `node[1:3]`: numbers without padding behind what stands before the bracket, and nothing behind
  /// them (apis/kubekey/v1alpha2/cluster_types.go, getHostsRange).
  private mutating func expand(_ text: Located<String>) -> [String] {
    guard text.value.contains("["), text.value.contains("]"), text.value.contains(":") else {
      return [text.value]
    }
    let pieces = text.value.split(separator: "[", maxSplits: 1, omittingEmptySubsequences: false)
    let range = (pieces.last ?? "").prefix { $0 != "]" }
    let bounds = range.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard bounds.count == 2, let first = bounds[0], let last = bounds[1], first >= 0,
      last < Int.max, last - first < HostList.mostHosts
    else {
      facts.report("[\(range.prefix(60))] is no range of hosts", text.span)
      return []
    }
    return first > last ? [] : (first...last).map { "\(pieces[0])\($0)" }
  }
}

extension KubeKeyReader {
  // MARK: From version 4 on

  /// `spec.hosts` by name, and `spec.groups` of hosts and of other groups.
  private mutating func readInventory() {
    guard let spec = facts.mapping(spec, "spec") else { return }
    let machines = facts.mapping(spec["hosts"], "spec.hosts")
    var list = HostList(field: "spec.hosts")
    for entry in machines?.entries ?? spec.entries
    where machines != nil && entry.key.kind == .scalar {
      let name = Located(entry.key.text, entry.key.valueSpan)
      var host = HostEntry(place: name.span)
      host.name = name
      let inner = facts.known(entry.value["internal_ipv4"], "\(name.value).internal_ipv4")
      host.add(address: inner)
      let outer = facts.known(entry.value["connector"]?["host"], "\(name.value).connector.host")
      host.add(address: outer, isOwn: inner == nil)
      hosts[name.value] = host
    }
    guard let groups = facts.mapping(spec["groups"], "spec.groups") else {
      facts.addGap("count", "no groups are stated", part.anchor)
      return
    }
    let place = assignGroup(groups, "kube_control_plane") { $0.isControlPlane = true }
    _ = assignGroup(groups, "kube_worker") { $0.isWorker = true }
    let etcd = assignGroup(groups, "etcd") { $0.isEtcd = true }
    for name in hosts.keys.sorted() {
      if let entry = hosts[name] { list.append(entry) }
    }
    list.addNodes(to: &part, facts: &facts, statedAt: place)
    part.etcdAnchor = groups.entry("etcd")?.key.span ?? part.anchor
    list.addMembers(to: &part, statedAt: etcd)
  }

  /// A host named in a group alone is as good as one among the hosts.
  private mutating func assignGroup(
    _ groups: DataNode, _ name: String, _ role: (inout HostEntry) -> Void
  ) -> Span? {
    guard let group = groups.entry(name), let body = facts.mapping(group.value, name) else {
      return nil
    }
    for text in body["hosts"]?.texts ?? [] where hosts[text.value] == nil {
      var host = HostEntry(place: text.span)
      host.name = text
      hosts[text.value] = host
    }
    let key = group.key
    guard let list = body.entry("hosts") else { return nil }
    return assign((key, list.value), "spec.groups", role)
  }
}

extension Optional {
  /// The value, where it passes.
  fileprivate func filter(_ isWanted: (Wrapped) -> Bool) -> Wrapped? {
    flatMap { isWanted($0) ? $0 : nil }
  }
}
