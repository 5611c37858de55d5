import ClusterModel
import Syntax

struct APIServerAdvertiseAddressDuplicate: Rule {
  private static let flag = "advertise-address"

  static let about = RuleAbout(
    name: "apiserver-advertise-address-duplicate", category: .apiServer, grades: [.warning],
    summary: "Several API servers advertise one address.",
    rationale: """
      API servers keep their entries in the kubernetes Service by address. Two that advertise one \
      address count as one: pods reach only one of them, and while it is down the other keeps its \
      entry alive, so that connections from pods fail although an API server is up. A balancer's \
      address there sends traffic from pods on a detour through the balancer.
      """,
    remedy: "Let each API server advertise its own node's address, or drop the flag.",
    sources: ["pkg/controlplane/reconcilers/lease.go"],
    examples: [
      .bad(
        nodes(
          "{name: m1, address: 10.0.0.1, apiServer: {flags: {advertise-address: 10.0.0.1}}}",
          "{name: m2, address: 10.0.0.2, apiServer: {flags: {advertise-address: ⟦10.0.0.1⟧}}}"),
        fixed: nodes(
          "{name: m1, address: 10.0.0.1, apiServer: {flags: {advertise-address: 10.0.0.1}}}",
          "{name: m2, address: 10.0.0.2, apiServer: {flags: {advertise-address: 10.0.0.2}}}")),
      .bad(ExampleText.apiServer("advertise-address: ⟦10.0.0.4⟧")),
      .good(
        nodes(
          "{name: m1, address: 10.0.0.1, apiServer: {flags: {advertise-address: 10.0.0.1}}}",
          "{name: m2, address: 10.0.0.2, apiServer: {flags: {advertise-address: 10.0.0.2}}}")),
      .good(ExampleText.apiServer("advertise-address: 0.0.0.0")),
    ])

  private static func nodes(_ nodes: String...) -> String {
    """
    apiVersion: haplan.dev/v1alpha1
    kind: Cluster
    metadata: {name: prod}
    spec:
      controlPlane:
        etcdEndpoints: local
        nodes:
    \(nodes.map { "      - \($0)" }.joined(separator: "\n"))
      etcd: stacked

    """
  }

  /// An API server and the address it is told to advertise.
  private struct Advertiser {
    let server: APIServer
    let address: String
    let span: Span
    let flagSet: Int

    init?(_ server: APIServer) {
      guard let (flag, set) = server.invocation.flag(APIServerAdvertiseAddressDuplicate.flag),
        let text = flag.text, let address = IPAddress.parse(text), !address.isUnspecified
      else { return nil }
      self.server = server
      self.address = String(describing: address)
      span = flag.valueSpan
      flagSet = set
    }
  }

  func violations(in view: ClusterView) -> [Violation] {
    let advertisers = view.cluster.apiServers.compactMap(Advertiser.init)
    var seen: Set<String> = []
    let addresses = advertisers.map(\.address).filter { seen.insert($0).inserted }
    return addresses.compactMap { address in
      violation(advertisers.filter { $0.address == address }, view)
    }
  }

  private func violation(_ group: [Advertiser], _ view: ClusterView) -> Violation? {
    guard let first = group.first, let second = group.dropFirst().first else { return nil }
    let names = group.map(\.server.name)
    let who =
      names.count == 2
      ? "\(names[0]) and \(names[1]) both" : "\(names.joined(separator: ", ")) all"
    let place = group.first { $0.span != first.span } ?? second
    var violation = Violation(
      "kube-apiserver: \(who) advertise \(first.address), so the kubernetes Service counts them "
        + "as one",
      at: place.span)
    var seen: Set<Span> = [place.span]
    for advertiser in group where seen.insert(advertiser.span).inserted {
      let label = "advertised by \(advertiser.server.name)"
      violation.related.append(.init(label, at: advertiser.span))
    }
    violation.subject = first.address
    violation.help = "let each API server advertise its own node's address"
    violation.fixes = fix(group, view).map { [$0] } ?? []
    return violation
  }

  /// The node's own address, where each has one and a flag of its own.
  private func fix(_ group: [Advertiser], _ view: ClusterView) -> Fix? {
    var changes: [Change] = []
    for advertiser in group {
      guard let node = advertiser.server.node, view.cluster.nodes.indices.contains(node),
        let address = view.cluster.nodes[node].address.flatMap({ IPAddress.parse($0.value) }),
        !view.isShared(flagSet: advertiser.flagSet)
      else { return nil }
      let text = String(describing: address)
      if text != advertiser.address {
        changes.append(
          .setFlag(flagSet: advertiser.flagSet, name: Self.flag, value: text))
      }
    }
    return changes.isEmpty
      ? nil : Fix("advertise each node's own address", safety: .unsafe, changes)
  }
}
