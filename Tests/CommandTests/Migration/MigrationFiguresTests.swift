import Foundation
import Testing

/// What a page says of the first and the last state is what the table says of the two descriptions.
@Suite struct MigrationFiguresTests {
  static let spreads = [
    "{a: 1}", "{a: 3}", "{a: 2, b: 1}", "{a: 1, b: 1, c: 1}", "{a: 2, b: 2, c: 1}",
    "{a: 1, b: 1, c: 1, d: 1, e: 1}", "{a: 3, b: 2, c: 2}",
  ]

  @Test(arguments: spreads, spreads)
  func `tolerance agrees with the engine`(_ from: String, _ to: String) throws {
    guard from != to else { return }
    let folder = try Folder()
    for (name, zones) in [("from", from), ("to", to)] {
      try folder.write(
        "\(name).yaml",
        Specs.spec(named: "x", "controlPlane: {zones: \(zones)}", "etcd: stacked"))
    }
    let result = try Haplan.run(
      ["migrate", "from.yaml", "to.yaml", "-o", "json"], cwd: folder.url)
    let steps = try #require(try result.json()["steps"] as? [[String: Any]])
    let first = try #require(steps.first?["before"] as? [String: Any])
    let last = try #require(steps.last?["after"] as? [String: Any])
    for (name, figures) in [("from", first), ("to", last)] {
      let table = try Haplan.run(["table", "-o", "json", "\(name).yaml"], cwd: folder.url).json()
      let cluster = try #require((table["clusters"] as? [[String: Any]])?.first)
      let etcd = try #require(cluster["etcd"] as? [String: Any])
      #expect(figures["voters"] as? Int == etcd["voters"] as? Int)
      #expect(figures["quorum"] as? Int == etcd["quorum"] as? Int)
      #expect(figures["tolerates"] as? Int == etcd["tolerates"] as? Int)
      let services = try #require(cluster["services"] as? [[String: Any]])
      let rows = try #require(services.first?["tolerance"] as? [[String: Any]])
      let zones = rows.first { $0["class"] as? String == "zone" }?["guaranteed"] as? Int
      #expect((figures["survives"] as? [String: Any])?["zone"] as? Int == zones, "\(name)")
    }
  }
}
