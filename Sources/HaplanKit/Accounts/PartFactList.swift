internal import ClusterModel
internal import Reporting
internal import Syntax

/// Every fact of a part, in a form for people: what, the value, and where it stands.
struct PartFactList {
  private(set) var facts: [InputsReport.Fact] = []

  private let machine: String?

  /// `machine` is what the part's machine is called, where it has one.
  init(_ part: PlacedPart, machine: String?) {
    self.machine = machine
    add("name", part.facts.name)
    add("kubernetesVersion", part.facts.kubernetesVersion)
    add("profile", part.facts.profile.map { profile in profile.map { $0?.rawValue ?? "auto" } })
    add("controlPlaneEndpoint", part.facts.endpoint)
    add("machine told by", part.machineStated ?? part.facts.machineHint)
    for node in part.facts.nodes { add(node, "control-plane node") }
    if let span = part.facts.nodesStatedAt {
      add("all control-plane nodes", "\(part.facts.nodes.count)", span)
    }
    addEtcd(part)
    for override in part.facts.overrides {
      add("etcd cluster", override.name, override.span)
      for member in override.members { add(member) }
    }
    for balancer in part.facts.balancers { add(balancer) }
    if let span = part.facts.balancersStatedAt {
      add("all load balancers", "\(part.facts.balancers.count)", span)
    }
    add("workers", part.facts.workers.map { $0.map(String.init) })
    for group in part.facts.machineGroups {
      add(group.kind, group.name.value, group.name.span)
      add("size of \(group.name.value)", group.size.map { $0.map(String.init) })
    }
    for set in part.facts.flagSets { add(set) }
    for source in part.facts.sources { add("source", source.path) }
    if let requirements = part.facts.requirements {
      for entry in requirements.survive {
        let failures = entry.failures.map { "\($0.count) \($0.className)" }
        add("must survive", failures.joined(separator: " + "), entry.span)
      }
    }
  }

  private mutating func addEtcd(_ part: PlacedPart) {
    add("etcd topology", part.facts.topology.map { $0.map(\.rawValue) })
    add("API servers list", part.facts.endpointPolicy.map { $0.map(\.rawValue) })
    for endpoint in part.facts.endpointList?.value ?? [] { add("etcd endpoint", endpoint) }
    for host in part.facts.etcdHosts { add(host, "etcd host") }
    for member in part.facts.members { add(member) }
    if let span = part.facts.membersStatedAt {
      add("all etcd members", "\(part.facts.members.count)", span)
    }
  }

  private mutating func add(_ name: String, _ value: String, _ span: Span) {
    facts.append(.init(name: name, value: value, span: span))
  }

  private mutating func add(_ name: String, _ fact: Located<String>?) {
    if let fact { add(name, fact.value, fact.span) }
  }

  private mutating func add(_ node: NodeFact, _ what: String) {
    let name = node.name.isEmpty ? machine ?? "this machine" : node.name
    add(what, name, node.span)
    for address in node.addresses { add("address of \(name)", address) }
    add(node.domains, of: name)
  }

  private mutating func add(_ places: [DomainPlace], of name: String) {
    for place in places {
      add("\(place.level) of \(name)", place.names.joined(separator: ", "), place.span)
    }
  }

  private mutating func add(_ member: MemberFact) {
    let name = member.name?.value ?? member.node?.value ?? "an etcd member"
    add("etcd member", name, member.name?.span ?? member.span)
    for url in member.clientURLs { add("client URL of \(name)", url) }
    for url in member.peerURLs { add("peer URL of \(name)", url) }
    if member.isLearner { add("learner", name, member.span) }
    add(member.domains, of: name)
  }

  private mutating func add(_ balancer: BalancerFact) {
    let name = balancer.name.isEmpty ? machine ?? "this machine" : balancer.name
    add("load balancer", "\(name) (\(balancer.kind.rawValue))", balancer.span)
    add("address of \(name)", balancer.address)
    add("vip of \(name)", balancer.vip)
    for backend in balancer.backends?.value ?? [] { add("backend of \(name)", backend.text) }
    add(balancer.domains, of: name)
  }

  private mutating func add(_ set: FlagSet) {
    for flag in set.flags where set.style != .derived || flag.valueSpan != set.anchor {
      guard let text = flag.text else { continue }
      add("\(set.component.program) --\(flag.name)", text, flag.valueSpan)
    }
  }
}
