import ClusterModel
import Syntax

struct APIServerFleetFlagsDiffer: Rule {
  static let about = RuleAbout(
    name: "apiserver-fleet-flags-differ", category: .apiServer, grades: [.warning],
    summary: "API servers of one cluster have different policies.",
    rationale: """
      A balancer sends each connection to another API server. Where these differ in what they \
      admit, whose tokens they take, which addresses they give to Services or where in etcd they \
      look, the cluster answers now one way and now the other, and nobody can tell why.
      """,
    remedy: "Give all API servers the same flags; addresses and certificates of their own apart.",
    sources: ["kube-apiserver: every replica serves the same API from the same etcd"],
    examples: [
      .bad(
        ExampleText.masters(
          "apiServer", "service-cluster-ip-range: 10.96.0.0/12",
          "service-cluster-ip-range: ⟦10.43.0.0/16⟧"),
        fixed: ExampleText.masters(
          "apiServer", "service-cluster-ip-range: 10.96.0.0/12",
          "service-cluster-ip-range: 10.96.0.0/12")),
      .bad(
        ExampleText.masters(
          "apiServer", "enable-admission-plugins: \"NodeRestriction\"",
          "enable-admission-plugins: \"⟦NodeRestriction,PodSecurity⟧\"")),
      .bad(
        ExampleText.pods(
          [
            "kube-apiserver", "--advertise-address=10.0.0.1", "--etcd-servers=http://10.0.0.9:2379",
          ],
          [
            "kube-apiserver", "--advertise-address=10.0.0.2",
            "--etcd-servers=http://10.0.0.9:2379", "--encryption-provider-config=⟦/etc/enc.yaml⟧",
          ]), file: "masters.yaml"),
      .good(
        ExampleText.masters(
          "apiServer", "enable-admission-plugins: \"NodeRestriction,PodSecurity\"",
          "enable-admission-plugins: \"PodSecurity,NodeRestriction\"")),
      .good(
        ExampleText.masters("apiServer", "etcd-prefix: /registry", "etcd-prefix: registry/")),
      .good(
        ExampleText.masters(
          "apiServer", "authorization-mode: \"Node,RBAC\"",
          "authorization-mode: \"RBAC,Node\"")),
      .bad(
        ExampleText.masters(
          "apiServer", "authorization-mode: \"Webhook,RBAC\"",
          "authorization-mode: \"⟦RBAC,Webhook⟧\""),
        fixed: ExampleText.masters(
          "apiServer", "authorization-mode: \"Webhook,RBAC\"",
          "authorization-mode: \"Webhook,RBAC\"")),
      .good(
        ExampleText.masters(
          "apiServer", "advertise-address: 10.0.0.1", "advertise-address: 10.0.0.2")),
    ])

  /// How values of a flag are compared.
  private enum Kind {
    case text
    /// Comma-separated, in any order.
    case set
    /// A path below which keys stand: etcd's storage joins it to `/`.
    case path
    /// Authorizers in their order, of which the first that allows or denies decides. All but a
    /// webhook only ever allow: without one, the order is of no matter.
    case authorizers
    /// Only whether it is given: the files may hold the same.
    case presence
  }

  /// Flags that make a policy, with the program's default.
  private static let flags: [(name: String, kind: Kind, standard: String)] = [
    ("service-account-issuer", .text, ""), ("service-cluster-ip-range", .text, ""),
    ("etcd-prefix", .path, "/registry"), ("encryption-provider-config", .presence, ""),
    ("requestheader-client-ca-file", .presence, ""),
    ("authorization-mode", .authorizers, "AlwaysAllow"),
    ("authorization-config", .presence, ""), ("enable-admission-plugins", .set, ""),
    ("disable-admission-plugins", .set, ""), ("feature-gates", .set, ""),
    ("runtime-config", .set, ""),
    ("storage-media-type", .text, "application/vnd.kubernetes.protobuf"),
    ("default-not-ready-toleration-seconds", .text, "300"),
    ("default-unreachable-toleration-seconds", .text, "300"),
  ]

  func violations(in view: ClusterView) -> [Violation] {
    let servers = view.cluster.apiServers
    guard servers.count > 1 else { return [] }
    return Self.flags.compactMap { violation($0, servers, view) }
  }

  private func violation(
    _ flag: (name: String, kind: Kind, standard: String), _ servers: [APIServer],
    _ view: ClusterView
  ) -> Violation? {
    let replicas = servers.map { server -> FleetFlag? in
      // A description need not name every flag; a command line does.
      guard server.invocation.flag(flag.name) != nil || view.isOnCommandLine(server.invocation)
      else { return nil }
      let fact = server.invocation.text(flag.name, default: flag.standard)
      return FleetFlag(
        name: server.name, invocation: server.invocation, flag: flag.name,
        fact: fact.map { normalised($0, flag.kind) })
    }
    guard let fleet = Fleet(replicas) else { return nil }
    let other = describe(fleet.other.text, flag.kind)
    let usual = describe(fleet.usual.text, flag.kind)
    var violation = Violation(
      "--\(flag.name) is \(other) on \(fleet.other.name), \(usual) on \(fleet.usual.name): the "
        + "answer depends on the API server", at: fleet.span)
    violation.related = fleet.related { "--\(flag.name) is \(describe($0, flag.kind))" }
    violation.help = "give all API servers the same --\(flag.name)"
    violation.subject = "kube-apiserver \(flag.name)"
    if flag.kind != .set, flag.kind != .presence {
      violation.fixes = fleet.fix(to: fleet.usual.text).map { [$0] } ?? []
    }
    return violation
  }

  private func normalised(_ text: String, _ kind: Kind) -> String {
    switch kind {
    case .text: text
    case .presence: text.isEmpty ? "" : "given"
    case .set: words(text).sorted().joined(separator: ",")
    case .path: "/" + text.split(separator: "/").joined(separator: "/")
    case .authorizers:
      words(text).contains("Webhook") ? text : words(text).sorted().joined(separator: ",")
    }
  }

  private func words(_ text: String) -> [String] {
    text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
  }

  private func describe(_ text: String, _ kind: Kind) -> String {
    if text.isEmpty { return "not given" }
    return kind == .presence ? "given" : "`\(text.prefix(60))`"
  }
}
