import ClusterModel
import FaultTolerance
import Syntax
import Testing

@testable import Reporting

@Suite struct TableMarkdownTests {
  private func rendered(_ cluster: Cluster) -> String {
    let entry = TableReport.Entry(cluster: cluster, assessment: Assessment(cluster))
    return String(
      decoding: TableMarkdown.render(TableReport(clusters: [entry], files: [])), as: UTF8.self)
  }

  /// The cells of the row that begins with this one.
  private func row(_ title: String, _ text: String) -> [String]? {
    for line in text.split(separator: "\n") where line.hasPrefix("| \(title) |") {
      return line.split(separator: "|").map { $0.trimmingBlanks }.filter { !$0.isEmpty }
    }
    return nil
  }

  /// Two masters in zone a and one in b, both balancers in a: worked out by hand.
  @Test func twoZones() {
    let text = rendered(SampleCluster.stacked(zones: ["a", "a", "b"], balancers: ["a", "a"]))
    #expect(
      text.hasPrefix(
        "<!-- haplan table v1 -->\n## prod: control plane fault tolerance\n\n"
          + "**Survives any 1 machine; does not survive zone a.** Without zone a: 1 of 3 voters up")
    )
    #expect(
      text.contains("\netcd: 3 voters (stacked), quorum 2, tolerates 1. API servers: 3, each "))
    let expected = [
      ["any 1 master", "works", "works¹", "works", "0 masters"],
      ["**any 2 masters**", "**down**", "**down**", "**lost²**", "–"],
      ["any 1 balancer", "works (VIP moves)", "works", "works", "0 balancers"],
      ["both balancers", "**down**", "works", "**lost²**", "–"],
      ["**zone a (2 masters, 2 balancers)**", "**down**", "**down**", "**lost²**", "–"],
      ["zone b (1 master)", "works", "works¹", "works", "0 masters, 1 balancer"],
      [
        "**1 master in maintenance + any other master**", "**down**", "**down**", "**lost²**", "–",
      ],
      ["API writes, nodes stay Ready", "1", "1", "1", "**0**", "zone a"],
      ["scheduling, controllers, etcd quorum", "1", "1", "any", "**0**", "zone a"],
    ]
    for cells in expected { #expect(row(cells[0], text) == cells) }
    #expect(text.contains("¹ A new controller or scheduler leader takes over after 13–24 s"))
    #expect(text.contains("\n² Pods keep running"))
  }

  /// 5 members 2-2-1 and 3 masters 1-1-1: worked out by hand.
  @Test func threeZones() {
    let text = rendered(
      SampleCluster.external(members: ["a", "a", "b", "b", "c"], masters: ["a", "b", "c"]))
    #expect(text.contains("etcd: 5 voters (external), quorum 3, tolerates 2."))
    #expect(text.contains("API servers: 3, each lists all 5 members."))
    let expected = [
      ["any 2 machines", "works", "works¹", "works", "0 machines"],
      ["**any 3 etcd machines**", "**down**", "**down**", "**lost²**", "–"],
      ["**all 3 masters**", "**down**", "**down**", "**lost²**", "–"],
      [
        "zone a or b (1 master, 2 etcd members)", "works", "works¹", "works",
        "0 etcd machines, 1 master",
      ],
      [
        "zone c (1 master, 1 etcd member)", "works", "works¹", "works",
        "1 etcd machine, 1 master",
      ],
      ["**any 2 zones**", "**down**", "**down**", "**lost²**", "–"],
      [
        "1 machine in maintenance + any other machine", "works", "works¹", "works", "0 machines",
      ],
      [
        "API writes, nodes stay Ready, scheduling, controllers", "2", "2", "2", "1",
        "zone a + zone b",
      ],
      ["etcd quorum", "2", "2", "any", "1", "zone a + zone b"],
    ]
    for cells in expected { #expect(row(cells[0], text) == cells) }
    #expect(
      text.contains(
        "**To survive one more machine after any zone:** 9 etcd members over 3 zones (3-3-3), 7 "
          + "over 4 zones (2-2-2-1) or 5 over 5 zones (1-1-1-1-1). Masters are enough as they are."
      ))
  }

  /// With quorum and an API server lost by different machines, single ones are told apart.
  @Test func eachMachineWhereSomeStopIt() {
    let text = rendered(
      SampleCluster.external(members: [nil, nil, nil], masters: [nil], balancers: [nil]))
    #expect(
      row("**master-1, the only master**", text)?[1...3] == ["**down**", "**down**", "**lost¹**"])
    #expect(row("any 1 etcd machine", text)?[1] == "works")
    #expect(row("**any 2 etcd machines**", text)?[1] == "**down**")
    #expect(row("lb-1, the only balancer", text)?[1...3] == ["**down**", "works", "**lost¹**"])
  }

  @Test func quorumTable() {
    let expected = [
      "1 voter (external), quorum 1, tolerates 0", "2 voters (external), quorum 2, tolerates 0",
      "3 voters (external), quorum 2, tolerates 1", "4 voters (external), quorum 3, tolerates 1",
      "5 voters (external), quorum 3, tolerates 2", "6 voters (external), quorum 4, tolerates 2",
      "7 voters (external), quorum 4, tolerates 3", "8 voters (external), quorum 5, tolerates 3",
      "9 voters (external), quorum 5, tolerates 4",
    ]
    for (index, facts) in expected.enumerated() {
      let members = [String?](repeating: nil, count: index + 1)
      let cluster = SampleCluster.external(members: members, masters: [nil])
      #expect(rendered(cluster).contains("\netcd: \(facts). API servers: 1"))
    }
  }

  @Test func atMostSixColumns() {
    let cluster = SampleCluster.external(
      members: ["a", "b", "c"], masters: ["a", "b", "c"], balancers: ["a", "b"]
    ) { part in
      for index in part.nodes.indices {
        for level in ["rack", "hypervisor", "feed"] {
          part.nodes[index].domains.append(
            DomainPlace(level: level, names: ["\(level)-\(index)"], span: SampleCluster.span))
        }
      }
    }
    for line in rendered(cluster).split(separator: "\n") where line.hasPrefix("|") {
      #expect(line.filter { $0 == "|" }.count <= 7)
    }
  }

  @Test func upperBoundsSaySo() {
    let text = rendered(SampleCluster.stacked(zones: ["a", "b", nil], balancers: ["a", "b"]))
    #expect(row("scheduling, controllers, etcd quorum", text)?.contains("≤ 1") == true)
    #expect(text.contains("**Not known:**"))
  }

  @Test func partialViewHasNoNumbers() {
    let text = rendered(SampleCluster.lone())
    #expect(text.contains("**Partial view: 1 machine seen.**"))
    #expect(text.contains("etcd: members not stated, at least 1."))
    #expect(text.contains("**Not known:**"))
    #expect(!text.contains("|"))
  }

  /// A zone holds two of five members; with it and one more, three are gone.
  @Test func promisesOfSeveralClasses() {
    let span = SampleCluster.span
    let cluster = SampleCluster.external(
      members: ["a", "a", "b", "b", "c"], masters: ["a", "b", "c"]
    ) { part in
      part.requirements = Requirements(
        survive: [
          .init(
            failures: [.init(className: "zone", count: 1), .init(className: "node", count: 1)],
            service: "control-plane", span: span)
        ], duringMaintenance: nil, unavailability: nil, controllerTakeover: nil)
    }
    let title = "**any 1 zone + 1 node**"
    let down = "**down in the worst case**"
    #expect(
      row(title, rendered(cluster)) == [title, down, down, "**lost in the worst case²**", "–"])
  }

  /// A mark that combines with a bar makes one character of both, and still ends a cell.
  @Test func marksHideNoMarkup() {
    let text = rendered(SampleCluster.stacked(zones: ["a|\u{301}", "b", "c"]))
    #expect(text.contains("| zone a\\|\u{301}, b or c (1 master) |"))
  }

  @Test func namesAreNoMarkup() {
    let name = "a|b`c`<b>*x*\n# h [l](u) & ~y~ _z_"
    let text = rendered(SampleCluster.stacked(name: name, zones: ["<i>|", "b", "c"]))
    #expect(
      text.hasPrefix(
        "<!-- haplan table v1 -->\n"
          + ##"## a\|b\`c\`\<b\>\*x\*\\u\{a\}\# h \[l\](u) \& \~y\~ \_z\_: control plane"##))
    #expect(text.contains(#"| zone \<i\>\|, b or c (1 master) |"#))
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
