import Foundation
import Testing

/// Pictures: what they show, and that those who draw them can read them.
@Suite struct DiagramTests {
  /// Something of everything.
  static let mixed = """
    apiVersion: haplan.dev/v1alpha1
    kind: Cluster
    metadata: {name: "mixed <&> \\"one\\""}
    spec:
      controlPlane:
        endpoint: k8s.mixed.internal:6443
        nodes:
          - {name: m1, address: 10.9.0.1, domains: {zone: a, rack: r1}}
          - {name: m2, address: 10.9.0.2, domains: {zone: b}}
          - {name: m3, address: 10.9.0.3, domains: {zone: c}}
          - {name: m4, address: 10.9.0.4}
        apiServer: {flags: {etcd-servers: "https://10.9.0.1:2379,https://10.9.0.2:2379"}}
      etcd:
        topology: stacked
        members:
          - {name: e1, clientURL: "https://10.9.0.1:2379", node: m1}
          - {name: e2, clientURL: "https://10.9.0.2:2379", node: m2}
          - {name: e3, clientURL: "https://10.9.0.3:2379", node: m3}
          - {name: e4, clientURL: "https://10.9.0.4:2379", node: m4, learner: true}
      loadBalancers:
        - {name: l1, kind: haproxy, vip: 10.9.0.7, domains: {zone: a}, \
    backends: ["10.9.0.1:6443", "10.9.0.9:6443"]}
        - {name: l2, kind: keepalived, node: m2, vip: 10.9.0.7}

    """

  private func diagram(_ format: String, of text: String = mixed) throws -> String {
    let result = try Haplan.run(["diagram", "-o", format, "-"], text: text)
    #expect(result.status == 0 && result.stderr.isEmpty)
    return result.stdout
  }

