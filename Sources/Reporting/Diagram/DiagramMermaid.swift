internal import ClusterModel

/// The picture as a Mermaid flowchart, in the part of the language that GitHub and GitLab have long
/// drawn: subgraphs, quoted labels, classes without fixed colours.
package enum DiagramMermaid {
  /// All clusters in one flowchart, as UTF-8.
  package static func render(_ report: TableReport) -> [UInt8] {
    var lines = ["flowchart TB"]
    let isAlone = report.clusters.count == 1
    for (index, entry) in report.clusters.enumerated() {
      let graph = DiagramGraph(entry.cluster)
      var drawing = MermaidDrawing(graph, prefix: isAlone ? "" : "c\(index + 1)")
      drawing.draw()
      if isAlone {
        lines += drawing.lines
      } else {
        let title = MermaidDrawing.quoted(graph.name)
        lines +=
          ["  subgraph c\(index + 1)[\(title)]"] + drawing.lines.map { "  " + $0 } + ["  end"]
      }
    }
    lines += [
      "  classDef voter stroke-width:3px", "  classDef learner stroke-dasharray:5 4",
      "  classDef absent stroke-dasharray:3 3",
    ]
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }
}

/// One cluster's lines.
private struct MermaidDrawing: DiagramLanguage {
  let graph: DiagramGraph
  let prefix: String
  private(set) var lines: [String] = []
  var hubs = 0

  init(_ graph: DiagramGraph, prefix: String) {
    self.graph = graph
    self.prefix = prefix
  }

  mutating func draw() {
    put(1, "\(prefix)clients([\(Self.quoted(graph.clients))])")
    var machines = 0
    for (index, box) in graph.boxes.enumerated() {
      if let title = box.title { put(1, "subgraph \(id("domain", index))[\(Self.quoted(title))]") }
      let depth = box.title == nil ? 1 : 2
      for balancer in box.balancers { put(depth, node(balancer: balancer)) }
      for machine in box.machines {
        draw(machine, id("machine", machines), depth)
        machines += 1
      }
      if box.title != nil { put(1, "end") }
    }
    drawArrows()
    let learners = graph.members.indices.filter { graph.members[$0].isLearner }
    let voters = graph.members.indices.filter { !graph.members[$0].isLearner }
    classify(voters, "voter")
    classify(learners, "learner")
  }

  private mutating func put(_ depth: Int, _ line: String) {
    lines.append(String(repeating: "  ", count: depth) + line)
  }

  private func node(balancer: Int) -> String {
    "\(id("balancer", balancer)){{\(Self.quoted(graph.title(ofBalancer: balancer)))}}"
  }

  private mutating func draw(_ machine: DiagramGraph.Machine, _ name: String, _ depth: Int) {
    let title = ([machine.name] + machine.places).joined(separator: ", ")
    put(depth, "subgraph \(name)[\(Self.quoted(title))]")
    for balancer in machine.balancers { put(depth + 1, node(balancer: balancer)) }
    if let server = machine.apiServer { put(depth + 1, "\(id("api", server))[\"API server\"]") }
    for member in machine.members {
      put(depth + 1, "\(id("etcd", member))[(\(Self.quoted(graph.title(ofMember: member))))]")
    }
    put(depth, "end")
  }

  mutating func putHub(_ name: String, _ title: String) { put(1, "\(name)((\"\(title)\"))") }

  mutating func putAbsent(_ name: String, _ title: String) {
    put(1, "\(name)[\(Self.quoted(title))]:::absent")
  }

  mutating func putArrow(from source: String, to target: String, _ arrow: DiagramArrow) {
    let look =
      switch arrow {
      case .reaches, .joins: "-->"
      case .missing: "-.->|\"missing\"|"
      case .stale: "-.->|\"stale\"|"
      }
    put(1, "\(source) \(look) \(target)")
  }

  private mutating func classify(_ members: [Int], _ name: String) {
    guard !members.isEmpty else { return }
    put(1, "class \(members.map { id("etcd", $0) }.joined(separator: ",")) \(name)")
  }

  /// A label of which nothing is markup.
  static func quoted(_ text: String) -> String {
    var label = ""
    for scalar in Visible.text(text).unicodeScalars {
      switch scalar {
      case "\"", "#", "<", ">", "&", "`", ";", "\\", "*", "_", "~": label += "#\(scalar.value);"
      default: label.unicodeScalars.append(scalar)
      }
    }
    return "\"\(label)\""
  }
}
