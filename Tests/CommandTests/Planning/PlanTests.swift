import Foundation
import Testing

/// `plan` as a user runs it.
@Suite struct PlanTests {
  static let request = """
    apiVersion: haplan.dev/v1alpha1
    kind: PlanRequest
    metadata: {name: eu}
    spec:
      zones: [a, b, c]
      loadBalancers: {atLeast: 1, atMost: 3, perZone: 1}
      survive: [1 zone, 1 node + 1 load-balancer]
      costs: {node: 10, load-balancer: 3}
      assumptions:
        node: {unavailability: 0.004}
        zone: {unavailability: 0.0005}
        etcd-member: {unavailability: 0.001}
        api-server: {unavailability: 0.002}
        load-balancer: {unavailability: 0.003}
    """

  @Test func `the plan of a request, as JSON`() throws {
    let result = try Haplan.run(["plan", "-", "-o", "json"], text: Self.request)
    let report = try result.json()
    #expect(result.status == 0)
    #expect(report["feasible"] as? Bool == true)
    #expect(report["optimal"] as? Bool == true)
    #expect(report["cost"] as? Int == 36)
    let unavailability = try #require(report["unavailability"] as? Double)
    #expect(abs(unavailability / 1.02234593080476e-4 - 1) < 1e-12)
    let placement = try #require(report["placement"] as? [[String: Any]])
    #expect(placement.map { $0["zone"] as? String } == ["a", "b", "c"])
    #expect(placement.map { $0["controlPlane"] as? Int } == [1, 1, 1])
    #expect(placement.map { $0["loadBalancers"] as? Int } == [1, 1, 0])
  }

  @Test func `flags lie over a request`() throws {
    let result = try Haplan.run(
      ["plan", "-", "-o", "json", "--availability", "99.99%"], text: Self.request)
    #expect(try result.json()["cost"] as? Int == 39)
  }

  /// The spec that a plan writes is clean, and keeps what was asked for.
  @Test(arguments: [
    ["--zones", "a,b,c", "--survive", "zone=1", "--load-balancers", "2"],
    ["--zones", "a,b,c,d,e", "--survive", "1 zone + 1 node"],
    ["--zones", "a,b", "--witness", "yes", "--survive", "zone=1", "--survive", "2 api-server"],
    ["--zones", "a,b,c,d,e", "--survive", "2 zones", "--topology", "external"],
    ["--zones", "x y,b", "--survive", "1 node", "--etcd-endpoints", "all"],
  ])
  func `the spec of a plan is clean and keeps it`(_ flags: [String]) throws {
    let plan = try Haplan.run(["plan"] + flags)
    #expect(plan.status == 0, "\(plan.stderr)")
    let check = try Haplan.run(
      ["check", "-o", "json", "--profile", "prod", "-"], text: plan.stdout)
    #expect(check.status == 0)
    let loud = try check.findings().filter { $0["severity"] as? String != "note" }
    #expect(loud.isEmpty, "\(loud)")
    #expect(try check.problems().isEmpty)
  }

