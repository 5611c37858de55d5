import ClusterModel
import Syntax

struct EtcdInitialClusterMismatch: Rule {
  static let about = RuleAbout(
    name: "etcd-initial-cluster-mismatch", category: .quorum, grades: [.refused],
    summary: "A member of etcd is told of other first members than itself or than the others are.",
    rationale: """
      A member that does not find its own name in --initial-cluster, or finds it with another peer \
      URL than it advertises, ends at start-up. Members that start a new cluster with different \
      lists compute different cluster numbers and refuse each other.
      """,
    remedy: """
      Give all members of a new cluster the same list: every member's name with its \
      --initial-advertise-peer-urls. A member with data ignores the list.
      """,
    sources: [
      "etcd server/config/config.go VerifyBootstrap, hasLocalMember, advertiseMatchesCluster",
      "etcd.io docs op-guide/clustering", "etcd-io/etcd#8847, #13697",
    ],
    standsInFor: ["conflicting-facts"],
    examples: [
      .bad(
        ExampleText.unit(
          "/usr/bin/etcd", "--name=⟦etcd1⟧", "--initial-cluster-state=existing",
          "--initial-cluster=e1=http://10.0.0.1:2380,e2=http://10.0.0.2:2380"),
        file: "etcd.service"),
      .bad(
        """
        name: e1
        initial-advertise-peer-urls: ⟦http://10.0.0.9:2380⟧
        initial-cluster: e1=http://10.0.0.1:2380,e2=http://10.0.0.2:2380

        """, file: "etcd.conf.yml"),
      .bad(
        ExampleText.etcdPods(
          ["--name=e1", "--initial-cluster=e1=http://10.0.0.1:2380,e2=http://10.0.0.2:2380"],
          ["--name=e2", "--initial-cluster=⟦e2=http://10.0.0.2:2380,e1=http://10.0.0.7:2380⟧"]),
        file: "etcd.yaml",
        fixed: ExampleText.etcdPods(
          ["--name=e1", "--initial-cluster=e1=http://10.0.0.1:2380,e2=http://10.0.0.2:2380"],
          ["--name=e2", "--initial-cluster=e1=http://10.0.0.1:2380,e2=http://10.0.0.2:2380"])),
      .good(
        ExampleText.etcdPods(
          ["--name=e1", "--initial-cluster=e1=http://10.0.0.1:2380,e2=http://10.0.0.2:2380"],
          ["--name=e2", "--initial-cluster=e2=http://10.0.0.2:2380,e1=http://10.0.0.1:2380"]),
        file: "etcd.yaml"),
      .good(
        ExampleText.etcdPods(
          ["--name=e1", "--initial-cluster=e1=http://10.0.0.1:2380"],
          [
            "--name=e2", "--initial-cluster-state=existing",
            "--initial-cluster=e1=http://10.0.0.1:2380,e2=http://10.0.0.2:2380",
          ]), file: "etcd.yaml"),
    ])

  /// A member that is told of its first members.
  private struct Told {
    let title: String
    let invocation: Invocation
    let list: InitialCluster
    let flagSet: Int
    /// `nil` where it is not known.
    let name: Fact<String>

    init?(_ invocation: Invocation, _ view: ClusterView) {
      guard let (flag, set) = invocation.flag(InitialCluster.flag),
        let list = InitialCluster(flag, in: view.file(flag.valueSpan.file))
      else { return nil }
      title = view.title(ofFlagSet: set, component: .etcd)
      self.invocation = invocation
      self.list = list
      flagSet = set
      // etcd server/embed/config.go `DefaultName`.
      name = invocation.text("name", default: "default")
    }

    /// Whether the member starts a new cluster, as far as is known.
    var isNew: Bool {
      invocation.text("initial-cluster-state", default: "new").value == "new"
    }

    /// The list's entry of the member itself.
    var own: InitialCluster.Entry? {
      list.entries.first { $0.name.value == name.value }
    }
  }

  func violations(in view: ClusterView) -> [Violation] {
    let told = view.cluster.invocations(of: .etcd).filter { $0.machine != nil }
      .compactMap { Told($0, view) }
    let own = told.compactMap { missingSelf($0) ?? otherAddress($0, view) }
    return own + (differing(told).map { [$0] } ?? [])
  }

