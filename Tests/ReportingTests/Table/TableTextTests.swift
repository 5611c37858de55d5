import ClusterModel
import FaultTolerance
import Syntax
import Testing

@testable import Reporting

@Suite struct TableTextTests {
  private func report(_ clusters: Cluster...) -> TableReport {
    TableReport(
      clusters: clusters.map { .init(cluster: $0, assessment: Assessment($0)) }, files: [])
  }

  private func rendered(_ clusters: Cluster..., theme: Theme = .plain) -> String {
    let entries = clusters.map { TableReport.Entry(cluster: $0, assessment: Assessment($0)) }
    return String(
      decoding: TableText.render(TableReport(clusters: entries, files: []), theme: theme),
      as: UTF8.self)
  }

  @Test func columnsStandBelowOneAnother() {
    let text = rendered(
      SampleCluster.stacked(zones: ["a", "日本", "e\u{301}"], balancers: ["a", "日本"]))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let rules = lines.indices.filter { lines[$0].hasPrefix("---") }
    #expect(rules.count == 2)
    for rule in rules {
      let starts = starts(lines[rule])
      for line in lines[(rule + 1)...].prefix(while: { !$0.isEmpty }) + [lines[rule - 1]] {
        #expect(self.starts(line).isSuperset(of: starts), "\(line)")
      }
    }
  }

  /// The columns at which words begin that follow two blanks or more.
  private func starts(_ line: String) -> Set<Int> {
    var starts: Set<Int> = []
    var column = 0
    var blanks = 2
    for scalar in line.unicodeScalars {
      if scalar != " ", blanks >= 2, DisplayWidth.of(scalar) > 0 { starts.insert(column) }
      blanks = scalar == " " ? blanks + 1 : 0
      column += DisplayWidth.of(scalar)
    }
    return starts
  }

  @Test func severalClusters() {
    let text = rendered(
      SampleCluster.stacked(name: "one", zones: [nil]),
      SampleCluster.stacked(name: "two", zones: [nil, nil, nil]))
    #expect(text.hasPrefix("Cluster  etcd voters  What it survives\n"))
    #expect(text.contains("\n\none: control plane fault tolerance\n"))
    #expect(text.contains("\n\ntwo: control plane fault tolerance\nSurvives any 1 machine"))
    #expect(text.contains("master-1, the only master"))
  }

  @Test func coloursOnlyWhereAsked() {
    let cluster = SampleCluster.stacked(zones: ["a", "a", "b"])
    #expect(!rendered(cluster).utf8.contains(0x1B))
    #expect(rendered(cluster, theme: .ansi).contains("\u{1B}[1;31mdown\u{1B}[0m"))
  }

  @Test func twoDigitsOfAvailability() {
    let cluster = SampleCluster.stacked(zones: [nil, nil, nil], balancers: [nil]) { part in
      part.assumptions = Assumptions(
        classes: ["load-balancer": .init(unavailability: 1.0194e-4, repairHours: nil)],
        elements: [:])
    }
    // 0.00010194 × 525,960 = 53.6 minutes.
    #expect(
      rendered(cluster).contains(
        "API writes down about 54 minutes a year (your assumptions, independent failures)."))
  }

  @Test func namesCannotHarm() {
    let text = rendered(SampleCluster.stacked(name: "x\u{1B}[2J\n", zones: ["\u{9B}\u{202E}"]))
    #expect(text.hasPrefix("x\\u{1b}[2J\\u{a}: control plane"))
    #expect(text.contains("zone \\u{9b}\\u{202e}"))
  }

  // MARK: CSV

  private func csv(_ cluster: Cluster) -> [String] {
    String(decoding: TableCSV.render(report(cluster)), as: UTF8.self)
      .split(separator: "\r\n").map(String.init)
  }

  @Test func rowForEachServiceAndClass() {
    let lines = csv(SampleCluster.stacked(zones: ["a", "b", "c"]))
    #expect(
      lines.first
        == "cluster,service,status,class,total,guaranteed,bestCase,weakestCut,cuts,upperBound")
    // Nodes, members, API servers, controller managers, schedulers, machines and zones.
    #expect(lines.count == 1 + 6 * 7)
    #expect(
      lines[1] == #"prod,etcd-quorum,works,node,3,1,1,"node:master-1 node:master-2",3,false"#)
  }

  @Test func fieldsAreQuoted() {
    #expect(
      csv(SampleCluster.stacked(name: "a,\"b\"", zones: [nil]))[1].hasPrefix(#""a,""b""",etcd"#))
    #expect(csv(SampleCluster.stacked(name: "=1+1", zones: [nil]))[1].hasPrefix(#""'=1+1","#))
    #expect(
      csv(SampleCluster.stacked(name: "a\r\nb", zones: [nil]))[1].hasPrefix(#"a\u{d}\u{a}b,"#))
  }

  @Test func marksHideNoSeparators() {
    let name = "a,\u{301}\"\u{301}"
    #expect(
      csv(SampleCluster.stacked(name: name, zones: [nil]))[1].utf8
        .starts(with: "\"a,\u{301}\"\"\u{301}\",etcd".utf8))
  }

  @Test func whatIsNotKnownIsEmpty() {
    for line in csv(SampleCluster.lone()).dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      #expect(cells.count == 10 && cells[2] == "unknown")
      #expect(cells[5...].allSatisfy { $0.isEmpty })
    }
  }
}
