internal import ClusterModel
package import Planning
internal import Syntax

/// A planned cluster as a haplan `Cluster` spec: what `check` and `table` read.
package enum PlanYAML {
  /// Empty where there is no placement.
  package static func render(_ report: PlanReport) -> [UInt8] { render(report.plan) }

  /// Empty where there is no placement.
  package static func render(_ plan: Plan) -> [UInt8] {
    Array(text(plan, nil).utf8)
  }

  /// With addresses, and the files emitted beside it, where there are some.
  static func text(_ plan: Plan, _ emitted: EmittedSpec?) -> String {
    guard let best = plan.best else { return "" }
    let request = plan.request
    let cluster = PlannedCluster(best.placement, request)
    var lines =
      (emitted?.title ?? []) + [
        "apiVersion: haplan.dev/v1alpha1", "kind: Cluster",
        "metadata: {name: \(SpecText.scalar(request.name))}", "spec:",
      ]
    if let version = request.kubernetesVersion {
      lines.append("  kubernetesVersion: \(SpecText.scalar(version))")
    }
    lines += controlPlane(cluster, best.placement, request, emitted)
    lines += etcd(cluster, best.placement, request, emitted)
    lines += balancers(cluster, request, emitted)
    lines += emitted?.sources ?? []
    lines += requirements(request)
    lines += assumptions(request)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func place(_ zone: String, _ request: PlanRequest) -> String {
    "domains: {\(SpecText.scalar(request.level)): \(SpecText.scalar(zone))}"
  }

  /// `address: 10.0.0.10, ` and the comment that it needs.
  private static func address(
    _ name: String, _ settled: String?, _ emitted: EmittedSpec?
  ) -> (text: String, mark: String) {
    if let emitted = emitted?.address(of: name) {
      return ("address: \(emitted.text), ", emitted.mark)
    }
    return (settled.map { "address: \(SpecText.scalar($0)), " } ?? "", "")
  }

  private static func controlPlane(
    _ cluster: PlannedCluster, _ placement: Placement, _ request: PlanRequest,
    _ emitted: EmittedSpec?
  ) -> [String] {
    // What API servers with a member list, and those without: all.
    let policy = placement.stacked > 0 ? request.endpoints : .all
    let endpoint =
      emitted.map(\.cluster.endpoint) ?? request.endpoint.map { (text: $0, mark: "") }
    return ["  controlPlane:"]
      + (endpoint.map { ["    endpoint: \(SpecText.scalar($0.text))\($0.mark)"] } ?? [])
      + ["    etcdEndpoints: \(policy.rawValue)", "    nodes:"]
      + cluster.nodes.map { node in
        let address = address(node.name, node.address, emitted)
        return "      - {name: \(SpecText.scalar(node.name)), \(address.text)"
          + "\(place(node.zone, request))}\(address.mark)"
      }
  }

  private static func etcd(
    _ cluster: PlannedCluster, _ placement: Placement, _ request: PlanRequest,
    _ emitted: EmittedSpec?
  ) -> [String] {
    if placement.topology == "stacked", placement.bare == 0 { return ["  etcd: stacked"] }
    var lines = ["  etcd:", "    topology: external", "    members:"]
    for node in cluster.nodes {
      if let member = node.member {
        lines.append("      - {name: \(member), node: \(SpecText.scalar(node.name))}")
      }
    }
    for member in cluster.members {
      let url =
        emitted?.clientURL(of: member.name)
        ?? member.address.map { (text: clientURL($0), mark: "") }
      lines.append(
        "      - {name: \(SpecText.scalar(member.name)), "
          + (url.map { "clientURL: \"\($0.text)\", " } ?? "")
          + "\(place(member.zone, request))}\(url?.mark ?? "")")
    }
    return lines
  }

  private static func clientURL(_ address: String) -> String {
    "https://\(EmittedAddress(text: address, open: nil).host):\(EmittedCluster.Ports.etcd)"
  }

  private static func balancers(
    _ cluster: PlannedCluster, _ request: PlanRequest, _ emitted: EmittedSpec?
  ) -> [String] {
    guard !cluster.balancers.isEmpty else { return [] }
    let shared =
      emitted.map(\.cluster.sharedAddress)
      ?? request.virtualAddress.map {
        EmittedAddress(text: $0, open: nil)
      }
    return ["  loadBalancers:"]
      + cluster.balancers.map { balancer in
        let address = address(balancer.name, balancer.address, emitted)
        let vip = shared.map { "vip: \(SpecText.scalar($0.text)), " } ?? ""
        let open = [emitted?.machine(balancer.name)?.address, shared].compactMap(\.self)
        return "    - {name: \(SpecText.scalar(balancer.name)), "
          + "kind: \(emitted?.balancerKind ?? "haproxy"), \(address.text)\(vip)"
          + "\(place(balancer.zone, request))}\(EmittedAddress.mark(open))"
      }
  }

  private static func requirements(_ request: PlanRequest) -> [String] {
    var lines: [String] = []
    if !request.survive.isEmpty {
      lines.append("    survive:")
      for entry in request.survive {
        var words = entry.failures.summed.map { "\(SpecText.scalar($0.className)): \($0.count)" }
        if entry.service != "control-plane" { words.append("of: \(entry.service)") }
        lines.append("      - {\(words.joined(separator: ", "))}")
      }
    }
    if let limit = request.unavailability?.value {
      lines.append("    availability: {minutesPerYear: \(limit * Requirements.minutesPerYear)}")
    }
    return lines.isEmpty ? [] : ["  requirements:"] + lines
  }

  private static func assumptions(_ request: PlanRequest) -> [String] {
    guard let assumptions = request.assumptions, !assumptions.classes.isEmpty else { return [] }
    return ["  assumptions:"]
      + assumptions.classes.sorted { $0.key < $1.key }.map { name, failing in
        "    \(SpecText.scalar(name)): {\(text(failing))\(events(assumptions.elements[name] ?? [:]))}"
      }
  }

  private static func events(_ elements: [String: Assumptions.Failing]) -> String {
    guard !elements.isEmpty else { return "" }
    let words = elements.sorted { $0.key < $1.key }.map {
      "\(SpecText.scalar($0.key)): {\(text($0.value))}"
    }
    return ", events: {\(words.joined(separator: ", "))}"
  }

  private static func text(_ failing: Assumptions.Failing) -> String {
    let share = "unavailability: \(failing.unavailability)"
    guard let hours = failing.repairHours else { return share }
    let nanoseconds = Int64(clamping: Int((hours * 3_600_000_000_000).rounded()))
    return "\(share), mttr: \(GoDuration.format(nanoseconds))"
  }
}
