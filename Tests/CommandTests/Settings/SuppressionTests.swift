import Foundation
import Testing

/// Findings that the inputs accept.
@Suite struct SuppressionTests {
  /// Rules by severity and line, of one file.
  private func rules(_ text: String, name: String = "c.yaml") throws -> [String] {
    let folder = try Folder()
    try folder.write(name, text)
    return try Haplan.run(["check", "-o", "json", name], cwd: folder.url).findings()
      .compactMap { $0["rule"] as? String }
  }

  @Test(arguments: [
    (#""p # haplan: ignore-file[etcd-two-members]""#, true),
    ("'it''s # haplan: ignore-file[etcd-two-members]'", true),
    (#""p \" # haplan: ignore-file[etcd-two-members]""#, true),
    ("p's # haplan: ignore-file[etcd-two-members] the lab's", false),
    (#""p" # haplan: ignore-file[etcd-two-members] "lab""#, false),
  ])
  func `what stands in a quoted value is no comment`(_ name: String, _ isFound: Bool) throws {
    let text = Specs.spec(named: "x", "controlPlane: {count: 2}", "etcd: stacked")
      .replacingOccurrences(of: "{name: x}", with: "\n  name: \(name)")
    #expect(try rules(text).contains("etcd-two-members") == isFound)
  }

  /// Within the time that a run has: a run of comments, and a statement with many in it.
  @Test func `twenty thousand comments`() throws {
    let comment = "# haplan: ignore[etcd-two-members]\n"
    let run = try rules(Specs.twoMembers + String(repeating: comment, count: 20_000))
    #expect(run.filter { $0 == "unused-suppression" }.count == 20_000)
    let words = (1...10_000).map { "\(comment)  --x\($0)=1 \\\n" }.joined()
    let command = try rules("kube-scheduler \\\n\(words)  --y=1\n", name: "c.sh")
    #expect(!command.contains("etcd-two-members"))
  }

  private static func spec(_ above: String, _ behind: String) -> String {
    Specs.spec(
      named: "p", "controlPlane:", above, "  count: 2 \(behind)", "etcd: stacked"
    ).replacingOccurrences(of: "\n  \n", with: "\n")
  }

  @Test(arguments: [
    ("", "# haplan: ignore[etcd-two-members] because"),
    ("", "#haplan:ignore[etcd-two-members]"),
    ("", "# haplan: ignore[etcd-single-member, etcd-two-members] why"),
    ("  # haplan: ignore[etcd-two-members] why", ""),
    ("  # haplan: ignore[etcd-two-members] why\n\n  # more words", ""),
    ("  # haplan: ignore-file[etcd-two-members] why", ""),
    ("", "# haplan: ignore[etcd-two-members] until=2999-12-31 why"),
  ])
  func `comments accept`(above: String, behind: String) throws {
    let rules = try rules(Self.spec(above, behind))
    #expect(!rules.contains("etcd-two-members"))
    #expect(rules.contains("unused-suppression") == behind.contains("single"))
  }

  @Test(arguments: [
    ("", "# haplan: ignore[etcd-single-member] why", "unused-suppression"),
    ("", "# haplan: ignore why", "unused-suppression"),
    ("", "# haplan: ignore[etcd-to-members]", "unused-suppression"),
    ("", "# haplan: ignore[etcd-two-members] until=2020-01-01", "expired-suppression"),
    ("", "# haplan: ignore[etcd-two-members] until=tomorrow", "expired-suppression"),
    ("  # haplan: ignore[etcd-two-members]\n    x-a: 1", "", "unused-suppression"),
  ])
  func `comments that accept nothing are said to`(
    above: String, behind: String, rule: String
  ) throws {
    #expect(try Set(rules(Self.spec(above, behind))) == ["etcd-two-members", rule])
  }

  @Test func `the last day still counts`() throws {
    let formatter = DateFormatter()
    formatter.calendar = Calendar(identifier: .gregorian)
    formatter.timeZone = TimeZone(identifier: "UTC")
    formatter.dateFormat = "yyyy-MM-dd"
    let today = formatter.string(from: Date())
    let yesterday = formatter.string(from: Date(timeIntervalSinceNow: -86_400))
    let comment = "# haplan: ignore[etcd-two-members] until="
    #expect(try rules(Self.spec("", comment + today)).isEmpty)
    #expect(try rules(Self.spec("", comment + yesterday)).count == 2)
  }

  @Test func `annotations accept for their object`() throws {
    let annotated = Specs.twoMembers.replacingOccurrences(
      of: "metadata: {name: pair}",
      with: "metadata: {name: a, annotations: {haplan.dev/ignore.etcd-two-members: lab}}")
    #expect(try rules(annotated).isEmpty)
    #expect(try rules(annotated + "---\n" + Specs.twoMembers) == ["etcd-two-members"])
    let json = """
      {"apiVersion": "haplan.dev/v1alpha1", "kind": "Cluster", "metadata": {"name": "a",
       "annotations": {"haplan.dev/ignore.etcd-two-members": "lab until=2999-01-01"}},
       "spec": {"controlPlane": {"count": 2}, "etcd": "stacked"}}
      """
    #expect(try rules(json, name: "c.json").isEmpty)
  }

  @Test func `a comment above a command holds for all of its lines`() throws {
    let unit = """
      [Service]
      %@ExecStart=/usr/bin/kube-controller-manager \\
        --leader-elect-lease-duration=10s \\
        --leader-elect-renew-deadline=10s

      """
    let rule = "leader-elect-lease-not-greater-than-renew"
    let plain = unit.replacingOccurrences(of: "%@", with: "")
    #expect(try rules(plain, name: "m.service").contains(rule))
    let accepted = unit.replacingOccurrences(of: "%@", with: "# haplan: ignore[\(rule)] old\n")
    #expect(try !rules(accepted, name: "m.service").contains(rule))
  }

  @Test func `what was not asked for is not accepted in vain`() throws {
    let folder = try Folder()
    try folder.write("c.yaml", Self.spec("", "# haplan: ignore[etcd-single-member]"))
    let words = ["check", "-o", "json", "--select", "etcd-two-members,suppression", "c.yaml"]
    let found = try Haplan.run(words, cwd: folder.url).findings()
    #expect(found.map { $0["rule"] as? String } == ["etcd-two-members"])
  }

  @Test func `fix takes out what is in vain, and nothing else`() throws {
    let folder = try Folder()
    try folder.write(
      "c.yaml",
      Self.spec(
        "  # haplan: ignore[etcd-single-member] gone",
        "# haplan: ignore[etcd-single-member, etcd-two-members, api-x] stays"))
    let result = try Haplan.run(["check", "--fix", "c.yaml"], cwd: folder.url)
    #expect(result.status == 0, "\(result.stdout)")
    #expect(
      try folder.read("c.yaml") == Self.spec("", "# haplan: ignore[etcd-two-members] stays"))
  }

  @Test func `accepted findings are marked in SARIF`() throws {
    let folder = try Folder()
    try folder.write("c.yaml", Self.spec("", "# haplan: ignore[etcd-two-members] third in May"))
    let report = try Haplan.run(["check", "-o", "sarif", "c.yaml"], cwd: folder.url)
    #expect(report.status == 0)
    let runs = try #require(try report.json()["runs"] as? [[String: Any]])
    let results = try #require(runs[0]["results"] as? [[String: Any]])
    #expect(results.count == 1)
    let suppressions = results[0]["suppressions"] as? [[String: String]]
    #expect(suppressions == [["kind": "inSource", "justification": "third in May"]])
  }

  @Test func `add-ignore accepts everything where it stands`() throws {
    let folder = try Folder()
    try folder.write("a.yaml", Self.spec("", "# why two"))
    try folder.write(
      "b.json",
      "{\"apiVersion\": \"haplan.dev/v1alpha1\", \"kind\": \"Cluster\", "
        + "\"spec\": {\"controlPlane\": {\"count\": 2}, \"etcd\": \"stacked\"}}")
    let words = ["check", "--add-ignore", "--reason", "agreed in May", "."]
    let result = try Haplan.run(words, cwd: folder.url)
    #expect(result.status == 1)
    #expect(result.stderr.contains("accepted a.yaml:6:12"))
    #expect(result.stderr.contains("skipped b.json:1:") == true)
    #expect(
      try folder.read("a.yaml")
        == Self.spec("  # haplan: ignore[etcd-two-members] agreed in May", "# why two"))
    #expect(try Haplan.run(["check", "a.yaml"], cwd: folder.url).status == 0)
  }
}
