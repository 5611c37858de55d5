package import ClusterModel

extension Assessment {
  /// How long after its holder's crash a standby takes the lease over, of the controller managers
  /// (`.controllerManager`) or schedulers (`.scheduler`). Nothing is known, or there is none, where
  /// flags are not known, refused or switch leader election off, and where there is one replica.
  /// The mean is there where the replicas are counted and have the same timings.
  package func takeover(of component: Component) -> Takeover {
    let invocations = cluster.invocations(of: component)
    let replicas = cluster.isControlPlaneComplete ? invocations.count : nil
    guard component.electsLeader, !invocations.isEmpty, replicas ?? 2 > 1 else { return .unknown }
    var timings: [LeaseTiming] = []
    for invocation in invocations {
      let election = LeaderElection(invocation)
      guard election.elect.value == true, let timing = election.timings.flatMap(LeaseTiming.init)
      else { return .unknown }
      timings.append(timing)
    }
    let isUniform = Set(timings).count == 1
    let mean = isUniform ? replicas.flatMap { timings.first?.meanSeconds(standbys: $0 - 1) } : nil
    return Takeover(
      earliestSeconds: timings.map(\.earliestSeconds).min(), meanSeconds: mean,
      latestSeconds: latest(timings), marginSeconds: timings.map(\.marginSeconds).min())
  }

  /// Any replica may hold the lease; the keenest of the others takes it over at the latest then.
  private func latest(_ timings: [LeaseTiming]) -> Double? {
    timings.indices.map { holder in
      let others = timings.indices.filter { $0 != holder }.map { timings[$0].retrySeconds }
      return timings[holder].latestSeconds(
        standbyRetry: others.min() ?? timings[holder].retrySeconds)
    }.max()
  }
}
