import ClusterModel
import FaultTolerance
import Foundation
import Syntax
import Testing

@testable import Reporting

@Suite struct TableJSONTests {
  private func rendered(_ clusters: Cluster...) -> String {
    let entries = clusters.map { TableReport.Entry(cluster: $0, assessment: Assessment($0)) }
    let files = [file("spec:\n", path: "cluster.yaml")]
    return String(
      decoding: TableJSON.render(TableReport(clusters: entries, files: files)), as: UTF8.self)
  }

  /// The object of the only cluster.
  private func object(_ cluster: Cluster) throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(with: Data(rendered(cluster).utf8))
    let clusters = try #require(json as? [String: Any])["clusters"] as? [[String: Any]]
    return try #require(clusters?.first)
  }

  private func service(_ name: String, _ cluster: Cluster) throws -> [String: Any] {
    let services = try #require(try object(cluster)["services"] as? [[String: Any]])
    return try #require(services.first { $0["name"] as? String == name })
  }

  private func keys(_ text: some StringProtocol, indent: Int) -> [String] {
    let lead = String(repeating: " ", count: indent) + "\""
    return text.split(separator: "\n").filter { $0.hasPrefix(lead) }.compactMap { line in
      line.split(separator: "\"").dropFirst().first.map { String($0) }
    }
  }

  @Test func keysInOrder() {
    let text = rendered(SampleCluster.stacked(zones: ["a", "b", "c"]))
    #expect(keys(text, indent: 2) == ["formatVersion", "clusters"])
    #expect(keys(text, indent: 6) == ["name", "verdict", "etcd", "services", "timings", "unknown"])
    #expect(
      Array(keys(text, indent: 10).prefix(6))
        == [
          "name", "status", "tolerance", "together", "singlePointsOfFailure", "availability",
        ])
    #expect(
      Array(keys(text, indent: 14).prefix(6))
        == ["class", "total", "guaranteed", "bestCase", "weakestCut", "cuts"])
  }

  @Test func servicesInOrder() throws {
    let object = try object(SampleCluster.stacked(zones: ["a", "b", "c"]))
    let services = try #require(object["services"] as? [[String: Any]])
    #expect(
      services.compactMap { $0["name"] as? String } == [
        "etcd-quorum", "api-write", "node-heartbeats", "scheduling", "reconciliation",
        "control-plane",
      ])
  }

  /// Figures known by hand: 5 members 2-2-1, any two may fail; zones a and b together hold 4.
  @Test func figures() throws {
    let cluster = SampleCluster.external(
      members: ["a", "a", "b", "b", "c"], masters: ["a", "b", "c"])
    let quorum = try service("etcd-quorum", cluster)
    let rows = try #require(quorum["tolerance"] as? [[String: Any]])
    let members = try #require(rows.first { $0["class"] as? String == "etcd-member" })
    #expect(members["total"] as? Int == 5 && members["guaranteed"] as? Int == 2)
    #expect(members["bestCase"] as? Int == 2 && members["cuts"] as? Int == 10)
    #expect(
      members["weakestCut"] as? [String]
        == ["etcd-member:etcd-1", "etcd-member:etcd-2", "etcd-member:etcd-3"])
    let schedulers = try #require(rows.first { $0["class"] as? String == "scheduler" })
    #expect(schedulers["guaranteed"] as? Int == 3 && schedulers["cuts"] as? Int == 0)
    #expect(schedulers["weakestCut"] is NSNull)
    #expect((quorum["singlePointsOfFailure"] as? [Any])?.isEmpty == true)
    #expect((quorum["together"] as? [Any])?.isEmpty == true)
    #expect(quorum["availability"] is NSNull)
  }

  @Test func together() throws {
    let both = [
      Requirements.Failures(className: "zone", count: 1), .init(className: "node", count: 1),
    ]
    let cluster = SampleCluster.external(
      members: ["a", "a", "b", "b", "c"], masters: ["a", "b", "c"]
    ) { part in
      let span = SampleCluster.span
      part.requirements = Requirements(
        survive: [
          .init(failures: both, service: "control-plane", span: span),
          .init(failures: [both[1]], service: "control-plane", span: span),
          .init(failures: both, service: "api-write", span: span),
        ], duringMaintenance: nil, unavailability: nil, controllerTakeover: nil)
    }
    let rows = try #require(try service("api-write", cluster)["together"] as? [[String: Any]])
    #expect(rows.count == 1)
    #expect(rows.first?["failures"] as? [String: Int] == ["zone": 1, "node": 1])
    #expect(rows.first?["survives"] as? Bool == false)
    // Zone a takes two members along; any further one is the third of five.
    #expect((rows.first?["witness"] as? [String])?.count == 2)
  }

  /// One balancer with 0.003 and nothing else: the service is down as often as it is.
  @Test func availability() throws {
    let cluster = SampleCluster.stacked(zones: [nil, nil, nil], balancers: [nil]) { part in
      part.assumptions = Assumptions(
        classes: ["load-balancer": .init(unavailability: 0.003, repairHours: 1)], elements: [:])
    }
    let down = try #require(try service("api-write", cluster)["availability"] as? [String: Any])
    #expect(down["unavailability"] as? Double == 0.003)
    #expect(down["downtimeMinutesPerYear"] as? Double == 0.003 * 525_960)
    let cuts = try #require(down["minimalCutSets"] as? [String: Any])
    #expect(cuts["total"] as? Int == 1 && cuts["byOrder"] as? [String: Int] == ["1": 1])
    #expect(cuts["smallest"] as? [[String]] == [["load-balancer:lb-1"]])
    let importance = try #require((down["importance"] as? [[String: Any]])?.first)
    #expect(importance["event"] as? String == "load-balancer:lb-1")
    #expect(importance["birnbaum"] as? Double == 1 && importance["critical"] as? Double == 1)
    #expect(importance["riskReduction"] is NSNull)
    let frequency = try #require(down["frequencyPerHour"] as? Double)
    #expect(abs(frequency - 0.003) < 1e-15)
    #expect(down["meanHoursDown"] as? Double == 1)
    let text = rendered(cluster)
    let order = [
      "unavailability", "downtimeMinutesPerYear", "minimalCutSets", "importance",
      "frequencyPerHour", "meanHoursBetweenFailures", "meanHoursDown",
    ]
    let places = order.compactMap { text.range(of: "\"\($0)\"")?.lowerBound }
    #expect(places.count == order.count && places == places.sorted())
  }

  @Test func timingsAlwaysHaveTheirKeys() throws {
    let object = try object(SampleCluster.lone())
    let timings = try #require(object["timings"] as? [String: [String: Any]])
    #expect(
      Set(timings.keys) == [
        "controllerManagerTakeover", "schedulerTakeover", "etcdElection", "etcdEndpointFailover",
        "kubernetesEndpointRemoval", "balancerEjection", "nodeToEviction",
      ])
    for timing in timings.values {
      #expect(
        Set(timing.keys) == ["earliestSeconds", "meanSeconds", "latestSeconds", "marginSeconds"])
    }
  }

  @Test func partialViewHasNoNumbers() throws {
    let cluster = SampleCluster.lone()
    let etcd = try #require(try object(cluster)["etcd"] as? [String: Any])
    for key in ["members", "voters", "quorum", "tolerates"] { #expect(etcd[key] is NSNull) }
    #expect(etcd["atLeast"] as? Int == 1)
    let writes = try service("api-write", cluster)
    #expect(writes["status"] as? String == "unknown")
    #expect(writes["singlePointsOfFailure"] is NSNull)
    let rows = try #require(writes["tolerance"] as? [[String: Any]])
    for row in rows {
      for key in ["guaranteed", "bestCase", "weakestCut", "cuts"] { #expect(row[key] is NSNull) }
    }
  }
}
