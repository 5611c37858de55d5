internal import ClusterModel
internal import Syntax

/// The way to the API servers as Talos has it: a URL, and a virtual address that control-plane
/// machines hand to each other.
enum TalosEndpoint {
  /// `https://10.5.0.2:6443` without its scheme.
  static func read(
    _ node: DataNode?, _ name: String, facts: inout FactReader
  ) -> Located<String>? {
    guard let text = facts.fact(node, name) else { return nil }
    guard let url = EndpointURL.parse(text.value) else {
      facts.report("\(name) must be a URL, not `\(text.value.prefix(60))`", text.span)
      return nil
    }
    let host = url.host.contains(":") ? "[\(url.host)]" : url.host
    return Located("\(host):\(url.port)", text.span)
  }

  static func virtualAddress(
    _ address: Located<String>, node: Located<String>?, named name: String?
  ) -> BalancerFact {
    var balancer = BalancerFact(name: name.map { "vip-\($0)" } ?? "vip", span: address.span)
    balancer.kind = .other
    balancer.vip = address
    balancer.node = node
    return balancer
  }
}
