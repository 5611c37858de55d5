import ClusterModel
import Syntax

struct EtcdBootstrapStateWrong: Rule {
  private static let stateFlag = "initial-cluster-state"
  private static let states = ["new", "existing"]
  /// etcd takes one way to find its peers (server/embed/config.go `Validate`).
  private static let ways = [
    "initial-cluster", "discovery", "discovery-srv", "discovery-endpoints",
  ]

  static let about = RuleAbout(
    name: "etcd-bootstrap-state-wrong", category: .quorum, grades: [.refused],
    summary: "etcd is told a way to its first members that it refuses.",
    rationale: """
      etcd ends at start-up when --initial-cluster-state is neither new nor existing, when it is \
      told of more than one way to find its peers, or when it is to join an existing cluster by \
      discovery. The member stays away, and the others go on with one less.
      """,
    remedy: """
      Say new where all members start together, existing where a member was added to a running \
      cluster, and name the peers either by --initial-cluster or by discovery.
      """,
    sources: [
      "etcd server/embed/config.go Validate", "etcd server/config/config.go VerifyJoinExisting",
    ],
    examples: [
      .bad(
        ExampleText.unit(
          "/usr/bin/etcd", "--name=e1", "--initial-cluster-state=⟦New⟧",
          "--initial-cluster=e1=http://10.0.0.1:2380"),
        file: "etcd.service",
        fixed: ExampleText.unit(
          "/usr/bin/etcd", "--name=e1", "--initial-cluster-state=new",
          "--initial-cluster=e1=http://10.0.0.1:2380")),
      .bad(
        """
        name: e1
        initial-cluster: e1=http://10.0.0.1:2380
        discovery-srv: ⟦example.com⟧

        """, file: "etcd.conf.yml"),
      .good(
        "name: e1\ninitial-cluster: e1=http://10.0.0.1:2380\ninitial-cluster-state: existing\n",
        file: "etcd.conf.yml"),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.cluster.invocations(of: .etcd).compactMap { invocation in
      wrongState(invocation, view) ?? severalWays(invocation, view)
    }
  }

  private func wrongState(_ invocation: Invocation, _ view: ClusterView) -> Violation? {
    guard let (flag, set) = invocation.flag(Self.stateFlag), let text = flag.text,
      !Self.states.contains(text)
    else { return nil }
    var violation = Violation(
      "\(view.title(ofFlagSet: set, component: .etcd)): --\(Self.stateFlag) cannot be `\(text)`: "
        + "etcd refuses to start", at: flag.valueSpan)
    violation.label = "wanted: new or existing"
    violation.help = "write new where all members start together, else existing"
    violation.subject = JudgedElector.subject(of: invocation)
    let meant = text.lowercased().filter { !$0.isWhitespace }
    if Self.states.contains(meant) {
      violation.fixes = [
        Fix(
          "write \(meant)", safety: .safe,
          [.setFlag(flagSet: set, name: Self.stateFlag, value: meant)])
      ]
    }
    return violation
  }

  private func severalWays(_ invocation: Invocation, _ view: ClusterView) -> Violation? {
    let given = Self.ways.compactMap { name -> Flag? in
      invocation.flag(name).flatMap { $0.flag.text.map(\.isEmpty) == false ? $0.flag : nil }
    }
    let joins = invocation.flag(Self.stateFlag)?.flag.text == "existing"
    guard let last = given.last, let set = invocation.flag(last.name)?.flagSet else { return nil }
    let title = view.title(ofFlagSet: set, component: .etcd)
    let names = given.map { "--\($0.name)" }.joined(separator: " and ")
    var violation: Violation
    if given.count > 1 {
      violation = Violation(
        "\(title): \(names) are two ways to the first members: etcd refuses to start",
        at: last.valueSpan)
      violation.related = given.dropLast().map { .init("--\($0.name)", at: $0.valueSpan) }
      violation.help = "keep one of them"
    } else if joins, last.name != "initial-cluster" {
      violation = Violation(
        "\(title): \(names) cannot find a cluster that exists: etcd refuses to start",
        at: last.valueSpan)
      violation.help = "name the members with --initial-cluster"
    } else {
      return nil
    }
    violation.subject = JudgedElector.subject(of: invocation)
    return violation
  }
}
