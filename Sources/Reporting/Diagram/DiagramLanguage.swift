internal import ClusterModel

/// A language for graphs: what each way of drawing words in its own manner. The arrows are the same
/// in all of them.
protocol DiagramLanguage {
  var graph: DiagramGraph { get }
  /// Before every name, so that several clusters share one drawing.
  var prefix: String { get }
  /// How many hubs were drawn.
  var hubs: Int { get set }
  /// Draws what stands between things that all list the same others.
  mutating func putHub(_ name: String, _ title: String)
  /// Draws what is listed and is not there.
  mutating func putAbsent(_ name: String, _ title: String)
  mutating func putArrow(from source: String, to target: String, _ arrow: DiagramArrow)
}

/// What an arrow says.
enum DiagramArrow {
  case reaches
  /// As far as a hub.
  case joins
  /// To what should be listed.
  case missing
  /// To what is listed, and is not there.
  case stale
}

extension DiagramLanguage {
  func id(_ kind: String, _ index: Int) -> String { "\(prefix)\(kind)\(index + 1)" }

  /// From the clients to the members of etcd.
  mutating func drawArrows() {
    let clients = "\(prefix)clients"
    for balancer in graph.cluster.balancers.indices {
      putArrow(from: clients, to: id("balancer", balancer), .reaches)
    }
    for server in graph.direct { putArrow(from: clients, to: id("api", server), .reaches) }
    for wiring in graph.doors {
      draw(wiring, from: "balancer", to: "api", noun: "API servers", nothing: "no API server")
    }
    for wiring in graph.stores {
      draw(wiring, from: "api", to: "etcd", noun: "members", nothing: "no member")
    }
  }

  private mutating func draw(
    _ wiring: DiagramWiring, from source: String, to target: String, noun: String, nothing: String
  ) {
    let sources = wiring.sources.map { id(source, $0) }
    let targets = wiring.targets.map { id(target, $0) }
    if wiring.needsHub {
      hubs += 1
      let hub = "\(prefix)any\(hubs)"
      putHub(hub, "any of \(targets.count) \(noun)")
      for source in sources { putArrow(from: source, to: hub, .joins) }
      for target in targets { putArrow(from: hub, to: target, .reaches) }
    } else {
      for source in sources {
        for target in targets { putArrow(from: source, to: target, .reaches) }
      }
    }
    for source in sources {
      for missing in wiring.missing { putArrow(from: source, to: id(target, missing), .missing) }
    }
    for (index, text) in wiring.stale.enumerated() {
      let name = "\(sources[0])stale\(index + 1)"
      putAbsent(name, "\(text): \(nothing)")
      for source in sources { putArrow(from: source, to: name, .stale) }
    }
  }
}
