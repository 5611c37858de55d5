import Testing

/// One to nine members, by the rule of majorities: the figures are etcd's own table.
@Suite struct MemberCountTests {
  static let quorums = [1, 2, 2, 3, 3, 4, 4, 5, 5]
  static let tolerances = [0, 0, 1, 1, 2, 2, 3, 3, 4]

  @Test(arguments: 1...9, ["stacked", "external"])
  func `quorum and tolerance`(_ count: Int, _ topology: String) throws {
    let masters = topology == "stacked" ? count : 3
    let spec = Specs.spec(
      named: "c", "controlPlane: {count: \(masters)}",
      "etcd: {topology: \(topology), count: \(count)}")
    let quorum = Self.quorums[count - 1]
    let tolerance = Self.tolerances[count - 1]

    let report = try Haplan.run(["table", "-o", "json", "-"], text: spec).json()
    let cluster = try #require((report["clusters"] as? [[String: Any]])?.first)
    let etcd = try #require(cluster["etcd"] as? [String: Any])
    #expect(etcd["topology"] as? String == topology)
    #expect(etcd["members"] as? Int == count)
    #expect(etcd["voters"] as? Int == count)
    #expect(etcd["quorum"] as? Int == quorum)
    #expect(etcd["tolerates"] as? Int == tolerance)
    let services = try #require(cluster["services"] as? [[String: Any]])
    #expect(services.first?["name"] as? String == "etcd-quorum")
    let rows = try #require(services.first?["tolerance"] as? [[String: Any]])
    let row = try #require(rows.first { $0["class"] as? String == "etcd-member" })
    #expect(row["guaranteed"] as? Int == tolerance)
    #expect(row["bestCase"] as? Int == tolerance)
    #expect((row["weakestCut"] as? [String])?.count == tolerance + 1)
    #expect(row["cuts"] as? Int == Self.choose(count, tolerance + 1))

    let text = try Haplan.run(["table", "-o", "text", "-"], text: spec).stdout
    let voters = count == 1 ? "1 voter" : "\(count) voters"
    #expect(
      text.contains("etcd: \(voters) (\(topology)), quorum \(quorum), tolerates \(tolerance)."))
  }

  /// The ways of taking `k` out of `n`.
  private static func choose(_ n: Int, _ k: Int) -> Int {
    (0..<k).reduce(1) { $0 * (n - $1) / ($1 + 1) }
  }
}
