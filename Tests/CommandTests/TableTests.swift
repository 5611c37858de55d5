import Foundation
import Testing

/// `table` in its formats, and the comparison with what was written earlier.
@Suite struct TableTests {
  static let prod = Specs.spec(
    named: "prod", "controlPlane: {zones: {a: 1, b: 1, c: 1}, etcdEndpoints: local}",
    "etcd: stacked", "loadBalancers: {zones: {a: 1, b: 1}}",
    "assumptions: {node: {unavailability: 0.004}}")
  static let other = prod.replacing("{a: 1, b: 1, c: 1}", with: "{a: 2, b: 1}")

  private func table(_ words: String..., of text: String = prod) throws -> Haplan.Result {
    try Haplan.run(["table"] + words + ["-"], text: text)
  }

  @Test(arguments: ["markdown", "html", "json"])
  func `what was written holds until a fact changes`(_ format: String) throws {
    let folder = try Folder()
    let written = try table("-o", format).stdout
    let file = try folder.write("ha", "\n" + written).path
    let fresh = try table("--check", file)
    #expect(fresh.status == 0 && fresh.stdout.isEmpty && fresh.stderr.isEmpty)
    let stale = try table("--check", file, of: Self.other)
    #expect(stale.status == 1 && stale.stdout.isEmpty)
    #expect(stale.stderr.contains("is stale: "))
  }

  @Test func `wording may change, figures and names may not`() throws {
    let folder = try Folder()
    let text = try table("-o", "markdown").stdout
    func status(_ old: String, _ new: String) throws -> Int32 {
      #expect(text.contains(old))
      let file = try folder.write("ha.md", "# Design\n\n\(text.replacing(old, with: new))\nBye 7\n")
      return try table("--check", file.path).status
    }
    #expect(try status("API writes", "writing") == 0)
    #expect(try status("masters", "control plane hosts") == 0)
    #expect(try status("| 1 |", "| 2 |") == 1)
    #expect(try status("| works", "| down") == 1)
    #expect(try status("tolerates 1", "tolerates 2") == 1)
    #expect(try status("control-plane works", "control-plane down") == 1)
    #expect(try status("cluster prod\n", "cluster test\n") == 1)
    #expect(try status("<!-- haplan facts v1", "<!-- nothing") == 1)
  }

  @Test func `exact means bytes`() throws {
    let folder = try Folder()
    let text = try table("-o", "markdown").stdout
    let file = try folder.write("ha.md", "Above\n\n\(text)\nBelow\n").path
    #expect(try table("--check", file, "--exact").status == 0)
    try folder.write("ha.md", text.replacing("API writes", with: "writing"))
    #expect(try table("--check", file, "--exact").status == 1)
    #expect(try table("--check", file).status == 0)
    #expect(try table("--check", folder.file("gone.md").path).status == 2)
    #expect(try table("--exact").status == 2)
  }

  @Test func `the README shows the table that its example has`() throws {
    let result = try Haplan.run(["table", "--check", "README.md", "examples/bad/two-zones"])
    #expect(result.status == 0 && result.stderr.isEmpty)
  }

  @Test func `several clusters get a row each, then the details`() throws {
    let folder = try Folder()
    try folder.write("one.yaml", Self.prod)
    try folder.write("two.yaml", Specs.twoMembers)
    let result = try Haplan.run(["table", "one.yaml", "two.yaml"], cwd: folder.url)
    let lines = result.stdout.split(separator: "\n").map(String.init)
    #expect(lines[0] == "| Cluster | etcd voters | What it survives |")
    #expect(lines[2] == "| prod | 3 | survives any 1 machine and any 1 zone |")
    #expect(lines[3].hasPrefix("| pair | 2 | **survives no machine failure"))
    let file = try folder.write("doc.md", result.stdout).path
    let check = ["table", "--check", file]
    #expect(try Haplan.run(check + ["one.yaml", "two.yaml"], cwd: folder.url).status == 0)
    let one = try Haplan.run(check + ["one.yaml"], cwd: folder.url)
    #expect(one.status == 1 && one.stderr.contains("cluster pair is not among the inputs"))
  }

  @Test func `the smallest change and what is not known`() throws {
    let text = try table("-o", "text", of: Self.other).stdout
    #expect(
      text.contains(
        "\nSmallest change: Move one master of zone a to a further zone c (voters 1-1-1): then any 1 "
          + "zone is survived. Two zones cannot do this with any number of members.\n"))
    #expect(text.contains("(your assumptions, independent failures)"))
    #expect(text.contains("  - which machines of one zone share a rack or a hypervisor\n"))
  }

  @Test func `a promise at a level that nobody names is not known to hold`() throws {
    let text = Specs.spec(
      named: "c", "controlPlane: {zones: {a: 1, b: 1, c: 1}, etcdEndpoints: local}",
      "etcd: stacked", "requirements: {survive: [1 zone, 2 racks]}")
    let report = try table("-o", "json", of: text).json()
    let cluster = try #require((report["clusters"] as? [[String: Any]])?.first)
    let unknown = try #require(cluster["unknown"] as? [[String: Any]])
    let messages = unknown.filter { $0["fact"] as? String == "rack" }.map {
      $0["message"] as? String
    }
    #expect(
      messages == [
        "nothing is said to stand in a rack: whether 2 racks can be survived is not known"
      ])
    #expect(!unknown.contains { $0["fact"] as? String == "zone" })
  }

  @Test func `names cannot break out of the comment, the page or the table`() throws {
    let name = "a --> <script>|*"
    let spec = Self.prod.replacing("name: prod", with: "name: \"\(name)\"")
    let markdown = try table("-o", "markdown", of: spec).stdout
    #expect(markdown.components(separatedBy: "-->").count == 3)
    #expect(!markdown.contains("<script>"))
    let html = try table("-o", "html", of: spec).stdout
    #expect(!html.contains("<script>") && html.contains("&lt;script&gt;"))
    let folder = try Folder()
    let file = try folder.write("ha.md", markdown).path
    #expect(try table("--check", file, of: spec).status == 0)
    #expect(
      try table("-o", "openpsa", of: spec).stdout.contains(
        "<define-fault-tree name=\"a_script_\">"))
  }

  @Test func `a model for risk tools is of one cluster with assumptions`() throws {
    #expect(try table("-o", "openpsa").status == 0)
    let none = try table("-o", "openpsa", of: Specs.sound)
    #expect(none.status == 2 && none.stderr.contains("no assumptions"))
    #expect(try table("-o", "openpsa", "--service", "etcd-quorum").status == 0)
    #expect(try table("-o", "openpsa", "--service", "cheese").status == 2)
  }
}
