import ClusterModel
import Syntax

struct KeepalivedAuthDiffers: Rule {
  static let about = RuleAbout(
    name: "keepalived-auth-differs", category: .loadBalancer, grades: [.warning],
    summary: "Machines that share a virtual address do not trust each other's advertisements.",
    rationale: """
      Advertisements with another password are dropped: each machine takes the other to be gone, and \
      both hold the address.
      """,
    remedy: "Use one auth_type and one password for all machines of an address; eight bytes count.",
    sources: ["keepalived.conf(5), authentication", "acassen/keepalived#166"],
    examples: [
      .bad(
        ExampleKeepalived.instance(
          "virtual_router_id 51", "priority 100",
          "⟦authentication⟧ {\n    auth_type PASS\n    auth_pass secret2\n  }"),
        file: "lb-2/keepalived.conf",
        beside: [
          "lb-1/keepalived.conf": ExampleKeepalived.instance(
            "virtual_router_id 51", "priority 101",
            "authentication {\n    auth_type PASS\n    auth_pass secret1\n  }")
        ]),
      .bad(
        ExampleKeepalived.instance(
          "virtual_router_id 51", "priority 100",
          "⟦authentication⟧ {\n    auth_type AH\n    auth_pass secret\n  }"),
        file: "lb-2/keepalived.conf",
        beside: [
          "lb-1/keepalived.conf": ExampleKeepalived.instance(
            "virtual_router_id 51", "priority 101",
            "authentication {\n    auth_type PASS\n    auth_pass secret\n  }")
        ]),
      .good(
        ExampleKeepalived.instance(
          "virtual_router_id 51", "priority 100",
          "authentication {\n    auth_type PASS\n    auth_pass long-secret-2\n  }"),
        file: "lb-2/keepalived.conf",
        beside: [
          "lb-1/keepalived.conf": ExampleKeepalived.instance(
            "virtual_router_id 51", "priority 101",
            "authentication {\n    auth_type PASS\n    auth_pass long-secret-1\n  }")
        ]),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.vrrpGroups.flatMap { group -> [Violation] in
      guard let first = group.members.first else { return [] }
      return group.members.dropFirst().compactMap { difference(between: first, $0, group) }
    }
  }

  /// The word before the password.
  private static func type(_ authentication: String) -> Substring {
    authentication.prefix { $0 != " " }
  }

  private func difference(
    between first: VRRPGroup.Member, _ other: VRRPGroup.Member, _ group: VRRPGroup
  ) -> Violation? {
    let (own, second) = (first.instance, other.instance)
    guard !own.isIncomplete, !second.isIncomplete else { return nil }
    let what: String
    switch (own.authentication, second.authentication) {
    case (nil, nil): return nil
    case (let one?, let two?):
      guard let left = one.value, let right = two.value, left != right else { return nil }
      what =
        Self.type(left) == Self.type(right)
        ? "have different passwords" : "have different auth_types"
    case (nil, _?), (_?, nil): what = "do not both ask for a password"
    }
    var violation = Violation(
      "\(other.name) and \(first.name) \(what): both hold \(group.address) at the same time",
      at: second.authentication?.span ?? second.name.span)
    violation.related = [.init(first.name, at: own.authentication?.span ?? own.name.span)]
    violation.help = "use one auth_type and one auth_pass"
    violation.subject = group.subject
    return violation
  }
}
