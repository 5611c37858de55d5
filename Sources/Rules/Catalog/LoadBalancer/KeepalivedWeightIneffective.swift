import ClusterModel
import Syntax

struct KeepalivedWeightIneffective: Rule {
  static let about = RuleAbout(
    name: "keepalived-weight-ineffective", category: .loadBalancer, grades: [.warning],
    summary: "A failed check does not move the virtual address.",
    rationale: """
      A weight changes the priority, and nothing else. Where the machine that holds the address keeps \
      the highest priority even after its check has failed, the address stays with a proxy that is \
      gone: nobody reaches the API, though other machines could serve.
      """,
    remedy: """
      Let the weight be more than the distance to the next priority, or leave it out: weight 0 gives \
      the address up at once.
      """,
    sources: ["keepalived.conf(5), vrrp_script weight", "kubeadm docs/ha-considerations.md"],
    examples: [
      .bad(
        ExampleKeepalived.instance("virtual_router_id 51", "priority 150", script: "weight ⟦-20⟧"),
        file: "lb-1/keepalived.conf",
        beside: [
          "lb-2/keepalived.conf": ExampleKeepalived.instance("virtual_router_id 51", "priority 100")
        ],
        fixed: ExampleKeepalived.instance(
          "virtual_router_id 51", "priority 150", script: "weight -51")),
      .bad(
        ExampleKeepalived.instance("virtual_router_id 51", "priority 120", script: "weight ⟦10⟧"),
        file: "lb-1/keepalived.conf",
        beside: [
          "lb-2/keepalived.conf": ExampleKeepalived.instance(
            "virtual_router_id 51", "priority 100", script: "weight 10")
        ]),
      .good(
        ExampleKeepalived.instance("virtual_router_id 51", "priority 101", script: "weight -2"),
        file: "lb-1/keepalived.conf",
        beside: [
          "lb-2/keepalived.conf": ExampleKeepalived.instance(
            "virtual_router_id 51", "priority 100", script: "weight -2")
        ]),
      .good(
        ExampleKeepalived.instance("virtual_router_id 51", "priority 150", script: "weight 0"),
        file: "lb-1/keepalived.conf",
        beside: [
          "lb-2/keepalived.conf": ExampleKeepalived.instance("virtual_router_id 51", "priority 100")
        ]),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.vrrpGroups.filter { $0.members.count >= 2 }.flatMap(violations)
  }

  /// The highest priority while all is well, and the next.
  private func violations(of group: VRRPGroup) -> [Violation] {
    let healthy = group.members.map { member -> Int? in
      let raises = member.instance.scripts.map { script in
        script.weight.value.map { max(0, $0) }
      }
      guard let priority = member.instance.priority.value, raises.allSatisfy({ $0 != nil }) else {
        return nil
      }
      return min(254, priority + raises.compactMap(\.self).reduce(0, +))
    }
    guard healthy.allSatisfy({ $0 != nil }) else { return [] }
    let priorities = healthy.compactMap(\.self)
    guard let top = priorities.max(), let index = priorities.firstIndex(of: top),
      let next = priorities.enumerated().filter({ $0.offset != index }).map(\.element).max()
    else { return [] }
    return group.members[index].instance.scripts.compactMap { script in
      violation(group, group.members[index], script, top: top, next: next)
    }
  }

  private func violation(
    _ group: VRRPGroup, _ member: VRRPGroup.Member, _ script: VRRPScript, top: Int, next: Int
  ) -> Violation? {
    guard case .stated(let weight, let span) = script.weight, weight != 0,
      top - abs(weight) >= next, top > next
    else { return nil }
    let rest = top - abs(weight)
    var violation = Violation(
      "when \(script.name.value) fails, \(member.name) falls from \(top) to \(rest), which is not below "
        + "the \(next) of the next: \(group.address) stays where it is", at: span)
    violation.label = "must be more than \(top - next)"
    violation.related = group.members.compactMap { other in
      other.instance.priority.span.map { .init("\(other.name)'s priority", at: $0) }
    }
    violation.help = "let the weight be more than the distance to the next priority, or 0"
    violation.subject = group.subject
    let wanted = -(top - next + 1)
    if weight < 0, wanted >= -253 {
      violation.fixes = [
        Fix("set the weight to \(wanted)", safety: .unsafe, [.replaceText(span, String(wanted))])
      ]
    }
    return violation
  }
}
