import ClusterModel
import Syntax

struct KubeVIPLeaseRatio: Rule {
  private static let etcd = Grade(
    "the renew deadline is not above etcd's election timeout", lab: nil, standard: .warning,
    prod: .warning)
  private static let split = Grade(
    "it is not above twice that", lab: nil, standard: .note, prod: .note)

  static let about = RuleAbout(
    name: "kube-vip-lease-ratio", category: .leaderElection, grades: [.refused, etcd, split],
    summary: "kube-vip's lease timings do not fit together, or not with etcd's.",
    rationale: """
      kube-vip elects the machine that holds the address by client-go: a lease that is not longer \
      than the renew deadline, or a deadline not longer than 1.2 retry periods, makes it end at \
      start-up, and nobody holds the address. A deadline within etcd's own election takes the address \
      away from a machine that is well.
      """,
    remedy: "Keep lease > renew deadline > 1.2 retry periods, in whole seconds: 15, 10 and 2.",
    sources: [
      "client-go tools/leaderelection/leaderelection.go NewLeaderElector",
      "kube-vip cmd/kube-vip.go: 5, 3 and 1 by default", "kube-vip/kube-vip#282, #665",
    ],
    examples: [
      .bad(
        pod("⟦2⟧", "3", "1"), file: "kube-vip.yaml", fixed: pod("5", "3", "1")),
      .bad(pod("10", "⟦4⟧", "4"), file: "kube-vip.yaml"),
      .bad(
        pod("5", "⟦3⟧", "1"), file: "m1/manifests/kube-vip.yaml",
        beside: [
          "cluster.yaml": ExampleText.etcd("heartbeat-interval: 500", "election-timeout: 5000")
        ]),
      .good(pod("5", "3", "1"), file: "kube-vip.yaml"),
      .good(pod("15", "10", "2"), file: "kube-vip.yaml"),
    ])

  private static func pod(_ lease: String, _ renewDeadline: String, _ retryPeriod: String) -> String
  {
    """
    apiVersion: v1
    kind: Pod
    metadata: {name: kube-vip, namespace: kube-system}
    spec:
      hostNetwork: true
      containers:
        - name: kube-vip
          image: ghcr.io/kube-vip/kube-vip:v0.9.2
          args: [manager]
          env:
            - {name: vip_arp, value: "true"}
            - {name: address, value: 10.0.0.4}
            - {name: cp_enable, value: "true"}
            - {name: vip_leaderelection, value: "true"}
            - {name: vip_leaseduration, value: "\(lease)"}
            - {name: vip_renewdeadline, value: "\(renewDeadline)"}
            - {name: vip_retryperiod, value: "\(retryPeriod)"}

    """
  }

  /// Timings of one kube-vip, in seconds; several machines may have the same.
  private struct Timings: Hashable {
    let lease: Int64
    let renewDeadline: Int64
    let retryPeriod: Int64
  }

  func violations(in view: ClusterView) -> [Violation] {
    if view.cluster.balancers.isEmpty { return [] }
    var order: [Timings] = []
    var facts: [Timings: [KubeVIPFact]] = [:]
    for fact in view.cluster.balancers.compactMap(\.kubeVIP) {
      guard fact.electsLeader.value != false, let lease = fact.lease.value,
        let renewDeadline = fact.renewDeadline.value, let retryPeriod = fact.retryPeriod.value
      else { continue }
      let timings = Timings(
        lease: lease, renewDeadline: renewDeadline, retryPeriod: retryPeriod)
      if facts[timings] == nil { order.append(timings) }
      facts[timings, default: []].append(fact)
    }
    let election = view.etcdProcesses.compactMap(\.timing.election.value).max()
    return order.compactMap { violation($0, facts[$0] ?? [], election: election) }
  }

  private func violation(
    _ timings: Timings, _ facts: [KubeVIPFact], election: Int64?
  ) -> Violation? {
    guard let first = facts.first else { return nil }
    if timings.lease <= timings.renewDeadline {
      return refused(
        "lease \(timings.lease)s is not greater than renew deadline \(timings.renewDeadline)s",
        [\.lease, \.renewDeadline], facts, fix: fix(timings, facts))
    }
    if timings.renewDeadline * 5 <= timings.retryPeriod * 6 {
      return refused(
        "renew deadline \(timings.renewDeadline)s is not greater than 1.2 times retry period "
          + "\(timings.retryPeriod)s", [\.renewDeadline, \.retryPeriod], facts, fix: [])
    }
    guard let election, first.renewDeadline.isStated || first.lease.isStated,
      timings.renewDeadline * 1000 <= 2 * election
    else { return nil }
    let isCertain = timings.renewDeadline * 1000 <= election
    var violation = Violation(
      "kube-vip's renew deadline \(timings.renewDeadline)s is not above "
        + (isCertain ? "" : "twice ") + "etcd's election timeout \(election) ms: an election "
        + (isCertain ? "takes" : "may take") + " the address away",
      at: first.renewDeadline.span ?? first.span)
    violation.grade = isCertain ? Self.etcd : Self.split
    violation.help = "raise lease and renew deadline: 15, 10 and 2 seconds"
    violation.subject = "kube-vip"
    return violation
  }

  private func refused(
    _ what: String, _ values: [KeyPath<KubeVIPFact, Fact<Int64>>], _ facts: [KubeVIPFact],
    fix: [Fix]
  ) -> Violation? {
    let places = facts.map { fact in
      values.lazy.compactMap { fact[keyPath: $0].span }.first ?? fact.span
    }
    guard let place = places.first else { return nil }
    var violation = Violation("kube-vip: \(what), so it ends at start-up", at: place)
    violation.related = places.dropFirst().map { .init("here too", at: $0) }
    violation.help = "keep lease > renew deadline > 1.2 retry periods: 15, 10 and 2 seconds"
    violation.subject = "kube-vip"
    violation.fixes = fix
    return violation
  }

  private func fix(_ timings: Timings, _ facts: [KubeVIPFact]) -> [Fix] {
    let second = LeaseTimings.second
    let (renewDeadline, isLong) = timings.renewDeadline.multipliedReportingOverflow(by: second)
    let (retryPeriod, isLonger) = timings.retryPeriod.multipliedReportingOverflow(by: second)
    guard !isLong, !isLonger,
      let lease = LeaseRepair.lease(renewDeadline: renewDeadline, retryPeriod: retryPeriod)
    else { return [] }
    let places = facts.compactMap(\.lease.span)
    guard places.count == facts.count else { return [] }
    return [
      Fix(
        "raise the lease to \(lease / second)s", safety: .safe,
        places.map { .replaceText($0, String(lease / second)) })
    ]
  }
}
