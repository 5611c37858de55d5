import ClusterModel
import Syntax

struct KeepalivedScriptMissing: Rule {
  static let about = RuleAbout(
    name: "keepalived-script-missing", category: .loadBalancer, grades: [.warning],
    summary: "keepalived does not watch what serves behind its virtual address.",
    rationale: """
      Without a check, keepalived gives the address up only when the whole machine is gone. When just \
      the proxy ends, the address stays on a machine where nothing answers.
      """,
    remedy: "Watch the proxy with a vrrp_script in track_script, or with track_process.",
    sources: ["keepalived.conf(5), track_script", "kubeadm docs/ha-considerations.md"],
    examples: [
      .bad(
        ExampleKeepalived.instance("virtual_router_id 51", "priority 100", script: nil)
          .replacing("VI_1", with: "⟦VI_1⟧"), file: "keepalived.conf"),
      .good(
        ExampleKeepalived.instance("virtual_router_id 51", "priority 100"),
        file: "keepalived.conf"),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    var seen: Set<Span> = []
    var found: [(name: String, instance: VRRPInstance)] = []
    for balancer in view.cluster.balancers {
      // LVS checks its own backends, and needs no process of its own.
      let isLVS = balancer.kind == .keepalived && !balancer.listedBackends.isEmpty
      for instance in balancer.vrrp where !isLVS && !instance.watchesService {
        guard !instance.isIncomplete, seen.insert(instance.name.span).inserted else { continue }
        found.append((balancer.name, instance))
      }
    }
    guard let first = found.first else { return [] }
    let address = first.instance.addresses.first?.value ?? "the address"
    let names = Set(found.map(\.name))
    let others = names.count > 1 ? " (and \(names.count - 1) more)" : ""
    var violation = Violation(
      "\(first.name)\(others) holds \(address) whether or not anything answers there",
      at: first.instance.name.span)
    violation.label = "watches nothing"
    violation.related = found.dropFirst().map { .init("nor does this", at: $0.instance.name.span) }
    violation.help = "add a track_script that asks the proxy"
    return [violation]
  }
}
