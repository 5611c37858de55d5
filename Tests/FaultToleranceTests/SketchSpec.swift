extension Sketch {
  /// The same cluster as a spec: the lines below `spec:`.
  var spec: String {
    var lines = ["failureDomains: [zone, rack]"]
    if let version { lines.append("kubernetesVersion: \(version)") }
    lines.append("controlPlane:")
    switch endpoint {
    case .none: break
    case .host(let host): lines.append("  endpoint: \(host):6443")
    case .machine(let index): lines.append("  endpoint: \(address(index)):6443")
    }
    if managersUseEndpoint { lines.append("  controllerManager: {connectsTo: endpoint}") }
    if schedulersUseEndpoint { lines.append("  scheduler: {connectsTo: endpoint}") }
    lines.append("  nodes:")
    for (index, machine) in machines.prefix(masters).enumerated() {
      lines.append("    - name: \(machine.name)")
      lines.append("      address: \(address(index))")
      lines.append("      domains: \(flow(machine.places))")
      lines.append("      apiServer: {flags: {etcd-servers: \"\(servers(lists[index]))\"}}")
    }
    lines += ["etcd:", "  topology: \(isStacked ? "stacked" : "external")", "  members:"]
    lines += members.map { "    - {\(flow($0, url: true))}" }
    if !overrides.isEmpty { lines.append("  overrides:") }
    for (index, others) in overrides.enumerated() {
      let list = others.map { "{\(flow($0, url: false))}" }.joined(separator: ", ")
      lines.append("    - {name: events-\(index), topology: external, members: [\(list)]}")
    }
    if !balancers.isEmpty { lines.append("loadBalancers:") }
    lines += balancers.map { "  - {\(flow($0))}" }
    return lines.joined(separator: "\n")
  }

  private func address(_ machine: Int) -> String { "10.240.0.\(machine + 10)" }

  private func clientURL(_ member: Int) -> String {
    "https://\(address(members[member].machine)):2379"
  }

  /// An address that no member has stands for a list without members.
  private func servers(_ list: [Int]) -> String {
    list.isEmpty ? "https://10.250.0.1:2379" : list.map(clientURL).joined(separator: ",")
  }

  private func flow(_ places: [Place]) -> String {
    let entries = places.map { place in
      let names =
        place.names.count > 1 ? "[\(place.names.joined(separator: ", "))]" : place.names[0]
      return "\(place.level): \(names)"
    }
    return "{\(entries.joined(separator: ", "))}"
  }

  private func flow(_ member: Voter, url: Bool) -> String {
    var parts = ["name: \(member.name)", "domains: \(flow(member.places))"]
    if member.machine < masters { parts.append("node: \(machines[member.machine].name)") }
    if member.isLearner { parts.append("learner: true") }
    if url { parts.append("clientURL: \"https://\(address(member.machine)):2379\"") }
    return parts.joined(separator: ", ")
  }

  private func flow(_ balancer: Balancer) -> String {
    var parts = [
      "name: \(balancer.name)", "kind: \(balancer.kind)", "domains: \(flow(balancer.places))",
    ]
    if let machine = balancer.machine { parts.append("node: \(machines[machine].name)") }
    if let vip = balancer.vip { parts.append("vip: \(vip)") }
    if let backends = balancer.backends {
      let list = backends.map { "\"\($0 < 0 ? "10.250.0.2" : address($0)):6443\"" }
      parts.append("backends: [\(list.joined(separator: ", "))]")
    }
    return parts.joined(separator: ", ")
  }
}