  private func missingSelf(_ told: Told) -> Violation? {
    guard let name = told.name.value, told.own == nil else { return nil }
    let names = told.list.entries.map(\.name.value).joined(separator: ", ")
    var violation = Violation(
      "\(told.title): its name \(name) is not in --initial-cluster (\(names)): it refuses to start",
      at: told.name.span ?? told.list.span)
    if told.name.isStated { violation.related = [.init("the first members", at: told.list.span)] }
    violation.help = "name the member as --initial-cluster does, or put it there"
    violation.subject = JudgedElector.subject(of: told.invocation)
    return violation
  }

  /// Compared only where both are addresses: a name may mean either.
  private func otherAddress(_ told: Told, _ view: ClusterView) -> Violation? {
    guard told.isNew, let own = told.own,
      let (flag, _) = told.invocation.flag("initial-advertise-peer-urls"),
      let advertised = flag.list(in: view.file(flag.valueSpan.file)), !advertised.isEmpty,
      (advertised + own.urls).allSatisfy({ isAddress($0.value) }),
      Set(advertised.map { InitialCluster.key($0.value) })
        != Set(own.urls.map { InitialCluster.key($0.value) })
    else { return nil }
    var violation = Violation(
      "\(told.title): it advertises another peer URL than --initial-cluster gives "
        + "\(own.name.value): it refuses to start", at: flag.valueSpan)
    violation.related = own.urls.map { .init("the peer URL of \(own.name.value)", at: $0.span) }
    violation.help = "give both the same URLs"
    violation.subject = JudgedElector.subject(of: told.invocation)
    return violation
  }

  private func isAddress(_ url: String) -> Bool {
    EndpointURL.parse(url).map { IPAddress.parse($0.host) != nil } ?? false
  }

  /// Members of one new cluster with lists that differ. A list of one is what the first member of
  /// a growing cluster has.
  private func differing(_ told: [Told]) -> Violation? {
    let new = told.filter { $0.isNew && $0.list.entries.count > 1 }
    guard let first = new.first,
      let other = new.first(where: { $0.list.members != first.list.members })
    else { return nil }
    var violation = Violation(
      "\(other.title): its --initial-cluster is not the one of \(first.invocation.machine ?? "etcd")"
        + ": members of a new cluster refuse each other", at: other.list.span)
    violation.related = [.init("the first list", at: first.list.span)]
    violation.notes = difference(first.list.members, other.list.members)
    violation.help = "give all members the same list"
    violation.fixes = fix(new).map { [$0] } ?? []
    violation.subject = "etcd members"
    return violation
  }

  /// The list that each member's own entry makes, for all; only where every member that a list names
  /// is seen, so that nobody comes or goes.
  private func fix(_ told: [Told]) -> Fix? {
    var own: [String: InitialCluster.Entry] = [:]
    for member in told {
      guard let entry = member.own, own[entry.name.value] == nil else { return nil }
      own[entry.name.value] = entry
    }
    let named = told.flatMap { $0.list.entries.map(\.name.value) }
    guard Set(named) == Set(own.keys) else { return nil }
    let wanted = own.mapValues { Set($0.urls.map { InitialCluster.key($0.value) }) }
    let names = named.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let text = names.flatMap { name in
      own[name].map { entry in entry.urls.map { "\(name)=\($0.value)" } } ?? []
    }.joined(separator: ",")
    var changes: [Change] = []
    for member in told where member.list.members != wanted {
      let change = Change.setFlag(
        flagSet: member.flagSet, name: InitialCluster.flag, value: text)
      if !changes.contains(change) { changes.append(change) }
    }
    return changes.isEmpty
      ? nil : Fix("write each member as it names itself", safety: .safe, changes)
  }

  private func difference(_ first: [String: Set<String>], _ other: [String: Set<String>])
    -> [String]
  {
    let missing = first.keys.filter { other[$0] == nil }.sorted()
    let more = other.keys.filter { first[$0] == nil }.sorted()
    let moved = first.keys.filter { other[$0] != nil && other[$0] != first[$0] }.sorted()
    return [
      missing.isEmpty ? nil : "missing here: \(missing.joined(separator: ", "))",
      more.isEmpty ? nil : "only here: \(more.joined(separator: ", "))",
      moved.isEmpty ? nil : "with other URLs: \(moved.joined(separator: ", "))",
    ].compactMap(\.self)
  }
}