  @Test func `what cannot be had is said, with the cure, and the status is 1`() throws {
    let result = try Haplan.run(["plan", "--zones", "a,b", "--survive", "zone=1"])
    #expect(result.status == 1 && result.stdout.isEmpty)
    #expect(result.stderr.contains("2 zones can never survive the loss of either"))
    #expect(result.stderr.contains("a third zone with one etcd member would do"))
    let alone = try Haplan.run(["plan", "--zones", "a", "--survive", "zone=1"])
    #expect(alone.status == 1)
    #expect(alone.stderr.contains("1 zone can never survive its own loss"))
    let report = try Haplan.run(["plan", "--zones", "a,b", "--survive", "zone=1", "-o", "json"])
    #expect(report.status == 1)
    #expect(try report.json()["feasible"] as? Bool == false)
    #expect(
      try report.json()["placement"] as? [[String: Any]] == nil
        || (try report.json()["placement"] as? [Any])?.isEmpty == true)
  }

  @Test func `a cluster's own requirements are planned for`() throws {
    let spec = """
      apiVersion: haplan.dev/v1alpha1
      kind: Cluster
      metadata: {name: two}
      spec:
        controlPlane: {zones: {a: 2, b: 1}}
        etcd: stacked
        requirements: {survive: [1 zone]}
      """
    let result = try Haplan.run(["plan", "-", "-o", "text"], text: spec)
    #expect(result.status == 1)
    #expect(result.stdout.hasPrefix("two: not possible\n2 zones can never survive"))
  }

  /// Machines that are in the right zones stay, by their own names.
  @Test func `the way from a cluster to its plan`() throws {
    let folder = try Folder()
    let nodes = [("alpha", "a"), ("beta", "a"), ("gamma", "b")].map {
      "{name: \($0), domains: {zone: \($1)}}"
    }
    try folder.write(
      "ring.yaml",
      Specs.spec(
        named: "ring", "controlPlane: {nodes: [\(nodes.joined(separator: ", "))]}", "etcd: stacked")
    )
    let words = ["plan", "--from", "ring.yaml", "--zones", "a,b,c", "--survive", "zone=1"]
    let result = try Haplan.run(words + ["-o", "json"], cwd: folder.url)
    #expect(result.status == 0, "\(result.stderr)")
    let way = try #require(try result.json()["migration"] as? [String: Any])
    let steps = try #require(way["steps"] as? [[String: Any]])
    let changes = steps.map { "\($0["action"] ?? "") \($0["target"] ?? "")" }.filter { step in
      ["promote", "remove-m", "add-api", "remove-a"].contains { step.hasPrefix($0) }
    }
    #expect(
      changes == [
        "promote etcd-4", "add-api-server master-3", "remove-api-server beta",
        "remove-member etcd-2",
      ])
    let text = try Haplan.run(words + ["-o", "text"], cwd: folder.url)
    #expect(text.stdout.hasPrefix("ring: 3 control-plane nodes"))
    #expect(text.stdout.contains("Go or no-go"))
    #expect(try Haplan.run(words, cwd: folder.url).stdout.hasPrefix("apiVersion: haplan.dev"))
  }

  /// A drained node is one more that is down: the spec that is written says so once.
  @Test func `a promise during maintenance is planned for`() throws {
    let spec = """
      apiVersion: haplan.dev/v1alpha1
      kind: Cluster
      metadata: {name: prod}
      spec:
        controlPlane: {zones: {a: 1, b: 1, c: 1}}
        etcd: stacked
        requirements: {duringMaintenance: {node: 1}, survive: [1 node + 1 node]}
      """
    let plan = try Haplan.run(["plan", "-"], text: spec)
    #expect(plan.status == 0 && plan.stdout.contains("      - {node: 2}\n"), "\(plan.stdout)")
    let check = try Haplan.run(["check", "-o", "json", "-"], text: plan.stdout)
    #expect(check.status == 0)
    #expect(try check.problems().isEmpty)
    let text = try Haplan.run(["plan", "-", "-o", "text"], text: spec)
    #expect(text.stdout.contains("prod: 5 control-plane nodes, 5 etcd members (stacked)"))
  }

  @Test func `nothing asked for is said`() throws {
    let text = try Haplan.run(["plan", "--zones", "a", "-o", "text"])
    #expect(text.stdout.contains("Nothing is asked for"))
    let kept = try Haplan.run(["plan", "--zones", "a", "-o", "text", "--survive", "1 node"])
    #expect(!kept.stdout.contains("Nothing is asked for"))
  }

  @Test(arguments: [
    ["--zones", "a,b", "--survive", "lots"], ["--zones", "a,a"], ["--topology", "round"],
    ["--zones", "a", "--survive", "1 rack"], ["--zones", "a", "--cost", "node=-1"],
    ["--zones", "a", "--availability", "often"], ["--survive", "1 node"], [],
    ["--zones", "a", "--load-balancers", "3..1"], ["--witness", "a"], ["/no/such/file"],
  ])
  func `a request that makes no sense is a problem`(_ flags: [String]) throws {
    let result = try Haplan.run(["plan"] + flags)
    #expect(result.status == 2, "\(result.stdout)")
    #expect(result.stdout.isEmpty)
    #expect(!result.stderr.isEmpty)
  }
}
