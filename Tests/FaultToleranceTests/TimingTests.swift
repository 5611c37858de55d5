import Testing

@testable import FaultTolerance

/// Times after failures, against figures worked out or measured elsewhere.
@Suite struct TimingTests {
  private func assessment(_ spec: String) -> Assessment { Assessment(cluster(spec)) }

  /// Means of the event model, without round trips: 1.185, 1.053 and 0.998 s.
  @Test(arguments: [(3, 1.185), (5, 1.053), (7, 0.998)])
  func anElection(voters: Int, mean: Double) throws {
    let found = assessment("controlPlane: {count: \(voters)}\netcd: stacked").timing(.etcdElection)
    #expect(found.earliestSeconds == 0.8 && found.latestSeconds == 1.9)
    #expect(abs(try #require(found.meanSeconds) - mean) < 0.0005)
    #expect(found.marginSeconds == nil)
  }

  /// The least of m timeouts, by trying every draw.
  @Test(arguments: [(5, 2), (5, 3), (7, 4)])
  func theMeanIsThatOfAllDraws(ticks: Int, survivors: Int) throws {
    let timing = try #require(
      ElectionTiming(heartbeatMilliseconds: 100, electionMilliseconds: Int64(ticks) * 100))
    var (total, draws) = (0, 1)
    for _ in 0..<survivors { draws *= ticks }
    for draw in 0..<draws {
      var (rest, least) = (draw, Int.max)
      for _ in 0..<survivors {
        least = min(least, ticks + rest % ticks)
        rest /= ticks
      }
      total += least
    }
    // A tick is on average half an interval old, and so is the last heartbeat.
    let mean = 0.1 * (Double(total) / Double(draws) - 1)
    #expect(abs(timing.meanSeconds(survivors: survivors) - mean) < 1e-12)
  }

  @Test func anElectionBySlowTimings() {
    let flags = "flags: {heartbeat-interval: 500, election-timeout: 5000}"
    let slow = assessment("controlPlane: {count: 3}\netcd: {topology: stacked, \(flags)}")
    #expect(slow.timing(.etcdElection).earliestSeconds == 4)
    #expect(slow.timing(.etcdElection).latestSeconds == 9.5)
  }

  /// `G` = 40 s: 330 to 345 s; 50 s: 340 to 355 s; kubespray's documented profiles.
  @Test(arguments: [
    ("v1.31.4", "", "", 330.0, 345.0), ("v1.32.0", "", "", 340, 355),
    (
      "v1.31.4", "node-monitor-grace-period: 20s, node-monitor-period: 2s",
      "default-unreachable-toleration-seconds: 30", 40, 52
    ),
  ])
  func aWorkersPods(version: String, manager: String, server: String, from: Double, to: Double) {
    let spec = """
      kubernetesVersion: \(version)
      controlPlane:
        count: 3
        etcdEndpoints: all
        apiServer: {flags: {\(server)}}
        controllerManager: {flags: {\(manager)}}
      etcd: stacked
      """
    let found = assessment(spec).timing(.nodeToEviction)
    #expect(found.earliestSeconds == from && found.latestSeconds == to)
    #expect(found.meanSeconds.map { from < $0 && $0 < to } == true)
  }

  @Test func apiServersAndTheirEndpoints() {
    let all = assessment("controlPlane: {count: 3, etcdEndpoints: all}\netcd: stacked")
    let removal = all.timing(.kubernetesEndpointRemoval)
    #expect(removal.earliestSeconds == 5 && removal.latestSeconds == 25)
    #expect(all.timing(.etcdEndpointFailover).latestSeconds == 40)
    let local = assessment("controlPlane: {count: 3, etcdEndpoints: local}\netcd: stacked")
    #expect(local.timing(.etcdEndpointFailover) == .unknown)
  }

  @Test(arguments: [
    "controlPlane: {count: 1}\netcd: stacked",
    "controlPlane: {count: 2, etcdEndpoints: local}\netcd: stacked",
    "controlPlane: {count: 3, etcdEndpoints: local}\n"
      + "etcd: {topology: stacked, flags: {election-timeout: 1s}}",
  ]) func whatIsNotKnown(spec: String) {
    let found = assessment(spec)
    #expect(found.timing(.etcdElection) == .unknown)
    #expect(found.timing(.balancerEjection) == .unknown)
    #expect(found.timing(.nodeToEviction) == .unknown)
    #expect(found.timing(.etcdEndpointFailover) == .unknown)
  }
}
