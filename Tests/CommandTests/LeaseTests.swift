import Foundation
import Testing

/// client-go decides whether three durations start an elector; a table of its answers is in
/// `Fixtures/leases.txt`.
@Suite struct LeaseTests {
  struct Row {
    let lease: Substring
    let renew: Substring
    let retry: Substring
    let isAccepted: Bool
  }

  static func rows() throws -> [Row] {
    let place = Haplan.root.appendingPathComponent("Tests/CommandTests/Fixtures/leases.txt")
    return try String(contentsOf: place, encoding: .utf8)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: " ") }
      .map { Row(lease: $0[0], renew: $0[1], retry: $0[2], isAccepted: $0[3] == "true") }
  }

  @Test(arguments: ["scheduler", "controllerManager"])
  func `an error exactly where client-go refuses`(_ component: String) throws {
    let rows = try Self.rows()
    #expect(rows.count >= 100)
    let folder = try Folder()
    for (index, row) in rows.enumerated() {
      try folder.write(
        "row-\(index).yaml",
        Specs.spec(
          named: "row-\(index)", "etcd: stacked", "controlPlane:", "  count: 3",
          "  \(component):", "    flags:",
          "      leader-elect-lease-duration: \(row.lease)",
          "      leader-elect-renew-deadline: \(row.renew)",
          "      leader-elect-retry-period: \(row.retry)"))
    }
    let result = try Haplan.run(["check", "-o", "json", "."], cwd: folder.url)
    #expect(result.status == 1)
    #expect(try result.problems().isEmpty)
    let errors = try result.findings().filter { $0["severity"] as? String == "error" }
    #expect(errors.allSatisfy { $0["category"] as? String == "leader-election" })
    let refused = Set(errors.compactMap { ($0["location"] as? [String: Any])?["path"] as? String })
    for (index, row) in rows.enumerated() {
      #expect(
        refused.contains("row-\(index).yaml") == !row.isAccepted,
        "\(row.lease) \(row.renew) \(row.retry)")
    }
  }
}