  @Test func `boxes, roles and lines`() throws {
    let lines = try diagram("mermaid").split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    #expect(lines.first == "flowchart TB")
    for line in [
      #"clients(["clients and kubelets, by k8s.mixed.internal:6443"])"#,
      #"subgraph domain1["zone a"]"#, #"subgraph domain4["no zone named"]"#,
      #"subgraph machine1["m1, rack r1"]"#, #"balancer2{{"l2, keepalived"}}"#,
      #"etcd1[("e1, voter")]"#, #"etcd4[("e4, learner")]"#, "class etcd1,etcd2,etcd3 voter",
      "class etcd4 learner", "clients --> balancer1", "clients --> balancer2",
      #"balancer1stale1["10.9.0.9:6443: no API server"]:::absent"#,
    ] { #expect(lines.contains(line), "\(line)") }
    let edges = lines.filter { $0.contains("--> ") || $0.contains("-.->") }
      .filter { !$0.hasPrefix("clients") }
    var expected = ["balancer1 --> api1", "balancer1 -.->|\"stale\"| balancer1stale1"]
    for server in 1...4 {
      expected.append("balancer2 --> api\(server)")
      if server > 1 { expected.append("balancer1 -.->|\"missing\"| api\(server)") }
      expected += ["api\(server) --> etcd1", "api\(server) --> etcd2"]
      expected.append("api\(server) -.->|\"missing\"| etcd3")
    }
    #expect(edges.sorted() == expected.sorted())
  }

  /// Only what GitHub has long drawn, with every label in quotes.
  @Test(arguments: Example.all)
  func `Mermaid keeps to a small part of the language`(_ example: Example) throws {
    let text = try Haplan.run(["diagram", example.path]).stdout
    let label = #""[^"`<>\\]*""#
    let patterns = [
      "flowchart TB", #"subgraph [a-z0-9]+\[\#(label)\]"#, "end",
      #"[a-z0-9]+(\[\#(label)\](:::absent)?|\(\[\#(label)\]\)|\[\(\#(label)\)\]|\(\(\#(label)\)\)|\{\{\#(label)\}\})"#,
      #"[a-z0-9]+ -->( [a-z0-9]+)"#, #"[a-z0-9]+ -\.->\|"[a-z]+"\| [a-z0-9]+"#,
      #"class [a-z0-9,]+ (voter|learner)"#, #"classDef [a-z]+ [a-z0-9: -]+"#,
    ]
    let grammar = try Regex("^ *(\(patterns.joined(separator: "|")))$")
    for line in text.split(separator: "\n") {
      #expect(line.wholeMatch(of: grammar) != nil, "\(example.path): \(line)")
    }
    let opened = text.components(separatedBy: "subgraph ").count
    let closed = text.split(separator: "\n").count { $0.drop { $0 == " " } == "end" }
    #expect(opened - 1 == closed)
  }

  @Test func `Graphviz draws it`() throws {
    guard try Haplan.shell("command -v dot", ["sh"]).status == 0 else {
      return print("SKIPPED: DOT is not checked: graphviz is not installed")
    }
    let folder = try Folder()
    try folder.write("mixed.yaml", Self.mixed)
    let inputs =
      Example.all.map { Haplan.root.appendingPathComponent($0.path).path } + ["mixed.yaml"]
    for input in inputs {
      let dot = try Haplan.run(["diagram", "-o", "dot", input], cwd: folder.url).stdout
      let file = try folder.write("graph.dot", dot).path
      let drawn = try Haplan.shell("exec dot -Tplain \"$1\"", ["sh", file])
      #expect(drawn.status == 0 && drawn.stderr.isEmpty, "\(input): \(drawn.stderr)")
      let edges = drawn.stdout.split(separator: "\n").count { $0.hasPrefix("edge ") }
      #expect(edges == dot.components(separatedBy: " -> ").count - 1, "\(input)")
    }
    let all = try Haplan.run(["diagram", "-o", "dot"] + inputs, cwd: folder.url)
    let file = try folder.write("all.dot", all.stdout).path
    #expect(try Haplan.shell("exec dot -Tplain \"$1\"", ["sh", file]).status == 0)
  }

  @Test func `the SVG is sound, stands alone, and says what is wrong in words`() throws {
    let folder = try Folder()
    let text = try diagram("svg")
    for word in [
      "zone a", "no zone named", "e4, learner", "e1, voter", "stale: 10.9.0.9:6443",
      "missing behind l1", "missing e3", "Control plane of mixed &lt;&amp;&gt; &quot;one&quot;",
    ] { #expect(text.contains(">\(word)<"), "\(word)") }
    #expect(!text.contains("href") && !text.contains("<script") && !text.contains("url("))
    let file = try folder.write("picture.svg", text).path
    let parsed = try Haplan.shell(
      "command -v python3 >/dev/null || exit 77; "
        + "exec python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' \"$1\"",
      ["sh", file])
    if parsed.status == 77 { return print("SKIPPED: SVG is not parsed: python3 is missing") }
    #expect(parsed.status == 0, "\(parsed.stderr)")
  }

  /// Pills and cards never lie on one another, whatever the size.
  @Test(arguments: [(1, 1), (3, 1), (5, 3), (12, 2)])
  func `nothing overlaps`(_ zones: Int, _ each: Int) throws {
    let list = (0..<zones).map { "z\($0): \(each)" }.joined(separator: ", ")
    let spec = Specs.spec(
      named: "c", "controlPlane: {zones: {\(list)}, etcdEndpoints: all}", "etcd: stacked",
      "loadBalancers: {zones: {z0: 2}}")
    let svg = try diagram("svg", of: spec)
    let pattern =
      /<rect x="([0-9.-]+)" y="([0-9.-]+)" width="([0-9.]+)" height="([0-9.]+)" rx="[0-9.]+" class="hp-(\w+)"/
    struct Area {
      let x, y, right, bottom: Double
      let kind: String
    }
    let areas = svg.matches(of: pattern).map { match -> Area in
      let numbers = [match.1, match.2, match.3, match.4].map { Double($0) ?? -1 }
      return Area(
        x: numbers[0], y: numbers[1], right: numbers[0] + numbers[2],
        bottom: numbers[1] + numbers[3], kind: String(match.5))
    }
    for kinds in [["card", "balancer"], ["api", "voter", "balancer"], ["box"]] {
      let some = areas.filter { kinds.contains($0.kind) }
      for (index, one) in some.enumerated() {
        for other in some[(index + 1)...] {
          let isBeside = one.right <= other.x || other.right <= one.x
          let isBelow = one.bottom <= other.y || other.bottom <= one.y
          let apart = isBeside || isBelow
          #expect(apart, "\(one) \(other)")
        }
      }
    }
    #expect(areas.count { $0.kind == "api" } == zones * each)
    #expect(areas.count { $0.kind == "box" } == zones)
    #expect(areas.allSatisfy { $0.x >= 0 && $0.y >= 0 })
  }
}
