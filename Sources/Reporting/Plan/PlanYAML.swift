internal import ClusterModel
package import Planning
internal import Syntax

/// A planned cluster as a haplan `Cluster` spec: what `check` and `table` read.
package enum PlanYAML {
  /// Empty where there is no placement.
  package static func render(_ report: PlanReport) -> [UInt8] { render(report.plan) }

  /// Empty where there is no placement.
  package static func render(_ plan: Plan) -> [UInt8] {
    guard let best = plan.best else { return [] }
    let cluster = PlannedCluster(best.placement, plan.request)
    var lines = [
      "apiVersion: haplan.dev/v1alpha1", "kind: Cluster",
      "metadata: {name: \(quoted(plan.request.name))}", "spec:",
    ]
    lines += controlPlane(cluster, best.placement, plan.request)
    lines += etcd(cluster, best.placement, plan.request)
    lines += balancers(cluster, plan.request)
    lines += requirements(plan.request)
    lines += assumptions(plan.request)
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func place(_ zone: String, _ request: PlanRequest) -> String {
    "domains: {\(quoted(request.level)): \(quoted(zone))}"
  }

  private static func controlPlane(
    _ cluster: PlannedCluster, _ placement: Placement, _ request: PlanRequest
  ) -> [String] {
    // What API servers with a member list, and those without: all.
    let policy = placement.stacked > 0 ? request.endpoints : .all
    return ["  controlPlane:", "    etcdEndpoints: \(policy.rawValue)", "    nodes:"]
      + cluster.nodes.map { "      - {name: \($0.name), \(place($0.zone, request))}" }
  }

  private static func etcd(
    _ cluster: PlannedCluster, _ placement: Placement, _ request: PlanRequest
  ) -> [String] {
    if placement.topology == "stacked", placement.bare == 0 { return ["  etcd: stacked"] }
    var lines = ["  etcd:", "    topology: external", "    members:"]
    for node in cluster.nodes {
      if let member = node.member { lines.append("      - {name: \(member), node: \(node.name)}") }
    }
    lines += cluster.members.map { "      - {name: \($0.name), \(place($0.zone, request))}" }
    return lines
  }

  private static func balancers(_ cluster: PlannedCluster, _ request: PlanRequest) -> [String] {
    guard !cluster.balancers.isEmpty else { return [] }
    return ["  loadBalancers:"]
      + cluster.balancers.map {
        "    - {name: \($0.name), kind: haproxy, \(place($0.zone, request))}"
      }
  }

  private static func requirements(_ request: PlanRequest) -> [String] {
    var lines: [String] = []
    if !request.survive.isEmpty {
      lines.append("    survive:")
      for entry in request.survive {
        var words = entry.failures.map { "\(quoted($0.className)): \($0.count)" }
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
        "    \(quoted(name)): {\(text(failing))\(events(assumptions.elements[name] ?? [:]))}"
      }
  }

  private static func events(_ elements: [String: Assumptions.Failing]) -> String {
    guard !elements.isEmpty else { return "" }
    let words = elements.sorted { $0.key < $1.key }.map { "\(quoted($0.key)): {\(text($0.value))}" }
    return ", events: {\(words.joined(separator: ", "))}"
  }

  private static func text(_ failing: Assumptions.Failing) -> String {
    let share = "unavailability: \(failing.unavailability)"
    guard let hours = failing.repairHours else { return share }
    let nanoseconds = Int64(clamping: Int((hours * 3_600_000_000_000).rounded()))
    return "\(share), mttr: \(GoDuration.format(nanoseconds))"
  }

  /// A name as YAML reads it back as text: bare where that is certain.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
        || byte == UInt8(ascii: "-")
    }
    let startsWithLetter = text.utf8.first.map { $0 | 0x20 >= 97 && $0 | 0x20 <= 122 } ?? false
    let words: Set<String> = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
    if isPlain, startsWithLetter, !words.contains(text.lowercased()) { return text }
    var escaped = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { escaped.append("\\") }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped + "\""
  }
}
