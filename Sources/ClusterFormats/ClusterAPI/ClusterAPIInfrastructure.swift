internal import ClusterModel
internal import Syntax

/// Reads what an infrastructure provider's cluster object says: the endpoint, the balancer that the
/// provider makes, failure domains.
enum ClusterAPIInfrastructure {
  /// Providers that always put a balancer of the cloud in front.
  private static let balanced: Set<String> = [
    "AzureCluster", "GCPCluster", "DOCluster", "OCICluster", "LinodeCluster",
  ]

  static func read(
    _ object: ClusterAPIObject, into part: inout ClusterPart, facts: inout FactReader
  ) {
    guard let spec = facts.mapping(object.node["spec"], "spec") else { return }
    part.endpoint = part.endpoint ?? endpoint(of: spec, facts: &facts)
    if let span = balancer(object, spec) {
      var balancer = BalancerFact(name: "api-load-balancer", span: span)
      balancer.kind = .cloud
      part.balancers.append(balancer)
      part.balancersStatedAt = span
    }
  }

  private static func balancer(_ object: ClusterAPIObject, _ spec: DataNode) -> Span? {
    switch object.kind {
    case "AWSCluster":
      // api/v1beta2/awscluster_types.go: classic unless it says otherwise; `disabled` is none.
      let entry = spec.entry("controlPlaneLoadBalancer")
      if entry?.value["loadBalancerType"]?.text == "disabled" { return nil }
      return entry?.key.span ?? object.place
    case "OpenStackCluster":
      guard let entry = spec.entry("apiServerLoadBalancer") else { return nil }
      let isEnabled = entry.value.bool() ?? entry.value["enabled"]?.bool() ?? false
      return isEnabled ? entry.key.span : nil
    case "HetznerCluster":
      let entry = spec.entry("controlPlaneLoadBalancer")
      if entry?.value["enabled"]?.bool() == false { return nil }
      return entry?.key.span ?? object.place
    case let kind where balanced.contains(kind): return object.place
    default: return nil
    }
  }

  /// `controlPlaneEndpoint`: a host and a port, once the provider or the author has filled them in.
  static func endpoint(of spec: DataNode?, facts: inout FactReader) -> Located<String>? {
    guard let endpoint = facts.mapping(spec?["controlPlaneEndpoint"], "controlPlaneEndpoint"),
      let host = facts.fact(endpoint["host"], "controlPlaneEndpoint.host")
    else { return nil }
    let port = facts.fact(endpoint["port"], "controlPlaneEndpoint.port")
    let isVersion6 = host.value.contains(":") && !host.value.hasPrefix("[")
    let text = isVersion6 ? "[\(host.value)]" : host.value
    return Located(port.map { "\(text):\($0.value)" } ?? text, host.span)
  }

  /// The failure domains for control planes: a mapping up to v1beta1, a list in v1beta2.
  static func domains(_ node: DataNode?, facts: inout FactReader) -> [DomainPlace] {
    guard let domains = node?["failureDomains"], !domains.isNull else { return [] }
    func place(_ name: DataNode?, _ settings: DataNode) -> DomainPlace? {
      guard let name, name.isFilledScalar, settings["controlPlane"]?.bool() == true,
        !Placeholder.isUnknown(name.text)
      else { return nil }
      return DomainPlace(level: "zone", names: [name.text], span: name.valueSpan)
    }
    switch domains.kind {
    case .mapping: return domains.entries.compactMap { place($0.key, $0.value) }
    case .sequence: return domains.items.compactMap { place($0["name"], $0) }
    case .scalar: return []
    }
  }

  /// New machines go where the fewest are (util/failuredomains, PickFewest): in turn.
  static func spread(_ part: inout ClusterPart, over domains: [DomainPlace]) {
    guard !domains.isEmpty else { return }
    for index in part.machineGroups.indices where part.machineGroups[index].role == .controlPlane {
      part.machineGroups[index].places = domains
    }
    guard part.nodes.allSatisfy(\.domains.isEmpty) else { return }
    for index in part.nodes.indices {
      part.nodes[index].domains = [domains[index % domains.count]]
    }
  }
}
