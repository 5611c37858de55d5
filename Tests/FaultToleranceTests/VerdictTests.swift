import ClusterModel
import Testing

@testable import FaultTolerance

@Suite struct VerdictTests {
  @Test(arguments: [
    ("controlPlane: {count: 3}\netcd: stacked", "survives any 1 machine; zones unknown"),
    (
      "controlPlane: {zones: {a: 1, b: 1, c: 1}}\netcd: stacked",
      "survives any 1 machine and any 1 zone"
    ),
    (
      "controlPlane: {zones: {a: 2, b: 1}}\netcd: stacked",
      "survives any 1 machine; does not survive zone a"
    ),
    (
      "controlPlane: {zones: {a: 3, b: 3}}\netcd: stacked",
      "survives any 2 machines; does not survive zone a or b"
    ),
    (
      "controlPlane: {nodes: [{name: m1, domains: {feed: f1}}, {name: m2, domains: {feed: f1}}, "
        + "{name: m3, domains: {feed: f2}}, {name: m4, domains: {feed: f2}}]}\netcd: stacked",
      "survives any 1 machine; does not survive feed f1 or f2"
    ),
    (
      "controlPlane: {nodes: [{name: m1, domains: {zone: a, rack: r1}}, "
        + "{name: m2, domains: {zone: b, rack: r1}}, {name: m3, domains: {zone: c, rack: r2}}]}\n"
        + "etcd: stacked",
      "survives any 1 machine and any 1 zone; does not survive rack r1"
    ),
    (
      "controlPlane: {nodes: [{name: m1, domains: {zone: a, region: r}}, "
        + "{name: m2, domains: {zone: b, region: r}}, {name: m3, domains: {zone: c, region: r}}]}\n"
        + "etcd: stacked",
      "survives any 1 machine and any 1 zone"
    ),
    ("controlPlane: {count: 5}\netcd: stacked", "survives any 2 machines; zones unknown"),
    (
      "controlPlane: {count: 1}\netcd: stacked",
      "survives no machine failure: master-1 stops it alone"
    ),
    (
      "controlPlane: {count: 2}\netcd: stacked",
      "survives no machine failure: master-1 and master-2 each stop it alone"
    ),
    (
      "controlPlane: {count: 3}\netcd: stacked\nloadBalancers: [{name: lb-1}]",
      "survives no machine failure: lb-1 stops it alone"
    ),
    (
      "controlPlane: {count: 3, etcdEndpoints: local}\n"
        + "etcd: {topology: stacked, members: [{node: master-1, learner: true}]}",
      "down as described: etcd has no quorum"
    ),
  ]) func line(spec: String, verdict: String) {
    #expect(Assessment(cluster(spec)).verdict == verdict)
  }

  @Test func missingNamesBoundTheFigures() {
    let spec = """
      controlPlane:
        nodes:
          - {name: m1, domains: {zone: a}}
          - {name: m2}
          - {name: m3, domains: {zone: c}}
      etcd: stacked
      loadBalancers: [{name: cloud, kind: cloud}]
      """
    let assessment = Assessment(cluster(spec))
    let row = assessment.tolerance(of: .controlPlane, against: "zone")
    #expect(row?.isUpperBound == true)
    #expect(row?.figures?.guaranteed == 1)
    #expect(assessment.verdict == "survives any 1 machine; at most 1 zone, not every zone is known")
    let gap = assessment.unknowns.first { $0.about == "node:m2" }
    #expect(gap?.message == "m2 has no zone: zone tolerance is at most 1")
    let survival = assessment.survives([.init(className: "zone", count: 1)], service: .controlPlane)
    #expect(survival == .unknown("m2 has no zone"))
  }

  @Test func requirementsAtTheSameTime() {
    let five = Assessment(
      cluster("controlPlane: {zones: {a: 1, b: 1, c: 1, d: 1, e: 1}}\netcd: stacked"))
    let zoneAndNode = [("zone", 1), ("node", 1)].map { name, count in
      Requirements.Failures(className: name, count: count)
    }
    #expect(five.survives(zoneAndNode, service: .controlPlane) == .survives)
    #expect(five.duringMaintenance([zoneAndNode[0]], service: .controlPlane) == .survives)
    let three = Assessment(cluster("controlPlane: {zones: {a: 1, b: 1, c: 1}}\netcd: stacked"))
    let witness = ["zone:a", "node:master-2"]
    #expect(three.survives(zoneAndNode, service: .controlPlane) == .fails(witness: witness))
    #expect(three.afterFailing(witness)[.apiWrite] == .down)
    #expect(three.afterFailing(["zone:a"])[.controlPlane] == .works)
  }

  /// An elector that uses the front door still falls with its own node.
  @Test func electorsFallWithTheirNodes() {
    let spec = "controlPlane: {count: 3, scheduler: {connectsTo: endpoint}}\netcd: stacked"
    let failed = ["node:master-1", "scheduler:master-2", "scheduler:master-3"]
    let after = Assessment(cluster(spec)).afterFailing(failed)
    #expect(after[.scheduling] == .down)
    #expect(after[.reconciliation] == .works)
  }
}
