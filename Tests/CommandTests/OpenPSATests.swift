import Foundation
import Testing

/// Exported models, judged by SCRAM: another program finds the same probability and as many minimal
/// cut sets of each size.
@Suite struct OpenPSATests {
  /// All of them where HAPLAN_LONG_TESTS is set, else a tenth.
  static let rounds =
    ProcessInfo.processInfo.environment["HAPLAN_LONG_TESTS"] == nil ? 24 : 240

  @Test(arguments: 0..<4) func `as SCRAM finds it`(_ quarter: Int) throws {
    guard try Haplan.shell("command -v scram", ["sh"]).status == 0 else {
      return print("SKIPPED: exported models are not checked: scram is not installed")
    }
    let folder = try Folder()
    var compared = 0
    for round in stride(from: quarter, to: Self.rounds, by: 4) {
      let spec = Self.spec(round)
      let model = try Haplan.run(["table", "-o", "openpsa", "-"], text: spec)
      #expect(model.status == 0, "\(model.stderr)")
      let report = try Haplan.run(["table", "-o", "json", "-"], text: spec)
      let cluster = try #require((report.json()["clusters"] as? [[String: Any]])?.first)
      let services = try #require(cluster["services"] as? [[String: Any]])
      let found = services.first { $0["name"] as? String == "api-write" }?["availability"]
      guard let availability = found as? [String: Any] else { continue }
      let file = try folder.write("model.xml", model.stdout).path
      let scram = try Haplan.shell("exec scram --bdd --probability true \"$1\"", ["sh", file])
      #expect(scram.status == 0, "\(scram.stderr)\n\(model.stdout)")
      try compare(availability, scram.stdout, "cluster \(round)")
      compared += 1
    }
    #expect(compared * 20 >= Self.rounds / 4 * 16)
  }

  private func compare(_ found: [String: Any], _ report: String, _ place: String) throws {
    let results = report.matches(of: /<sum-of-products name="([^"]*)"[^>]*>/)
    #expect(results.count == 1, "\(place)")
    let head = try #require(results.first).0
    let exact = try #require(found["unavailability"] as? Double)
    let probability = head.firstMatch(of: /probability="([^"]*)"/).flatMap { Double($0.1) }
    #expect(
      probability.map { abs($0 - exact) <= 6e-6 * exact } == true, "\(place): \(head) \(exact)")
    let cuts = try #require(found["minimalCutSets"] as? [String: Any])
    let products = head.firstMatch(of: /products="([^"]*)"/).flatMap { Int($0.1) }
    #expect(products == cuts["total"] as? Int, "\(place)")
    let sizes = report.matches(of: /<product order="([0-9]+)"/).map { String($0.1) }
    let bySize = Dictionary(grouping: sizes, by: { $0 }).mapValues(\.count)
    #expect(bySize == cuts["byOrder"] as? [String: Int], "\(place)")
  }

  /// The same clusters on every run.
  static func spec(_ round: Int) -> String {
    var state = UInt64(round) &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1
    func number(_ range: ClosedRange<Int>) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return range.lowerBound + Int(state >> 33) % range.count
    }
    func domains() -> String {
      let zone = ["a", "b", "c", "[a, b]"][number(0...3)]
      return "domains: {zone: \(zone), rack: r\(number(1...4))}"
    }
    let masters = number(2...4)
    let isStacked = number(0...1) == 0
    var lines = ["failureDomains: [zone, rack]", "controlPlane:", "  nodes:"]
    lines += (1...masters).map { "    - {name: m\($0), address: 10.9.0.\($0), \(domains())}" }
    lines.append("  etcdEndpoints: \(isStacked && number(0...1) == 0 ? "local" : "all")")
    if isStacked {
      lines.append("etcd: stacked")
    } else {
      let members = (1...number(1...5)).map { "{name: e\($0), \(domains())}" }
      lines.append("etcd: {topology: external, members: [\(members.joined(separator: ", "))]}")
    }
    let balancers = (0..<number(0...3)).map { index -> String in
      let backends = (1...masters).filter { _ in number(0...2) > 0 }.map { "\"10.9.0.\($0):6443\"" }
      return "{name: l\(index), backends: [\(backends.joined(separator: ", "))], \(domains())}"
    }
    if !balancers.isEmpty { lines.append("loadBalancers: [\(balancers.joined(separator: ", "))]") }
    let classes = ["zone", "rack", "node", "etcd-member", "api-server", "load-balancer"]
    let given = classes.filter { _ in number(0...3) > 0 }.map {
      "\($0): {unavailability: \(Double(number(1...300)) / 10_000)}"
    }
    lines.append(
      "assumptions: {\((given + ["machine: {unavailability: 0.01}"]).joined(separator: ", "))}")
    return "apiVersion: haplan.dev/v1alpha1\nkind: Cluster\nmetadata: {name: c\(round)}\nspec:\n"
      + lines.map { "  \($0)\n" }.joined()
  }
}
