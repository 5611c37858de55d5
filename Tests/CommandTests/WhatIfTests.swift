import Foundation
import Testing

/// `what-if` through the binary.
@Suite struct WhatIfTests {
  static let prod = Specs.spec(
    named: "prod", "controlPlane: {zones: {a: 1, b: 1, c: 1}, etcdEndpoints: local}",
    "etcd: stacked", "loadBalancers: {zones: {a: 1, b: 1}}")

  private func ask(_ words: String..., of text: String = prod) throws -> Haplan.Result {
    try Haplan.run(["what-if", "-"] + words, text: text)
  }

  private func clusters(_ result: Haplan.Result) throws -> [[String: Any]] {
    try #require(try result.json()["clusters"] as? [[String: Any]])
  }

  private func services(_ entry: Any?) throws -> [String: String] {
    let list = try #require((entry as? [String: Any])?["services"] as? [[String: String]])
    return Dictionary(
      list.map { ($0["name"] ?? "", $0["status"] ?? "") }, uniquingKeysWith: { first, _ in first })
  }

  @Test func `failures and their witness`() throws {
    let result = try ask("--fail", "zone=c", "--fail", "load-balancer:lb-1", "-o", "json")
    #expect(result.status == 0)
    let cluster = try #require(clusters(result).first)
    #expect(cluster["name"] as? String == "prod")
    #expect(cluster["failed"] as? [String] == ["zone:c", "load-balancer:lb-1"])
    let list = try #require(cluster["services"] as? [[String: String]])
    #expect(
      list.map { $0["name"] } == [
        "etcd-quorum", "api-write", "node-heartbeats", "scheduling", "reconciliation",
        "control-plane",
      ])
    #expect(list.allSatisfy { $0["status"] == "works" })
    #expect(list[0]["why"] == "2 of 3 voters up (etcd-1, etcd-2), quorum 2")
    #expect(list[1]["why"] == "2 of 3 voters up, quorum 2; master-1 serves through lb-2")
    #expect(cluster["leftToLose"] as? [String: Int] == ["node": 0, "load-balancer": 0, "zone": 0])
  }

  @Test func `commas, colons and maintenance`() throws {
    let commas = try ask("--fail", "zone=c,load-balancer=lb-1,lb-2", "-o", "json")
    #expect(
      try clusters(commas)[0]["failed"] as? [String] == [
        "zone:c", "load-balancer:lb-1", "load-balancer:lb-2",
      ])
    #expect(try services(clusters(commas)[0])["api-write"] == "down")
    #expect(try services(clusters(commas)[0])["scheduling"] == "works")
    let drained = try ask("--maintain", "node=master-1", "--fail", "node:master-2", "-o", "json")
    #expect(try clusters(drained)[0]["failed"] as? [String] == ["node:master-1", "node:master-2"])
    #expect(try clusters(drained)[0]["maintained"] as? [String] == ["node:master-1"])
    #expect(try services(clusters(drained)[0])["etcd-quorum"] == "down")
    let text = try ask("--maintain", "master-1").stdout
    #expect(text.hasPrefix("prod with master-1 in maintenance\n"))
    #expect(text.hasSuffix("\nLeft to lose: 0 nodes, 1 balancer, 0 zones.\n"))
  }

  @Test func `partitions, by zones and by nodes, with the clients' side`() throws {
    let zones = try ask("--partition", "a|b,c", "-o", "json")
    let sides = try #require(clusters(zones)[0]["sides"] as? [[String: Any]])
    #expect(sides.map { $0["names"] as? [String] } == [["a"], ["b", "c"]])
    #expect(try sides.map { try services($0)["api-write"] } == ["down", "works"])
    #expect(try clusters(zones)[0]["votersOnSeveralSides"] as? [String] == [])
    #expect(try clusters(zones)[0]["services"] == nil)
    let nodes = try ask("--partition", "master-1,master-2|master-3", "-o", "json")
    let cut = try #require(clusters(nodes)[0]["sides"] as? [[String: Any]])
    #expect(try cut.map { try services($0)["etcd-quorum"] } == ["works", "down"])
    let text = try ask("--partition", "a|c").stdout
    #expect(text.contains("\nOn the side of a: clients here can write\n"))
    #expect(
      text.contains("On several sides, so that more than one may seem to have quorum: etcd-2"))
  }

  @Test func `every single failure and every pair`() throws {
    let singles = try clusters(ask("--all-single", "-o", "json"))
    let list = try #require(singles[0]["scenarios"] as? [[String: Any]])
    // 3 nodes with 4 processes each, 2 balancers on 2 machines, 3 zones.
    #expect(list.count == 22)
    #expect(list.allSatisfy { ($0["stopped"] as? [String]) == [] })
    let pairs = try clusters(ask("--all-pairs", "-o", "json"))
    let both = try #require(pairs[0]["scenarios"] as? [[String: Any]])
    #expect(both.count == 22 * 21 / 2)
    let worst = both.filter { ($0["stopped"] as? [String])?.contains("etcd-quorum") == true }
    // Two of the three places, each by its zone, its node or its member.
    #expect(worst.count == 3 * 9)
    #expect(try ask("--all-pairs").stdout.hasPrefix("prod: 231 pairs, "))
  }

  @Test(arguments: [
    ([], "what fails?"), (["--fail", "zone"], "CLASS=NAME"), (["--fail", "zne=a"], "`zone`"),
    (["--fail", "node=master-9"], "did you mean `master-1`?"),
    (["--maintain", "zone=a"], "a node"),
    (["--partition", "a"], "two sides"), (["--partition", "a|"], "every side"),
    (["--partition", "a|q"], "no zone or node `q`"), (["--partition", "a|a,b"], "twice"),
    (["--partition", "a|b", "--all-single"], "--partition"),
    (["--all-single", "--all-pairs"], "not both"), (["-o", "csv", "--all-single"], "csv"),
  ])
  func `a question that cannot be answered is status 2`(_ words: [String], _ hint: String) throws {
    let result = try Haplan.run(["what-if", "-"] + words, text: Self.prod)
    #expect(result.status == 2)
    #expect(result.stdout.isEmpty)
    #expect(result.stderr.contains(hint), "\(result.stderr)")
  }

  @Test func `several clusters each lose what they have`() throws {
    let folder = try Folder()
    try folder.write("one.yaml", Self.prod)
    try folder.write("two.yaml", Specs.twoMembers)
    let result = try Haplan.run(
      ["what-if", "--fail", "zone=a,node=master-2", "-o", "json", "one.yaml", "two.yaml"],
      cwd: folder.url)
    #expect(result.status == 0)
    let failed = try clusters(result).map { $0["failed"] as? [String] }
    #expect(failed == [["zone:a", "node:master-2"], ["node:master-2"]])
  }
}
