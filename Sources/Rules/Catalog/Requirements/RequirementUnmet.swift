import ClusterModel
import FaultTolerance
import Syntax

struct RequirementUnmet: Rule {
  static let about = RuleAbout(
    name: "requirement-unmet", category: .requirements, grades: [.refused],
    summary: "The cluster does not keep what its description promises.",
    rationale: """
      The requirements are what the team promised its users. The finding names the failures that \
      break the promise.
      """,
    remedy: "Change the topology until the promise holds, or change the promise.",
    sources: ["the requirements of the cluster's own description"],
    standsInFor: ["requirement-level-unknown"],
    examples: [
      .bad(
        ExampleCluster.spec(
          "controlPlane: {count: 3}", "etcd: stacked", "requirements: {survive: [⟦2 nodes⟧]}")),
      .bad(
        ExampleCluster.spec(
          "controlPlane: {zones: {a: 1, b: 1, c: 1}}", "etcd: stacked",
          "requirements: {survive: [1 zone, ⟦1 zone + 1 node⟧]}")),
      .bad(
        ExampleCluster.spec(
          "controlPlane: {count: 3}", "etcd: stacked",
          "requirements: {controllerTakeover: ⟦20s⟧}")),
      .good(
        ExampleCluster.spec(
          "controlPlane: {zones: {a: 1, b: 1, c: 1}}", "etcd: stacked",
          "requirements: {survive: [1 node, 1 zone], controllerTakeover: 30s}")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    guard let requirements = view.cluster.requirements else { return [] }
    return requirements.survive.compactMap { survive($0, view) }
      + [
        maintenance(requirements, view), availability(requirements, view),
        takeover(requirements, view),
      ].compactMap(\.self)
  }

  private func survive(_ entry: Requirements.Survive, _ view: ClusterView) -> Violation? {
    guard let service = Service(rawValue: entry.service),
      case .fails(let witness) = view.assessment.survives(entry.failures, service: service)
    else { return nil }
    let what = entry.failures.described
    return violation(
      witness.isEmpty
        ? "\(entry.service) is to survive \(what), but it is down as described"
        : "\(entry.service) is to survive \(what), but \(spoken(witness)) stop"
          + "\(witness.count == 1 ? "s" : "") it",
      at: entry.span, witness, view)
  }

  private func maintenance(_ requirements: Requirements, _ view: ClusterView) -> Violation? {
    guard let entry = requirements.duringMaintenance,
      case .fails(let witness) = view.assessment.duringMaintenance(
        entry.value, service: .controlPlane)
    else { return nil }
    return violation(
      "control-plane is to survive \(entry.value.described) with any one node drained, but "
        + "\(spoken(witness)) stop it", at: entry.span, witness, view)
  }

  private func availability(_ requirements: Requirements, _ view: ClusterView) -> Violation? {
    guard let limit = requirements.unavailability,
      let actual = view.assessment.unavailability(of: .apiWrite), actual > limit.value
    else { return nil }
    return violation(
      "api-write may be down \(minutes(limit.value * Requirements.minutesPerYear)) minutes a year, but is "
        + "\(minutes(actual * Requirements.minutesPerYear)) by your assumptions", at: limit.span,
      [], view)
  }

  private func takeover(_ requirements: Requirements, _ view: ClusterView) -> Violation? {
    guard let limit = requirements.controllerTakeover else { return nil }
    for component in [Component.controllerManager, .scheduler] {
      guard let latest = view.assessment.takeover(of: component).latestSeconds,
        latest > Double(limit.value) / 1e9
      else { continue }
      return violation(
        "a \(component.program) is to take over within \(GoDuration.format(limit.value)), but may "
          + "take \(seconds(latest)) by its lease", at: limit.span, [], view)
    }
    return nil
  }

  private func violation(
    _ message: String, at span: Span, _ witness: [String], _ view: ClusterView
  ) -> Violation {
    var violation = Violation(message, at: span)
    violation.related = witness.compactMap { place(of: $0, view.cluster) }
    violation.subject = Self.subject(at: span)
    violation.help = "haplan table shows what is survived and what is not"
    return violation
  }

  /// What rules on one entry are about, so that one of them can stand in for another.
  static func subject(at span: Span) -> String { "requirement \(span.start)" }

  /// Where an element of a witness is stated.
  private func place(of label: String, _ cluster: Cluster) -> Violation.Related? {
    guard let colon = label.firstIndex(of: ":") else { return nil }
    let kind = String(label[..<colon])
    let name = String(label[label.index(after: colon)...])
    let span: Span? =
      switch FailureClass(rawValue: kind) {
      case .etcdMember: cluster.etcd.members.first { $0.name == name }?.span
      case .loadBalancer: cluster.balancers.first { $0.name == name }?.span
      case .node, .machine, .apiServer, .controllerManager, .scheduler:
        cluster.nodes.first { $0.name == name }?.span
          ?? cluster.balancers.first { $0.name == name }?.span
      case nil: domainPlace(kind, name, cluster)
      }
    return span.map { .init("\(kind) \(name)", at: $0) }
  }

  private func domainPlace(_ level: String, _ name: String, _ cluster: Cluster) -> Span? {
    let places =
      cluster.nodes.flatMap(\.domains) + cluster.etcd.members.flatMap(\.domains)
      + cluster.balancers.flatMap(\.domains)
    return places.first { $0.level == level && $0.names.contains(name) }?.span
  }

  private func spoken(_ witness: [String]) -> String {
    witness.map { $0.replacingFirst(":", with: " ") }.joined(separator: " + ")
  }

  /// At most two decimals.
  private func minutes(_ value: Double) -> String {
    let hundredths = Int64(clamping: Int((value * 100).rounded()))
    let text = "\(hundredths / 100)"
    let rest = hundredths % 100
    return rest == 0 ? text : "\(text).\(rest < 10 ? "0" : "")\(rest)"
  }

  private func seconds(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)s" : "\(tenths / 10).\(tenths % 10)s"
  }
}

extension String {
  fileprivate func replacingFirst(_ mark: Character, with text: String) -> String {
    guard let index = firstIndex(of: mark) else { return self }
    return self[..<index] + text + self[self.index(after: index)...]
  }
}
