import Foundation
import Testing

/// Control planes of which exact figures are known, through the binary and the cluster spec.
@Suite struct OracleTests {
  /// What Fixtures/oracles.txt says of one model.
  struct Known: CustomTestStringConvertible {
    var name: String
    var unavailability: Double
    var cuts: [String: Int] = [:]
    /// By event: Birnbaum, critical and diagnostic importance, risk achievement and reduction.
    var importance: [String: [Double]] = [:]

    var testDescription: String { name }
  }

  static let known: [Known] = {
    let file = Haplan.root.appendingPathComponent("Tests/CommandTests/Fixtures/oracles.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var models: [Known] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ").map(String.init)
      if words[0] == "model" {
        models.append(Known(name: words[1], unavailability: Double(words[2]) ?? .nan))
      } else if words[0] == "cuts" {
        for pair in words.dropFirst().map({ $0.split(separator: ":") }) {
          models[models.count - 1].cuts[String(pair[0])] = Int(pair[1])
        }
      } else {
        models[models.count - 1].importance[words[0]] = words.dropFirst().compactMap(Double.init)
      }
    }
    return models
  }()

  static let stacked = "controlPlane: {zones: {a: 1, b: 1, c: 1}, etcdEndpoints: local}"
  static let few = "assumptions: {zone: {unavailability: 0.0005}, node: {unavailability: 0.004}}"
  static let all = """
    assumptions: {zone: {unavailability: 0.0005}, node: {unavailability: 0.004}, \
    etcd-member: {unavailability: 0.001}, api-server: {unavailability: 0.002}, \
    load-balancer: {unavailability: 0.003}}
    """

  /// The models as specs, by name.
  static let specs: [String: [String]] = [
    "s3z3-simple": [stacked, "etcd: stacked", few],
    "s3z2-simple": [
      stacked.replacing("a: 1, b: 1, c: 1", with: "a: 2, b: 1"), "etcd: stacked", few,
    ],
    "s3z3-local": [stacked, "etcd: stacked", "loadBalancers: [{name: lb-1}]", all],
    "s3z3-halb": [stacked, "etcd: stacked", "loadBalancers: {zones: {a: 1, b: 1}}", all],
    "x3m5e-lb1": [
      stacked.replacing("local", with: "all"),
      "etcd: {topology: external, zones: {a: 2, b: 2, c: 1}}", "loadBalancers: [{name: lb-1}]", all,
    ],
    "fleet9-nodes": fleet,
  ]

  /// Members and masters 2-2-2-2-1 over five zones of three racks. Racks 1 and 2 have both feeds of
  /// their zone, rack 3 the first alone.
  static let fleet: [String] = {
    var (masters, members): ([String], [String]) = ([], [])
    func domains(_ zone: String, _ rack: Int) -> String {
      let feed = rack == 3 ? "\(zone)A" : "[\(zone)A, \(zone)B]"
      return "domains: {zone: \(zone), rack: \(zone)\(rack), feed: \(feed)}"
    }
    for zone in ["a", "b", "c", "d", "e"] {
      for rack in zone == "e" ? [1] : [1, 2] {
        members.append("{name: etcd-\(members.count + 1), \(domains(zone, rack))}")
      }
      for rack in zone == "e" ? [2] : [2, 3] {
        masters.append("{name: master-\(masters.count + 1), \(domains(zone, rack))}")
      }
    }
    let balancers = ["a", "c"].enumerated().map { "{name: lb-\($0 + 1), \(domains($1, 1))}" }
    return [
      "controlPlane: {etcdEndpoints: all, nodes: [\(masters.joined(separator: ", "))]}",
      "etcd: {topology: external, members: [\(members.joined(separator: ", "))]}",
      "loadBalancers: [\(balancers.joined(separator: ", "))]", "failureDomains: [zone, feed, rack]",
      "assumptions: {zone: {unavailability: 0.0005}, node: {unavailability: 0.004}, "
        + "rack: {unavailability: 0.0008}, feed: {unavailability: 0.002}, "
        + "load-balancer: {unavailability: 0.003}}",
    ]
  }()

  static func spec(_ name: String) -> String {
    "apiVersion: haplan.dev/v1alpha1\nkind: Cluster\nmetadata: {name: \(name)}\nspec:\n"
      + (specs[name] ?? []).map { "  \($0)\n" }.joined()
  }

  private func apiWrite(_ spec: String) throws -> [String: Any] {
    let report = try Haplan.run(["table", "-o", "json", "-"], text: spec)
    let cluster = try #require((report.json()["clusters"] as? [[String: Any]])?.first)
    let services = try #require(cluster["services"] as? [[String: Any]])
    return try #require(
      services.first { $0["name"] as? String == "api-write" }?["availability"] as? [String: Any])
  }

  private func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

  private func isClose(_ value: Any?, _ expected: Double) -> Bool {
    abs(number(value) - expected) <= 1e-12 * expected
  }

  @Test(arguments: known)
  func `exact to the last digits`(_ known: Known) throws {
    #expect(Self.known.count == 6)
    let found = try apiWrite(Self.spec(known.name))
    #expect(
      isClose(found["unavailability"], known.unavailability), "\(found["unavailability"] ?? 0)")
    let cuts = try #require(found["minimalCutSets"] as? [String: Any])
    #expect(cuts["byOrder"] as? [String: Int] == known.cuts)
    #expect(cuts["total"] as? Int == known.cuts.values.reduce(0, +))
    let events = try #require(found["importance"] as? [[String: Any]])
    #expect(Set(events.compactMap { $0["event"] as? String }) == Set(known.importance.keys))
    let keys = ["birnbaum", "critical", "diagnostic", "riskAchievement", "riskReduction"]
    for event in events {
      let name = event["event"] as? String ?? ""
      for (key, expected) in zip(keys, known.importance[name] ?? []) {
        #expect(isClose(event[key], expected), "\(name) \(key) \(number(event[key])) \(expected)")
      }
    }
    let critical = events.map { number($0["critical"]) }
    #expect(critical == critical.sorted(by: >))
  }

  /// The same in rationals: with repair after 4, 8, 0.1, 0.1 and 1 hours.
  @Test func `frequency and times from repair`() throws {
    var spec = Self.spec("s3z3-halb")
    for (value, hours) in [
      ("0.0005", "4h"), ("0.004", "8h"), ("0.001", "6m"), ("0.002", "6m"), ("0.003", "1h"),
    ] {
      spec = spec.replacing(
        "unavailability: \(value)", with: "mttr: \(hours), unavailability: \(value)")
    }
    let found = try apiWrite(spec)
    #expect(isClose(found["frequencyPerHour"], 3.7005229299154293097e-4))
    #expect(isClose(found["meanHoursBetweenFailures"], 2702.0445065307861794))
    #expect(isClose(found["meanHoursDown"], 0.27627066502953019219))
    #expect(isClose(found["downtimeMinutesPerYear"], 53.771306576607220206))
  }
}
