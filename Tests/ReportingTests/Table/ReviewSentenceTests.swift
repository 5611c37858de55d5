import ClusterModel
import FaultTolerance
import Syntax
import Testing

@testable import Reporting

/// Sentences and rows that a reader could take for more than is known.
@Suite struct ReviewSentenceTests {
  private func lines(_ cluster: Cluster) -> [String] {
    let entry = TableReport.Entry(cluster: cluster, assessment: Assessment(cluster))
    let bytes = TableText.render(TableReport(clusters: [entry], files: []), theme: .plain)
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { String($0) }
  }

  private func balancer(_ name: String, _ kind: LoadBalancer.Kind) -> BalancerFact {
    var balancer = BalancerFact(name: name, span: SampleCluster.span)
    balancer.kind = kind
    return balancer
  }

  @Test func clientsAndWorkersGoTheirOwnWays() {
    let cluster = SampleCluster.stacked(zones: [nil, nil, nil], balancers: [nil]) { part in
      part.balancers = [
        balancer("near", .nodeLocal), balancer("front", .haproxy), balancer("nlb", .cloud),
        balancer("plain", .other),
      ]
    }
    let lines = lines(cluster)
    #expect(lines.contains("Front door: front (haproxy), nlb (cloud, taken to be up), plain."))
    #expect(lines.contains("Workers' own way: near (node-local)."))
  }

  /// m3 may stand in either zone, and would take quorum along.
  @Test func aZoneIsSurvivedOnlyIfNothingElseIsThere() {
    let lines = lines(SampleCluster.stacked(zones: ["a", "b", nil]))
    let row = lines.first { $0.hasPrefix("zone a or b (1 master)") }
    #expect(row?.contains("works³") == true)
    #expect(lines.last?.hasPrefix("³ Unless something without a name at this level") == true)
    #expect(lines.contains("  - master-3 has no zone: zone tolerance is at most 1"))
  }

  /// The remarks count from one, whichever are used.
  @Test func remarksAreNumberedAsTheyAreUsed() {
    let lines = lines(SampleCluster.stacked(zones: [nil]))
    #expect(lines.last?.hasPrefix("¹ Pods keep running") == true)
    #expect(lines.contains { $0.hasPrefix("master-1, the only master") && $0.contains("lost¹") })
  }

  /// Nine masters 3-3-3: after a zone and a node 5 of 9 are up, which is quorum and no more.
  @Test func whatIsPromisedSaysWhatIsLeft() {
    func row(_ zones: [String?], _ failures: [Requirements.Failures]) -> String? {
      let cluster = SampleCluster.stacked(zones: zones) { part in
        part.requirements = Requirements(
          survive: [
            .init(failures: failures, service: "control-plane", span: SampleCluster.span)
          ], duringMaintenance: nil, unavailability: nil, controllerTakeover: nil)
      }
      return lines(cluster).first { $0.hasPrefix("any 1 zone + ") }
    }
    let nine = ["a", "a", "a", "b", "b", "b", "c", "c", "c"]
    let one = [
      Requirements.Failures(className: "zone", count: 1), .init(className: "node", count: 1),
    ]
    #expect(row(nine, one)?.hasSuffix("  0 masters") == true)
    #expect(row(["a", "b", "c", "d", "e", "f", "g"], one)?.hasSuffix("  1 master") == true)
    #expect(row(["a", "b", "c"], one)?.hasSuffix("–") == true)
  }

  /// After zone a only lb-2 is left, and no number of members helps that.
  @Test func oneMoreMachineTakesBalancersToo() {
    let lines = lines(SampleCluster.stacked(zones: ["a", "b", "c"], balancers: ["a", "b"]))
    #expect(
      lines.contains(
        "To survive one more machine after any zone: 9 masters over 3 zones (3-3-3), 7 over 4 "
          + "zones (2-2-2-1) or 5 over 5 zones (1-1-1-1-1). After any zone 2 balancers "
          + "must be left too, not 1."))
  }

  /// Five over six zones is five over five.
  @Test func noSpreadIsSaidTwice() {
    let lines = lines(SampleCluster.stacked(zones: ["a", "b", "c", "d"]))
    #expect(
      lines.contains(
        "To survive one more machine after any zone: 7 masters over 4 zones (2-2-2-1) or 5 over 5 "
          + "zones (1-1-1-1-1)."))
  }
}
