import ClusterModel
import Syntax

struct KeepalivedPriorityEqual: Rule {
  private static let masters = Grade(
    "more than one begins as MASTER", lab: .note, standard: .warning, prod: .warning)

  static let about = RuleAbout(
    name: "keepalived-priority-equal", category: .loadBalancer, grades: [.advice, masters],
    summary: "Machines that share a virtual address have one priority, or all begin as MASTER.",
    rationale: """
      Between equal priorities the higher address decides, which nobody reads in the configuration: \
      who holds the virtual address after a repair is a surprise. Several that begin as MASTER hold \
      it at once until they hear of each other.
      """,
    remedy: "Give each machine a priority of its own, and let at most one begin as MASTER.",
    sources: ["keepalived.conf(5), priority: all systems should have different priorities"],
    examples: [
      .bad(
        ExampleKeepalived.instance("virtual_router_id 51", "priority ⟦100⟧"),
        file: "lb-2/keepalived.conf",
        beside: [
          "lb-1/keepalived.conf": ExampleKeepalived.instance("virtual_router_id 51", "priority 100")
        ]),
      .bad(
        ExampleKeepalived.instance("state ⟦MASTER⟧", "virtual_router_id 51", "priority 100"),
        file: "lb-2/keepalived.conf",
        beside: [
          "lb-1/keepalived.conf": ExampleKeepalived.instance(
            "state MASTER", "virtual_router_id 51", "priority 101")
        ],
        fixed: ExampleKeepalived.instance("state BACKUP", "virtual_router_id 51", "priority 100")),
      .good(
        ExampleKeepalived.instance("state BACKUP", "virtual_router_id 51", "priority 100"),
        file: "lb-2/keepalived.conf",
        beside: [
          "lb-1/keepalived.conf": ExampleKeepalived.instance(
            "state MASTER", "virtual_router_id 51", "priority 101")
        ]),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.vrrpGroups.filter { $0.members.count >= 2 }.flatMap { group in
      [equal(group)].compactMap(\.self) + masters(group)
    }
  }

  private func equal(_ group: VRRPGroup) -> Violation? {
    guard let values = group.known({ $0.priority }), Set(values).count == 1,
      let priority = values.first, let last = group.members.last
    else { return nil }
    var violation = Violation(
      "all \(group.members.count) machines of \(group.address) have priority \(priority): the higher "
        + "address decides who holds it", at: last.instance.priority.span ?? last.instance.name.span
    )
    violation.related = group.members.dropLast().map {
      .init("\($0.name)'s", at: $0.instance.priority.span ?? $0.instance.name.span)
    }
    violation.help = "give each machine a priority of its own"
    violation.subject = group.subject
    return violation
  }

  private func masters(_ group: VRRPGroup) -> [Violation] {
    let members = group.members.filter { $0.instance.state.value == .master }
    guard let first = members.first else { return [] }
    return members.dropFirst().compactMap { member in
      guard let span = member.instance.state.span, let place = first.instance.state.span else {
        return nil
      }
      var violation = Violation(
        "\(member.name) and \(first.name) both begin as MASTER of \(group.address), and hold it at "
          + "once until they hear of each other", at: span)
      violation.grade = Self.masters
      violation.related = [.init("\(first.name) too", at: place)]
      violation.help = "let one begin as BACKUP"
      violation.subject = group.subject
      violation.fixes = [Fix("begin as BACKUP", safety: .unsafe, [.replaceText(span, "BACKUP")])]
      return violation
    }
  }
}
