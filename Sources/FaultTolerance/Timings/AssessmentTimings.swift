internal import ClusterModel
internal import Syntax

extension Assessment {
  /// From a failure to its end; nothing where it is not known, or cannot come about.
  package func timing(_ timing: Timing) -> Takeover {
    switch timing {
    case .controllerManagerTakeover: takeover(of: .controllerManager)
    case .schedulerTakeover: takeover(of: .scheduler)
    case .etcdElection: etcdElection
    case .etcdEndpointFailover: etcdEndpointFailover
    case .kubernetesEndpointRemoval: kubernetesEndpointRemoval
    // When a balancer looks is not among the facts that are read.
    case .balancerEjection: .unknown
    case .nodeToEviction: nodeToEviction
    }
  }

  private func seconds(_ earliest: Double, _ mean: Double?, _ latest: Double) -> Takeover {
    Takeover(
      earliestSeconds: earliest, meanSeconds: mean, latestSeconds: latest, marginSeconds: nil)
  }

  /// With fewer than three voters the loss of the leader is the loss of quorum.
  private var etcdElection: Takeover {
    let voters = cluster.etcd.voters.count
    guard cluster.etcd.isComplete, voters >= 3 else { return .unknown }
    var standard: (heartbeat: Int64, election: Int64) = (
      EtcdTiming.standardHeartbeat, EtcdTiming.standardElection
    )
    for invocation in cluster.invocations(of: .etcd) {
      let timing = EtcdTiming(invocation)
      guard let heartbeat = timing.heartbeat.value, let election = timing.election.value else {
        return .unknown
      }
      let isFirst = invocation === cluster.invocations(of: .etcd).first
      guard isFirst || standard == (heartbeat, election) else { return .unknown }
      standard = (heartbeat, election)
    }
    guard
      let timing = ElectionTiming(
        heartbeatMilliseconds: standard.heartbeat, electionMilliseconds: standard.election)
    else { return .unknown }
    return seconds(
      timing.earliestSeconds, timing.meanSeconds(survivors: voters - 1), timing.latestSeconds)
  }

  /// A closed connection is seen at once, a silent one when a ping stays without answer: 30 s and
  /// 10 s (apiserver storagebackend/factory/etcd3.go `keepaliveTime`, `keepaliveTimeout`).
  private var etcdEndpointFailover: Takeover {
    let lists = cluster.apiServers.map(\.servers)
    guard cluster.isControlPlaneComplete, !lists.isEmpty,
      lists.allSatisfy({ $0.members.count > 1 })
    else { return .unknown }
    for list in lists {
      if case .unknown = list.source { return .unknown }
    }
    return seconds(0, nil, 40)
  }

  /// An API server renews its lease of 15 s every 10 s, when it also drops those that have run out
  /// (pkg/controlplane/instance.go `DefaultEndpointReconcilerTTL`, `…Interval`).
  private var kubernetesEndpointRemoval: Takeover {
    let servers = cluster.apiServers.count
    guard cluster.isControlPlaneComplete, servers > 1 else { return .unknown }
    for invocation in cluster.invocations(of: .apiServer) {
      guard invocation.text("endpoint-reconciler-type", default: "lease").value == "lease" else {
        return .unknown
      }
    }
    // The lease has 10 s left on average; the first of the others looks after 10/n s.
    return seconds(5, 10 + 10 / Double(servers), 25)
  }

  /// A kubelet renews its lease every 10 s, the controller manager looks every monitor period, and
  /// pods tolerate an unreachable node for a while.
  private var nodeToEviction: Takeover {
    let managers = cluster.invocations(of: .controllerManager).map { invocation in
      (
        grace: graceSeconds(invocation),
        period: Self.seconds(invocation, "node-monitor-period", 5)
      )
    }
    let tolerations = cluster.invocations(of: .apiServer).map { invocation in
      invocation.value("default-unreachable-toleration-seconds", default: 300) {
        GoInt.parse($0).map { Double($0) }
      }.value
    }
    guard let first = managers.first, let grace = first.grace, let period = first.period,
      managers.allSatisfy({ $0.grace == grace && $0.period == period }),
      let toleration = tolerations.first.flatMap(\.self),
      tolerations.allSatisfy({ $0 == toleration }), grace >= 10, toleration >= 0
    else { return .unknown }
    return seconds(
      grace - 10 + toleration, grace - 5 + period / 2 + toleration, grace + period + toleration)
  }

  /// 40 s, from 1.32 on 50 s (pkg/controller/nodelifecycle/config/v1alpha1/defaults.go).
  private func graceSeconds(_ invocation: Invocation) -> Double? {
    let flag = "node-monitor-grace-period"
    let version = cluster.version
    guard let version else {
      return invocation.flag(flag) == nil ? nil : Self.seconds(invocation, flag, 0)
    }
    let isLong = version >= KubernetesVersion(major: 1, minor: 32, patch: nil)
    return Self.seconds(invocation, flag, isLong ? 50 : 40)
  }

  private static func seconds(
    _ invocation: Invocation, _ flag: String, _ standard: Double
  ) -> Double? {
    invocation.value(flag, default: standard) { text in
      (try? GoDuration.parse(text).get()).map { Double($0) / Double(LeaseTimings.second) }
    }.value
  }
}
