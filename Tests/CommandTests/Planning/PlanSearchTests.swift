import Foundation
import Testing

/// Searches that are long, and answers that are explained.
@Suite struct PlanSearchTests {
  /// Zones of different prices, and an availability that takes many members.
  static let long = """
    apiVersion: haplan.dev/v1alpha1
    kind: PlanRequest
    metadata: {name: long}
    spec:
      zones:
        - {name: a, costs: {node: 10}}
        - {name: b, costs: {node: 11}}
        - {name: c, costs: {node: 12}}
        - {name: d, costs: {node: 13}}
        - {name: e, costs: {node: 14}}
      topology: external
      loadBalancers: {atLeast: 2, atMost: 5}
      survive: [1 zone + 1 node]
      availability: 99.99999%
      assumptions: {node: {unavailability: 0.004}, zone: {unavailability: 0.00001}}
    """

  /// The same with so much to try that no machine is through in a second.
  static let longest = long.replacing("external", with: "any\n  etcdEndpoints: all").replacing(
    "99.99999%", with: "99.99999999%"
  ).replacing(
    "  topology:",
    with: """
          - {name: f, costs: {node: 15}}
          - {name: g, costs: {node: 16}}
          - {name: h, costs: {node: 17}}
        topology:
      """)

  @Test func `a search that is given up says how far it may be from the best`() throws {
    let words = ["plan", "-", "--search-steps", "4000", "-o"]
    let text = try Haplan.run(words + ["text"], text: Self.long)
    #expect(text.status == 0)
    #expect(text.stdout.contains("the best found in 4000 steps"))
    #expect(text.stdout.contains("there may be a cheaper one, by "))
    let json = try Haplan.run(words + ["json"], text: Self.long)
    let report = try json.json()
    #expect(report["optimal"] as? Bool == false)
    let cost = try #require(report["cost"] as? Int)
    let least = try #require(report["leastCost"] as? Int)
    #expect(least > 0 && least < cost)
    #expect(json.stderr.contains("the best found in 4000 steps"))
  }

  @Test func `a search that found nothing in time does not say that there is nothing`() throws {
    let words = ["plan", "-", "--search-steps", "5"]
    let result = try Haplan.run(words, text: Self.long)
    #expect(result.status == 2 && result.stdout.isEmpty)
    #expect(
      result.stderr == """
        haplan: nothing found: the search was given up after 5 steps without a placement

        """)
    let text = try Haplan.run(words + ["-o", "text"], text: Self.long)
    #expect(text.status == 2 && text.stdout.hasPrefix("long: nothing found\n"))
    #expect(try Haplan.run(["plan", "--zones", "a", "--search-steps", "0"]).status == 2)
  }

  /// A terminal as `script` makes one; where there is none nothing is told.
  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"),
      "script is not on this machine"))
  func `progress is for terminals`() throws {
    let folder = try Folder()
    let request = try folder.write("request.yaml", Self.longest).path
    let words = "plan \(request) --search-steps 1000000 -o json"
    let quiet = try Haplan.shell("\"$1\" \(words)", ["sh", Haplan.binary.path])
    #expect(!quiet.stderr.contains("searching") && !quiet.stderr.contains("\r"))
    let shown = try Haplan.shell(
      "script -qec \"$1 \(words) >/dev/null\" /dev/null </dev/null", ["sh", Haplan.binary.path])
    #expect(shown.stdout.contains("searching for "), "\(shown.stdout)")
    #expect(shown.stdout.contains("% of what it may do"))
    // The line is gone at the end.
    #expect(shown.stdout.hasSuffix("\r\u{1B}[K") || shown.stdout.contains("\r\u{1B}[Khaplan: "))
  }

  @Test(arguments: [
    (
      ["--zones", "a,b,c", "--survive", "3 zones"],
      "3 zones can never survive the loss of any 3: whichever hold half of the voters or more stop "
        + "the quorum; 4 further zones would do"
    ),
    (
      ["--zones", "a,b,c", "--survive", "1 zone", "--nodes", "2"],
      "1 zone cannot be survived within the limits; 3 machines would do"
    ),
    (
      ["--zones", "a,b,c", "--survive", "1 zone", "--members", "2"],
      "1 zone cannot be survived within the limits; 3 members would do"
    ),
    (
      ["--zones", "a,b,c", "--survive", "1 zone", "--members", "2", "--nodes", "2"],
      "1 zone cannot be survived within the limits; 3 members on as many machines as they need would "
        + "do"
    ),
    (
      ["--zones", "a,b", "--load-balancers", "1", "--survive", "1 load-balancer"],
      "1 load-balancer cannot be survived within the limits; up to 2 balancers would do"
    ),
    (
      ["--zones", "a", "--load-balancers", "1..2", "--survive", "1 load-balancer"],
      "1 load-balancer cannot be survived within the limits; up to 3 balancers, 3 in a zone would do"
    ),
  ])
  func `the least change that helps`(_ words: [String], _ reason: String) throws {
    let result = try Haplan.run(["plan", "-o", "text"] + words)
    #expect(result.status == 1)
    #expect(result.stdout == "cluster: not possible\n\(reason)\n")
  }

  @Test func `others lose for a reason`() throws {
    let result = try Haplan.run(
      ["plan", "-", "-o", "text", "--survive", "1 zone", "--survive", "1 load-balancer"],
      text: PlanTests.request)
    #expect(result.stdout.contains("  1 member, stacked: cannot survive 1 zone\n"))
    #expect(result.stdout.contains("  1 balancer: cannot survive 1 zone\n"))
    // A third balancer is what buys the most: 39 for 36, and 12.1 minutes for 53.8.
    let third = "3 control-plane nodes, 3 etcd members (stacked), 3 balancers: costs 3 more, down "
    #expect(result.stdout.contains(third), "\(result.stdout)")
  }

  @Test func `an availability of things that never fail is not passed over`() throws {
    let words = ["plan", "--zones", "a,b,c", "--survive", "zone=1", "--availability", "99.99%"]
    for output in ["yaml", "json"] {
      let result = try Haplan.run(words + ["-o", output])
      #expect(result.status == 0 && result.stderr.contains("Nothing is assumed to fail"))
    }
    let text = try Haplan.run(words + ["-o", "text"])
    #expect(text.stdout.contains("Nothing is assumed to fail") && text.stderr.isEmpty)
    #expect(!text.stdout.contains("the availability: nothing"))
  }
}
