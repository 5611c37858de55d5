import ClusterModel
import Syntax

struct KeepalivedRouterIDMismatch: Rule {
  static let about = RuleAbout(
    name: "keepalived-router-id-mismatch", category: .loadBalancer, grades: [.warning],
    summary: "Machines that share a virtual address have different virtual_router_ids.",
    rationale: """
      Advertisements of another virtual_router_id are not heard: each machine takes the other to be \
      gone, both hold the address, and connections go to either by chance. One id used for two \
      addresses in one network does the opposite: only one of the two is held.
      """,
    remedy:
      "Give all machines of one address one virtual_router_id, and no other group of the network.",
    sources: [
      "RFC 5798, 5.2.3: virtual router identifier", "keepalived.conf(5), virtual_router_id",
      "acassen/keepalived#2649",
    ],
    examples: [
      .bad(
        ExampleKeepalived.instance("virtual_router_id ⟦52⟧", "priority 100"),
        file: "lb-2/keepalived.conf",
        beside: [
          "lb-1/keepalived.conf": ExampleKeepalived.instance("virtual_router_id 51", "priority 101")
        ], fixed: ExampleKeepalived.instance("virtual_router_id 51", "priority 100")),
      .bad(
        ExampleKeepalived.instance("virtual_router_id ⟦51⟧", "priority 100", vip: "10.0.0.9"),
        file: "lb-2/keepalived.conf",
        beside: [
          "lb-1/keepalived.conf": ExampleKeepalived.instance("virtual_router_id 51", "priority 101")
        ]),
      .good(
        ExampleKeepalived.instance("virtual_router_id 51", "priority 100"),
        file: "lb-2/keepalived.conf",
        beside: [
          "lb-1/keepalived.conf": ExampleKeepalived.instance("virtual_router_id 51", "priority 101")
        ]),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    let groups = view.vrrpGroups
    return groups.flatMap(mismatches) + reuses(groups)
  }

  private func mismatches(in group: VRRPGroup) -> [Violation] {
    guard let first = group.members.first,
      case .stated(let wanted, let place) = first.instance.routerID
    else { return [] }
    return group.members.dropFirst().compactMap { member in
      guard case .stated(let id, let span) = member.instance.routerID, id != wanted else {
        return nil
      }
      var violation = Violation(
        "\(member.name) has virtual_router_id \(id) and \(first.name) has \(wanted): both hold "
          + "\(group.address) at the same time", at: span)
      violation.label = "not \(wanted)"
      violation.related = [.init("\(first.name)'s", at: place)]
      violation.help = "give both the same"
      violation.subject = group.subject
      violation.fixes = [
        Fix("set it to \(wanted)", safety: .unsafe, [.replaceText(span, String(wanted))])
      ]
      return violation
    }
  }

  /// One id for two addresses, on machines that send to everybody in the network.
  private func reuses(_ groups: [VRRPGroup]) -> [Violation] {
    var first: [Network: (group: VRRPGroup, member: VRRPGroup.Member, span: Span)] = [:]
    return groups.compactMap { group in
      guard let member = group.members.first(where: { $0.instance.unicastPeers == nil }),
        case .stated(let id, let span) = member.instance.routerID,
        let address = IPAddress.parse(group.address), address.bytes.count == 4
      else { return nil }
      let key = Network(prefix: Array(address.bytes.prefix(3)), id: id)
      guard let other = first[key] else {
        first[key] = (group, member, span)
        return nil
      }
      // One machine may hold them as two instances on two interfaces.
      guard member.instance.interface?.value == other.member.instance.interface?.value else {
        return nil
      }
      var violation = Violation(
        "virtual_router_id \(id) of \(group.address) is that of \(other.group.address) too: only one "
          + "of the two is held", at: span)
      violation.label = "used twice"
      violation.related = [.init("for \(other.group.address)", at: other.span)]
      violation.help = "take an id that no other group of the network has"
      violation.subject = group.subject
      return violation
    }
  }

  private struct Network: Hashable {
    let prefix: [UInt8]
    let id: Int
  }
}
