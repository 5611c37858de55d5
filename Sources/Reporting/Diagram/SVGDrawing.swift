internal import ClusterModel

/// Draws one cluster: boxes, machines, what runs on them, then the lines.
struct SVGDrawing {
  let layout: SVGLayout
  private let graph: DiagramGraph
  private let lanes: SVGLanes
  private var canvas = SVGCanvas()

  var elements: [String] { canvas.elements }

  init(_ graph: DiagramGraph) {
    self.graph = graph
    lanes = SVGLanes(graph)
    layout = SVGLayout(graph, lanes)
    drawPlaces()
    drawClientLines()
    for lane in lanes.doors.indices { drawDoor(lane) }
    for lane in lanes.stores.indices { drawStore(lane) }
    drawLocalLines()
    drawItems()
  }

  // MARK: Places

  private mutating func drawPlaces() {
    for box in layout.boxes {
      guard let title = box.title else { continue }
      canvas.rectangle(box.area, "hp-box", radius: 8)
      canvas.text(
        SVGLayout.cut(title), at: SVGPoint(box.area.x + 12, box.area.y + 17), "hp-strong")
    }
    for card in layout.cards {
      canvas.rectangle(card.area, "hp-card")
      let x = card.area.x + 10
      canvas.text(SVGLayout.cut(card.title), at: SVGPoint(x, card.area.y + 17), "hp-strong")
      if !card.subtitle.isEmpty {
        canvas.text(SVGLayout.cut(card.subtitle), at: SVGPoint(x, card.area.y + 32), "hp-soft")
      }
    }
  }

  private mutating func drawItems() {
    for (item, area) in layout.items {
      let style =
        switch item.kind {
        case .balancer: "hp-balancer"
        case .apiServer: "hp-api"
        case .member(let index): graph.members[index].isLearner ? "hp-learner" : "hp-voter"
        case .note: "hp-note"
        }
      draw(item.text, area, style, "hp-ink")
    }
    for (item, area) in layout.notes { draw(item.text, area, "hp-note", "hp-word") }
    draw(graph.clients, layout.clients, "hp-clients", "hp-ink", SVGLayout.mostClientCharacters)
    canvas.text(
      DiagramSVG.caption, at: SVGPoint(SVGLayout.margin, layout.height - 12), "hp-soft")
  }

  private mutating func draw(
    _ text: String, _ area: SVGArea, _ style: String, _ words: String,
    _ most: Int = SVGLayout.mostCharacters
  ) {
    canvas.rectangle(area, style, radius: style == "hp-clients" ? 15 : 5)
    let shown = SVGLayout.cut(text, most)
    let point = SVGPoint(area.x + area.width / 2, area.middle + 4)
    canvas.text(shown, at: point, words, isCentred: true)
  }

  // MARK: Lines

  /// From the clients to each balancer, or right to API servers.
  private mutating func drawClientLines() {
    let start = SVGPoint(layout.clients.x + layout.clients.width / 2, layout.clients.bottom)
    let bus = layout.clientBus
    for index in graph.cluster.balancers.indices {
      guard let area = layout.areas[.balancer(index)], let box = layout.boxOf[.balancer(index)]
      else { continue }
      var end = [SVGPoint(area.x + area.width / 2, bus), SVGPoint(area.x + area.width / 2, area.y)]
      if box != SVGLayout.front {
        let x = layout.clientTrunk(box)
        end = [SVGPoint(x, bus), SVGPoint(x, area.middle), SVGPoint(area.right, area.middle)]
      }
      canvas.line([start, SVGPoint(start.x, bus)] + end, "hp-client", hasArrow: true)
    }
    for server in graph.direct {
      guard let area = layout.areas[.apiServer(server)], let box = layout.boxOf[.apiServer(server)]
      else { continue }
      let x = layout.doorTrunk(box, 0, beside: area)
      canvas.line(
        [
          start, SVGPoint(start.x, bus), SVGPoint(x, bus), SVGPoint(x, area.middle),
          SVGPoint(area.x, area.middle),
        ], "hp-client", hasArrow: true)
    }
  }

  /// From balancers down their lane, along it, and down to API servers.
  private mutating func drawDoor(_ lane: Int) {
    let wiring = lanes.doors[lane]
    let bus = layout.doorBus + Double(lane) * SVGLayout.laneGap
    var ends: [Double] = []
    for balancer in wiring.sources {
      guard let area = layout.areas[.balancer(balancer)],
        let box = layout.boxOf[.balancer(balancer)]
      else { continue }
      let x = layout.doorTrunk(box, lane, beside: area)
      canvas.line(
        [SVGPoint(area.x, area.middle), SVGPoint(x, area.middle), SVGPoint(x, bus)], "hp-door")
      ends.append(x)
    }
    for server in wiring.targets {
      guard let area = layout.areas[.apiServer(server)], let box = layout.boxOf[.apiServer(server)]
      else { continue }
      let x = layout.doorTrunk(box, lane, beside: area)
      canvas.line(
        [SVGPoint(x, bus), SVGPoint(x, area.middle), SVGPoint(area.x, area.middle)], "hp-door",
        hasArrow: true)
      ends.append(x)
    }
    for ((item, area), box) in zip(layout.notes, layout.noteBoxes)
    where item.kind == .note(isDoor: true, lane: lane) {
      let x = layout.doorTrunk(box, lane, beside: area)
      canvas.line(
        [SVGPoint(x, bus), SVGPoint(x, area.middle), SVGPoint(area.x, area.middle)], "hp-lack",
        hasArrow: true)
      ends.append(x)
    }
    drawBus(bus, ends, "hp-door")
  }

  /// From API servers down the right side, along below, and up to members.
  private mutating func drawStore(_ lane: Int) {
    let wiring = lanes.stores[lane]
    let bus = layout.storeBus + Double(lane) * SVGLayout.laneGap
    var ends: [Double] = []
    let kinds =
      wiring.sources.map { (SVGItem.Kind.apiServer($0), false) }
      + wiring.targets.map { (SVGItem.Kind.member($0), true) }
    for (kind, isTarget) in kinds {
      guard let area = layout.areas[kind], let box = layout.boxOf[kind] else { continue }
      let x = layout.storeTrunk(box, lane)
      canvas.line(
        [SVGPoint(x, bus), SVGPoint(x, area.middle), SVGPoint(area.right, area.middle)],
        "hp-store", hasArrow: isTarget)
      ends.append(x)
    }
    for ((item, area), box) in zip(layout.notes, layout.noteBoxes)
    where item.kind == .note(isDoor: false, lane: lane) {
      let x = layout.storeTrunk(box, lane)
      canvas.line(
        [SVGPoint(x, area.middle), SVGPoint(area.right, area.middle)], "hp-lack", hasArrow: true)
    }
    drawBus(bus, ends, "hp-store")
  }

  private mutating func drawBus(_ y: Double, _ ends: [Double], _ style: String) {
    guard let first = ends.min(), let last = ends.max(), first < last else { return }
    canvas.line([SVGPoint(first, y), SVGPoint(last, y)], style)
  }

  /// From an API server to the member below it.
  private mutating func drawLocalLines() {
    for (server, member) in lanes.local {
      guard let from = layout.areas[.apiServer(server)], let to = layout.areas[.member(member)]
      else { continue }
      let x = from.x + from.width / 2
      canvas.line(
        [SVGPoint(x, from.bottom), SVGPoint(x, to.y)], "hp-store", hasArrow: true)
    }
  }
}
