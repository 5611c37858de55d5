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
private struct MermaidDrawing {
  private let graph: DiagramGraph
  private let prefix: String
  private(set) var lines: [String] = []
  private var hubs = 0

  init(_ graph: DiagramGraph, prefix: String) {
    self.graph = graph
    self.prefix = prefix
  }

  private func id(_ kind: String, _ index: Int) -> String {
    "\(prefix)\(kind)\(index + 1)"
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
    for balancer in graph.cluster.balancers.indices {
      put(1, "\(prefix)clients --> \(id("balancer", balancer))")
    }
    for server in graph.direct { put(1, "\(prefix)clients --> \(id("api", server))") }
    for wiring in graph.doors { draw(wiring, from: "balancer", to: "api", "no API server") }
    for wiring in graph.stores { draw(wiring, from: "api", to: "etcd", "no member") }
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

  private mutating func draw(
    _ wiring: DiagramWiring, from source: String, to target: String, _ nothing: String
  ) {
    let sources = wiring.sources.map { id(source, $0) }
    let targets = wiring.targets.map { id(target, $0) }
    if wiring.needsHub {
      hubs += 1
      let hub = "\(prefix)any\(hubs)"
      let noun = target == "api" ? "API servers" : "members"
      put(1, "\(hub)((\"any of \(targets.count) \(noun)\"))")
      for source in sources { put(1, "\(source) --> \(hub)") }
      for target in targets { put(1, "\(hub) --> \(target)") }
    } else {
      for source in sources {
        for target in targets { put(1, "\(source) --> \(target)") }
      }
    }
    for source in sources {
      for missing in wiring.missing { put(1, "\(source) -.->|\"missing\"| \(id(target, missing))") }
    }
    for (index, text) in wiring.stale.enumerated() {
      let name = "\(sources[0])stale\(index + 1)"
      put(1, "\(name)[\(Self.quoted("\(text): \(nothing)"))]:::absent")
      for source in sources { put(1, "\(source) -.->|\"stale\"| \(name)") }
    }
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
