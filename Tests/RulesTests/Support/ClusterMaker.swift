import ClusterModel
import FaultTolerance
import Rules
import Syntax

/// Clusters made by hand: each flag stands in a text of its own lines, so that findings have places.
struct ClusterMaker {
  private var text = ""
  private var part: ClusterPart
  private let file = FileID(0)

  /// A cluster of so many stacked nodes, all stated.
  init(nodes: Int) {
    let anchor = Span(FileID(0), 0, 0)
    part = ClusterPart(format: .haplan, anchor: anchor, isWhole: true)
    part.nodes = (0..<nodes).map { NodeFact(name: "m\($0 + 1)", span: anchor) }
    part.nodesStatedAt = anchor
    part.hasMemberOnEachNode = true
  }

  /// Flags of a component, of all machines or of one.
  mutating func add(
    _ component: Component, machine: String? = nil, absence: FlagSet.Absence = .isDefault,
    _ flags: KeyValuePairs<String, String>
  ) {
    let written = flags.map { flag in
      let start = text.utf8.count
      text += "\(flag.key)=\(flag.value)\n"
      let nameEnd = start + flag.key.utf8.count
      let end = nameEnd + 1 + flag.value.utf8.count
      return Flag(
        name: flag.key, value: .text(flag.value), nameSpan: Span(file, start, nameEnd),
        valueSpan: Span(file, nameEnd + 1, end), entrySpan: Span(file, start, end))
    }
    part.flagSets.append(
      FlagSet(
        component: component, machines: machine.map { .named($0) } ?? .all, flags: written,
        absence: absence, style: .mapping(stringsOnly: false), anchor: Span(file, 0, 0),
        format: .haplan))
  }

  mutating func add(marks: [TextMark]) { part.marks += marks }

  /// What rules look at.
  func view(_ profile: Profile = .standard) -> ClusterView {
    let source = SourceFile(id: file, path: "cluster.yaml", text: text)
    let cluster = Cluster(sealing: [part], name: "test") { _ in source }
    return ClusterView(
      cluster: cluster, assessment: Assessment(cluster), profile: profile, files: [source],
      namedFiles: [file])
  }
}

/// The judge without formats: fixes stay as they are.
struct Verdicts {
  let findings: [Finding]
  /// The fixes that rules gave, in the order of rules.
  let fixes: [Fix]

  init(_ view: ClusterView, rules: [any Rule.Type] = Catalog.rules) {
    var fixes: [Fix] = []
    findings = Judge.findings(in: view, rules: rules) { fix in
      fixes.append(fix)
      return []
    }
    self.fixes = fixes
  }

  var errors: [String] { findings.filter { $0.severity == .error }.map(\.rule) }
  var names: [String] { findings.map(\.rule) }
}
