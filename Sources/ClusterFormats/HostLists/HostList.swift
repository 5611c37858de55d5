internal import ClusterModel
internal import Syntax

/// The hosts of a tool's document, and what they make of a cluster. Where a document lists hosts, it
/// is complete for them.
struct HostList {
  /// Hosts of one document.
  static let mostHosts = 10_000
  /// Hosts that run the control plane or etcd, as for every description of a cluster.
  static let mostMasters = 1000

  /// The field that has them, for messages.
  let field: String
  private(set) var entries: [HostEntry] = []
  private var masterCount = 0
  /// The first host beyond what is read.
  private var surplus: Span?

  init(field: String) { self.field = field }

  mutating func append(_ entry: HostEntry) {
    if entry.isControlPlane || entry.isEtcd { masterCount += 1 }
    guard entries.count < Self.mostHosts, masterCount <= Self.mostMasters else {
      surplus = surplus ?? entry.place
      return
    }
    entries.append(entry)
  }

  /// States the control-plane nodes and the number of workers. `statedAt`: the whole list's place;
  /// `nil` where the list is not known to be complete.
  func addNodes(to part: inout ClusterPart, facts: inout FactReader, statedAt: Span?) {
    if let surplus {
      facts.report(
        "\(field) has more than \(Self.mostMasters) hosts of the control plane, or more than "
          + "\(Self.mostHosts) in all", surplus)
    }
    let statedAt = surplus == nil ? statedAt : nil
    var names: Set<String> = []
    for (index, entry) in entries.enumerated() where entry.isControlPlane {
      let fact = node(entry, index)
      if names.insert(fact.name).inserted { part.nodes.append(fact) }
    }
    part.nodesStatedAt = part.nodes.isEmpty ? nil : statedAt
    let workers = entries.filter { $0.isWorker && !$0.isControlPlane }.count
    if let statedAt { part.workers = Located(workers, statedAt) }
    part.levels = ["region", "zone"]
    part.hosts += entries.map { entry in
      var fact = HostFact(list: field, span: entry.place)
      fact.name = entry.name
      fact.addresses = entry.ownAddresses
      return fact
    }
  }

  /// States one etcd member on each host of that role, and the topology that follows from where
  /// they stand.
  func addMembers(to part: inout ClusterPart, statedAt: Span?) {
    var names: Set<String> = []
    var isStacked = true
    for (index, entry) in entries.enumerated() where entry.isEtcd {
      let host = node(entry, index)
      guard names.insert(host.name).inserted else { continue }
      var fact = MemberFact(span: host.span)
      fact.name = Located(host.name, host.span)
      fact.node = Located(host.name, host.span)
      part.members.append(fact)
      if !entry.isControlPlane {
        isStacked = false
        part.etcdHosts.append(host)
      }
    }
    guard let statedAt, !part.members.isEmpty else { return }
    part.membersStatedAt = statedAt
    if part.nodesStatedAt != nil {
      part.topology = Located(isStacked ? .stacked : .external, statedAt)
    }
  }

  private func node(_ entry: HostEntry, _ index: Int) -> NodeFact {
    let name =
      entry.name ?? entry.label ?? entry.addresses.first
      ?? Located("host-\(index + 1)", entry.place)
    var fact = NodeFact(name: name.value, span: name.span)
    fact.address = entry.addresses.first
    fact.otherAddresses = Array(entry.addresses.dropFirst())
    fact.domains = entry.domains
    return fact
  }
}
