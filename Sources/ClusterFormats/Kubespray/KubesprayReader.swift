internal import ClusterModel
internal import Syntax

/// States what an inventory says of a cluster: its control-plane nodes, etcd members and workers,
/// their addresses, and what the variables beside it set.
struct KubesprayReader {
  /// Nodes or members of one cluster.
  static let mostOfAnything = 1000

  /// The variables that name a host's address, the best first: `access_ip` is what other nodes use,
  /// `ip` what the programs bind to (roles/network_facts/tasks/main.yaml); where neither is given,
  /// the address that Ansible connects to is the best that is known.
  private static let addressVariables = ["access_ip", "ip", "ansible_host", "ansible_ssh_host"]

  let inventory: Inventory
  let groups: InventoryGroups
  let files: VariableFiles
  let variables: InventoryVariables
  var facts: FactReader
  var part: ClusterPart
  /// The control-plane hosts and the etcd hosts that are known, each once.
  private(set) var controlPlane: [Located<String>] = []
  private(set) var etcd: [Located<String>] = []

  init(_ inventory: Inventory, groups: InventoryGroups, input: FormatInput) {
    self.inventory = inventory
    self.groups = groups
    files = VariableFiles(input)
    variables = InventoryVariables(inventory, files: files)
    facts = FactReader(file: input.file, isRunnable: false)
    let anchor = (groups.controlPlane + groups.etcd).compactMap { inventory[$0]?.span }.first
    part = ClusterPart(
      format: .ansibleInventory, anchor: anchor ?? input.file.span, isWhole: true)
  }

  var problems: [InputProblem] { facts.problems + files.problems }

  mutating func read() -> ClusterPart {
    controlPlane = known(groups.controlPlane)
    etcd = known(groups.etcd)
    readNodes()
    readEtcd()
    readWorkers()
    readHostLists()
    if groups.tool == .kubespray {
      readVersion()
      readFrontDoor()
      readFlags()
    }
    part.levels = ["region", "zone"]
    facts.give(to: &part)
    part.gaps += files.gaps
    return part
  }

  /// The hosts of groups, without those that are left to be filled in.
  private mutating func known(_ names: [String]) -> [Located<String>] {
    var seen: Set<String> = []
    var hosts: [Located<String>] = []
    for host in names.flatMap({ inventory.hosts(of: $0) }) where seen.insert(host.value).inserted {
      if !isOpen(host) { hosts.append(host) }
    }
    return hosts
  }

  /// Whether a host's name is left to be filled in.
  private func isOpen(_ host: Located<String>) -> Bool { Placeholder.isUnknown(host.value) }

  /// Where the list of these groups is stated; `nil`, with a gap, where it is empty or is still to
  /// be filled in.
  mutating func statedAt(_ names: [String], _ fact: String) -> Span? {
    let all = names.flatMap { inventory.hosts(of: $0) }
    let known = names.compactMap { inventory[$0] }
    let place = known.first { !inventory.hosts(of: $0.name).isEmpty } ?? known.first
    let group = place?.name ?? fact
    let span = place?.span ?? part.anchor
    if let open = all.first(where: isOpen) {
      facts.mark(open)
      facts.addGap(fact, "a host of \(group) is left to be filled in", open.span)
      return nil
    }
    if all.isEmpty {
      facts.addGap(fact, "no host is stated in \(group)", span)
      return nil
    }
    if all.count > Self.mostOfAnything, Set(all.map(\.value)).count > Self.mostOfAnything {
      facts.report("\(group) has more than \(Self.mostOfAnything) hosts", span)
      return nil
    }
    return span
  }

  private mutating func readNodes() {
    part.nodesStatedAt = emptyControlPlane() ?? statedAt(groups.controlPlane, "count")
    part.nodes = controlPlane.prefix(Self.mostOfAnything).map { node($0, isControlPlane: true) }
    for host in controlPlane.prefix(Self.mostOfAnything) {
      for name in Self.addressVariables {
        let text = variable(name, of: host.value, isControlPlane: true)?.text
        if let text, !InventoryVariable.isExpression(text.value) { _ = facts.isUnknown(text) }
      }
    }
  }

