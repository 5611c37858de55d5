/// Pages about what haplan computes, beside those of its rules.
package struct Topics: Sendable {
  package let name: String
  package let title: String
  package let text: String

  /// Every topic.
  package static let all = [quorum, classes, domains, timings]

  private static let quorum = Topics(
    name: "quorum", title: "how many etcd members may fail",
    text: """
      etcd accepts a write when more than half of its configured voters have it. Learners do not
      vote. Dead members still count: 2 dead of 3 does not become "1 of 1".

        voters   quorum   may fail
      \(quorumRows)

      An even number needs one more alive than the odd number below it and tolerates no more, while
      there is one more machine to fail. Two voters are worse than one: either loss stops writes.
      Without quorum, writes and up-to-date reads stop; running pods go on, nothing is rescheduled.
      An API server works while etcd has quorum and one voter of its own --etcd-servers list is up.
      """)

  /// The table of 1 to 9 voters, computed.
  private static var quorumRows: String {
    (1...9).map { voters in
      let quorum = voters / 2 + 1
      return "       \(voters)        \(quorum)          \(voters - quorum)"
    }.joined(separator: "\n")
  }

  private static let classes = Topics(
    name: "classes", title: "what is counted as a failure",
    text: """
      node                 a control-plane or etcd machine, with all that runs on it
      etcd-member          one etcd process, learners too
      api-server           one kube-apiserver process
      controller-manager   one kube-controller-manager process
      scheduler            one kube-scheduler process
      load-balancer        one balancer; cloud, DNS and node-local ones are taken as up
      machine              nodes and the balancers' own hosts together
      zone, rack, …        each level of failure domains that the input names

      "guaranteed" is the greatest number such that every set of so many failures of the class is
      survived; "bestCase" such that some set is. "weakestCut" is the first in name order among the
      smallest sets that stop the service, "cuts" the number of minimal sets.
      """)

  private static let domains = Topics(
    name: "domains", title: "failures that take several machines along",
    text: """
      A node, member or balancer names the domain it stands in at each level: zone, rack, feed. When
      the domain fails, everything in it fails. Several names at one level are redundant feeds: what
      hangs on them falls when all of them have fallen.

      The loss of a domain is survived when the voters outside it still are a quorum. With two zones
      one of them always holds half of the voters or more, so no number of members survives the loss
      of either; a third zone with one voter does. 3 members need 3 zones (1-1-1), 5 members at
      least 3 (2-2-1). To lose one zone and then one more node takes 9 members in 3 zones, 7 in 4,
      or 5 in 5.

      What has no name at a level is taken to stand in no domain of it; where that could lower a
      number, it is printed as an upper bound (≤ 1) and the gap is named.
      """)

  private static let timings = Topics(
    name: "timings", title: "how long a takeover takes",
    text: """
      Controller managers and schedulers elect a leader by a lease (client-go leaderelection):
      L = lease duration (15s), D = renew deadline (10s), R = retry period (2s). client-go starts
      only with L > D and D > 1.2 × R.

        takeover after a crash     later than L - R, at the latest L + 4.4 × R   13 s to 23.8 s
        leader gives up            D after its last success, at the latest R + D
        margin                     floor(L) - D - R                              3 s

      A standby looks every R × (1 + 1.2 × random), so every 2 to 4.4 s. The lease is stored in
      whole seconds. A margin below 0 means that a standby may start while the old leader still
      acts; a positive margin is no proof of the opposite, since client-go does not fence.

      etcd: h = heartbeat interval (100 ms), E = election timeout in heartbeats (10). After a crash
      of the leader a follower stands E to 2E - 1 heartbeats after the last one.

        election              (E - 2) × h to (2E - 1) × h, longer where votes split   0.8 to 1.9 s
        mean, m survivors     h × (E - 1 + sum of (1 - k/E)^m, k from 1 to E - 1)     1.185 s of 3
        another member used   at once, or after a ping of 30 s + 10 s without answer  0 to 40 s

      Dead API servers: the kubernetes Service drops one 5 to 25 s after its crash (a lease of 15 s,
      looked at every 10 s), a balancer after interval × fall + timeout of its health check.

      Workers: NotReady later than G - 10 s, at the latest G + P after the crash, evicted a further
      toleration (300 s) later. G = node-monitor-grace-period (40 s, from 1.32 on 50 s), P =
      node-monitor-period (5 s): 340 to 355 s.
      """)
}
