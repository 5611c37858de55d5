import ClusterModel
import Testing

@testable import FaultTolerance

@Suite struct TakeoverTests {
  /// Means by simulation of the same election; bounds and margin by client-go's rules.
  @Test(arguments: [
    (2, "15s", "10s", "2s", 13.0, 17.35, 23.8, 3.0), (3, "15s", "10s", "2s", 13, 16.52, 23.8, 3),
    (5, "15s", "10s", "2s", 13, 15.87, 23.8, 3), (2, "60s", "40s", "5s", 55, 65.9, 82, 15),
    (3, "1m0s", "40s", "5s", 55, 63.8, 82, 15), (5, "60s", "40s", "5s", 55, 62.1, 82, 15),
    (2, "15.9s", "10s", "2s", 13, 17.35, 23.8, 3),
  ]) func afterACrash(
    replicas: Int, lease: String, renew: String, retry: String, earliest: Double, mean: Double,
    latest: Double, margin: Double
  ) throws {
    let flags =
      "{leader-elect-lease-duration: \(lease), leader-elect-renew-deadline: \(renew), "
      + "leader-elect-retry-period: \(retry)}"
    let assessment = Assessment(
      cluster("controlPlane: {count: \(replicas), scheduler: {flags: \(flags)}}\netcd: stacked"))
    let takeover = assessment.takeover(of: .scheduler)
    #expect(takeover.earliestSeconds == earliest)
    #expect(abs(try #require(takeover.latestSeconds) - latest) < 1e-9)
    #expect(abs(try #require(takeover.meanSeconds) - mean) < 0.06)
    #expect(takeover.marginSeconds == margin)
    #expect(assessment.takeover(of: .controllerManager).earliestSeconds == 13)
  }

  @Test(arguments: [
    "count: 1", "count: 3, scheduler: {flags: {leader-elect: false}}",
    "count: 3, scheduler: {flags: {leader-elect-lease-duration: 10s}}",
    "count: 3, scheduler: {flags: {leader-elect-lease-duration: $LEASE}}",
  ]) func isNotKnown(controlPlane: String) {
    let assessment = Assessment(cluster("controlPlane: {\(controlPlane)}\netcd: stacked"))
    #expect(assessment.takeover(of: .scheduler) == .unknown)
    #expect(assessment.takeover(of: .apiServer) == .unknown)
  }
}
