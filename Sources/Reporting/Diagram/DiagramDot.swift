internal import ClusterModel

/// The picture for Graphviz.
package enum DiagramDot {
  /// All clusters in one digraph, as UTF-8.
  package static func render(_ report: TableReport) -> [UInt8] {
    var lines = [
      "digraph haplan {",
      "  graph [rankdir=TB, bgcolor=white, fontname=\"sans-serif\", nodesep=0.3];",
      "  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=11];",
      "  edge [fontname=\"sans-serif\", fontsize=10, color=\"#44546a\"];",
    ]
    for (index, entry) in report.clusters.enumerated() {
      var drawing = DotDrawing(DiagramGraph(entry.cluster), prefix: "c\(index + 1)_")
      drawing.draw()
      lines += drawing.lines
    }
    lines.append("}")
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }
}

/// One cluster's lines.
private struct DotDrawing: DiagramLanguage {
  let graph: DiagramGraph
  let prefix: String
  private(set) var lines: [String] = []
  var hubs = 0

  init(_ graph: DiagramGraph, prefix: String) {
    self.graph = graph
    self.prefix = prefix
  }

  mutating func draw() {
    put(1, "subgraph cluster_\(prefix)all {")
    put(2, "label=\(Self.quoted(graph.name)); color=\"#8c959f\";")
    put(2, "\(prefix)clients [label=\(Self.quoted(graph.clients)), shape=ellipse];")
    var machines = 0
    for (index, box) in graph.boxes.enumerated() {
      if let title = box.title { open(2, id("domain", index), title, "rounded") }
      for balancer in box.balancers { put(3, node(balancer: balancer)) }
      for machine in box.machines {
        draw(machine, id("machine", machines))
        machines += 1
      }
      if box.title != nil { put(2, "}") }
    }
    put(1, "}")
    drawArrows()
  }

  private mutating func put(_ depth: Int, _ line: String) {
    lines.append(String(repeating: "  ", count: depth) + line)
  }

  private mutating func open(_ depth: Int, _ name: String, _ title: String, _ style: String) {
    put(depth, "subgraph cluster_\(name) {")
    put(depth + 1, "label=\(Self.quoted(title)); style=\(style); color=\"#8c959f\";")
  }

  private func node(balancer: Int) -> String {
    "\(id("balancer", balancer)) [label=\(Self.quoted(graph.title(ofBalancer: balancer))), "
      + "shape=hexagon, style=solid];"
  }

  private mutating func draw(_ machine: DiagramGraph.Machine, _ name: String) {
    open(3, name, ([machine.name] + machine.places).joined(separator: ", "), "solid")
    for balancer in machine.balancers { put(4, node(balancer: balancer)) }
    if let server = machine.apiServer { put(4, "\(id("api", server)) [label=\"API server\"];") }
    for member in machine.members {
      let look =
        graph.members[member].isLearner ? "style=dashed" : "style=solid, penwidth=2"
      let title = Self.quoted(graph.title(ofMember: member))
      put(4, "\(id("etcd", member)) [label=\(title), shape=cylinder, \(look)];")
    }
    put(3, "}")
  }

  mutating func putHub(_ name: String, _ title: String) {
    put(1, "\(name) [label=\"\(title)\", shape=plaintext];")
  }

  mutating func putAbsent(_ name: String, _ title: String) {
    put(1, "\(name) [label=\(Self.quoted(title)), style=dashed];")
  }

  mutating func putArrow(from source: String, to target: String, _ arrow: DiagramArrow) {
    let look =
      switch arrow {
      case .reaches: ""
      case .joins: " [arrowhead=none]"
      case .missing: " [style=dashed, label=\"missing\"]"
      case .stale: " [style=dashed, label=\"stale\"]"
      }
    put(1, "\(source) -> \(target)\(look);")
  }

  /// A quoted identifier; Graphviz reads `\` in labels, and entities too.
  static func quoted(_ text: String) -> String {
    var label = ""
    for scalar in Visible.text(text).unicodeScalars {
      switch scalar {
      case "\"": label += "\\\""
      case "\\": label += "\\\\"
      case "&": label += "&amp;"
      default: label.unicodeScalars.append(scalar)
      }
    }
    return "\"\(label)\""
  }
}