  /// kubespray's group, where it has no host though others of the inventory have: kubespray refuses
  /// to start (roles/validate_inventory/tasks/main.yml).
  private func emptyControlPlane() -> Span? {
    func isEmpty(_ names: [String]) -> Bool {
      names.allSatisfy { inventory.hosts(of: $0).isEmpty }
    }
    guard groups.tool == .kubespray, isEmpty(groups.controlPlane),
      !isEmpty(groups.etcd) || !isEmpty(groups.workers)
    else { return nil }
    return groups.controlPlane.lazy.compactMap { inventory[$0]?.span }.first
  }

  /// A host with its addresses and the zone that its labels name.
  mutating func node(_ host: Located<String>, isControlPlane: Bool) -> NodeFact {
    var fact = NodeFact(name: host.value, span: host.span)
    let addresses = addresses(of: host, isControlPlane: isControlPlane)
    fact.address = addresses.first
    fact.otherAddresses = Array(addresses.dropFirst())
    fact.domains = domains(of: host.value, isControlPlane: isControlPlane)
    return fact
  }

  /// The known addresses of a host, each once, the best first; a host may be named by its own.
  func addresses(of host: Located<String>, isControlPlane: Bool) -> [Located<String>] {
    var result: [Located<String>] = []
    for name in Self.addressVariables {
      guard let text = known(name, of: host.value, isControlPlane: isControlPlane),
        isSpecific(text.value), !result.contains(where: { $0.value == text.value })
      else { continue }
      result.append(text)
    }
    if result.isEmpty, IPAddress.parse(host.value) != nil { result.append(host) }
    return result
  }

  private func isSpecific(_ host: String) -> Bool {
    guard let address = IPAddress.parse(host) else { return host != "localhost" }
    return !address.isLoopback && !address.isUnspecified
  }

  /// Workers that are no control-plane nodes.
  private mutating func readWorkers() {
    guard let name = groups.workers.first, let group = inventory[name] else { return }
    let masters = Set(controlPlane.map(\.value))
    let hosts = groups.workers.flatMap { inventory.hosts(of: $0) }
    guard !hosts.contains(where: isOpen) else { return }
    let names = Set(hosts.map(\.value)).subtracting(masters)
    part.workers = Located(names.count, group.span)
  }

  /// Every mention of a host in the groups that matter, before Ansible takes equal ones for one.
  private mutating func readHostLists() {
    var seen: Set<String> = []
    var addressed: Set<String> = []
    let masters = Set(controlPlane.map(\.value))
    for name in groups.controlPlane + groups.etcd + groups.workers {
      for group in inventory.descendants(of: name) where seen.insert(group.name).inserted {
        for host in group.hosts where !isOpen(host) {
          var fact = HostFact(list: group.name, span: host.span)
          fact.name = host
          fact.isFolded = true
          if addressed.insert(host.value).inserted {
            fact.addresses = ownAddresses(of: host, isControlPlane: masters.contains(host.value))
          }
          part.hosts.append(fact)
        }
      }
    }
  }

  /// Addresses that no other host may have; the one that Ansible connects to may be a gateway's
  /// where hosts differ by port.
  private func ownAddresses(of host: Located<String>, isControlPlane: Bool) -> [Located<String>] {
    let own = ["access_ip", "ip"].compactMap {
      known($0, of: host.value, isControlPlane: isControlPlane)
    }
    if let ip = own.last { return isSpecific(ip.value) ? [ip] : [] }
    let hasPort =
      inventory.ports[host.value] != nil
      || ["ansible_port", "ansible_ssh_port"].contains {
        variables.variable($0, of: host.value) != nil
      }
    return hasPort ? [] : addresses(of: host, isControlPlane: isControlPlane)
  }
}
