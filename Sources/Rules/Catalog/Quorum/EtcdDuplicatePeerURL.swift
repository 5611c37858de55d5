import ClusterModel
import Syntax

struct EtcdDuplicatePeerURL: Rule {
  static let about = RuleAbout(
    name: "etcd-duplicate-peer-url", category: .quorum, grades: [.refused],
    summary: "Two members have one peer URL.",
    rationale: """
      etcd refuses a member whose peer URL another has: the second does not start, and the cluster \
      runs with one voter fewer than it counts.
      """,
    remedy: "Give each member the peer URL of its own machine.",
    sources: ["etcd server/etcdserver/api/membership/cluster.go ErrPeerURLexists"],
    examples: [
      .bad(
        ExampleCluster.spec(
          "controlPlane: {count: 3}", "etcd:", "  topology: external", "  members:",
          "    - {name: e1, peerURL: \"https://10.0.0.1:2380\"}",
          "    - {name: e2, peerURL: \"⟦https://10.0.0.1:2380/⟧\"}",
          "    - {name: e3, peerURL: \"https://10.0.0.3:2380\"}")),
      .good(
        ExampleCluster.spec(
          "controlPlane: {count: 3}", "etcd:", "  topology: external", "  members:",
          "    - {name: e1, peerURL: \"https://10.0.0.1:2380\"}",
          "    - {name: e2, peerURL: \"https://10.0.0.1:12380\"}",
          "    - {name: e3, peerURL: \"https://10.0.0.3:2380\"}")),
    ])

  private struct Owner {
    let member: Int
    let url: Located<String>
  }

  func violations(in view: ClusterView) -> [Violation] {
    view.etcdClusters.flatMap { etcd -> [Violation] in
      var owners: [String: Owner] = [:]
      var violations: [Violation] = []
      for (index, member) in etcd.members.enumerated() {
        for text in member.peerURLs {
          guard let key = Self.key(text.value) else { continue }
          if let owner = owners[key], owner.member != index {
            violations.append(violation(etcd, member, text, etcd.members[owner.member], owner.url))
          } else {
            owners[key] = Owner(member: index, url: text)
          }
        }
      }
      return violations
    }
  }

  private func violation(
    _ etcd: EtcdCluster, _ member: Member, _ text: Located<String>, _ other: Member,
    _ first: Located<String>
  ) -> Violation {
    var violation = Violation(
      "\(etcd.title): \(member.name) and \(other.name) have one peer URL: etcd refuses the second",
      at: text.span)
    violation.related = [.init("\(other.name)'s", at: first.span)]
    violation.help = "give \(member.name) the peer URL of its own machine"
    return violation
  }

  /// Scheme, host and port in one form.
  private static func key(_ text: String) -> String? {
    guard let url = EndpointURL.parse(text) else { return nil }
    let host = IPAddress.parse(url.host).map(\.description) ?? url.host
    return "\(url.scheme ?? "")://\(host):\(url.port)"
  }
}
