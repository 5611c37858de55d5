import ClusterModel
import Syntax

struct KeepalivedUnicastPeersIncomplete: Rule {
  static let about = RuleAbout(
    name: "keepalived-unicast-peers-incomplete", category: .loadBalancer, grades: [.warning],
    summary: "A machine does not advertise to all that share its virtual address.",
    rationale: """
      With unicast_peer a machine is heard only by those that it lists. One that is left out never \
      hears that the address is held, and holds it too.
      """,
    remedy: "List every other machine of the address in unicast_peer, and not the machine itself.",
    sources: ["keepalived.conf(5), unicast_peer", "openshift/machine-config-operator#3342"],
    examples: [
      .bad(
        ExampleKeepalived.instance(
          "virtual_router_id 51", "priority 101", "unicast_src_ip 10.0.0.5",
          "⟦unicast_peer⟧ {\n    10.0.0.6\n  }"), file: "lb-1/keepalived.conf",
        beside: [
          "lb-2/keepalived.conf": ExampleKeepalived.instance(
            "virtual_router_id 51", "priority 100", "unicast_src_ip 10.0.0.6",
            "unicast_peer {\n    10.0.0.5\n    10.0.0.7\n  }"),
          "lb-3/keepalived.conf": ExampleKeepalived.instance(
            "virtual_router_id 51", "priority 99", "unicast_src_ip 10.0.0.7",
            "unicast_peer {\n    10.0.0.5\n    10.0.0.6\n  }"),
        ]),
      .bad(
        ExampleKeepalived.instance(
          "virtual_router_id 51", "priority 101", "unicast_src_ip 10.0.0.5",
          "unicast_peer {\n    ⟦10.0.0.5⟧\n    10.0.0.6\n  }"), file: "lb-1/keepalived.conf"),
      .good(
        ExampleKeepalived.instance(
          "virtual_router_id 51", "priority 101", "unicast_src_ip 10.0.0.5",
          "unicast_peer {\n    10.0.0.6\n  }"), file: "lb-1/keepalived.conf",
        beside: [
          "lb-2/keepalived.conf": ExampleKeepalived.instance(
            "virtual_router_id 51", "priority 100", "unicast_src_ip 10.0.0.6",
            "unicast_peer {\n    10.0.0.5\n  }")
        ]),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.vrrpGroups.flatMap { group in
      group.members.flatMap { member in violations(of: member, in: group) }
    }
  }

  private func violations(of member: VRRPGroup.Member, in group: VRRPGroup) -> [Violation] {
    guard let peers = member.instance.unicastPeers, !member.instance.isIncomplete else { return [] }
    let listed = Set(peers.value.map { Self.key($0.value) })
    var found: [Violation] = []
    if let own = member.instance.unicastSource,
      let entry = peers.value.first(where: { Self.key($0.value) == Self.key(own.value) })
    {
      var violation = Violation("\(member.name) lists itself as its peer", at: entry.span)
      violation.related = [.init("its own address", at: own.span)]
      violation.help = "list the other machines alone"
      violation.subject = group.subject
      found.append(violation)
    }
    let missing = group.members.compactMap { other -> (String, Located<String>)? in
      guard other.instance.name.span != member.instance.name.span,
        let address = other.instance.unicastSource ?? other.address,
        !listed.contains(Self.key(address.value))
      else { return nil }
      return (other.name, address)
    }
    if !missing.isEmpty {
      let names = missing.map(\.0).joined(separator: ", ")
      var violation = Violation(
        "\(member.name) does not advertise to \(names): both hold \(group.address) when \(member.name) "
          + "is master", at: peers.span)
      violation.label = "without \(missing.map(\.1.value).joined(separator: ", "))"
      violation.related = missing.map { .init("\($0.0)'s address", at: $0.1.span) }
      violation.help = "list every other machine"
      violation.subject = group.subject
      found.append(violation)
    }
    return found
  }

  private static func key(_ address: String) -> String {
    IPAddress.parse(address).map { String(describing: $0) } ?? address.lowercased()
  }
}
