internal import ClusterModel

/// Where everything of a picture stands: failure domains side by side, machines below one another in
/// them, room for lines on both sides of each domain, between balancers and machines, and below.
struct SVGLayout {
  static let margin = 16.0
  static let laneGap = 7.0
  private static let pillHeight = 26.0
  private static let gap = 12.0
  private static let padding = 10.0
  private static let titleHeight = 24.0
  private static let boxGap = 14.0
  /// Texts longer than this are cut off.
  static let mostCharacters = 34
  static let mostClientCharacters = 60

  private(set) var areas: [SVGItem.Kind: SVGArea] = [:]
  private(set) var notes: [(item: SVGItem, area: SVGArea)] = []
  private(set) var items: [(item: SVGItem, area: SVGArea)] = []
  private(set) var cards: [(title: String, subtitle: String, area: SVGArea)] = []
  private(set) var boxes: [(title: String?, area: SVGArea)] = []
  private(set) var clients = SVGArea(x: 0, y: 0, width: 0, height: 0)
  private(set) var width = 0.0
  private(set) var height = 0.0
  private(set) var doorBus = 0.0
  private(set) var storeBus = 0.0
  private(set) var clientBus = 0.0
  /// By item, the box that it stands in.
  private(set) var boxOf: [SVGItem.Kind: Int] = [:]

  private let graph: DiagramGraph
  private let lanes: SVGLanes
  private let pillWidth: Double
  private let leftRoom: Double
  private let rightRoom: Double

  init(_ graph: DiagramGraph, _ lanes: SVGLanes) {
    self.graph = graph
    self.lanes = lanes
    let all = graph.boxes.flatMap { box in
      box.balancers.flatMap { SVGItem.items(ofBalancer: $0, graph, lanes) }
        + box.machines.flatMap { SVGItem.items(of: $0, graph, lanes) }
    }
    let titles = graph.boxes.flatMap(\.machines).flatMap {
      [$0.name] + [$0.places.joined(separator: ", ")]
    }
    let longest = (all.map(\.text) + titles).map { Self.width(Self.cut($0)) }.max() ?? 0
    pillWidth = max(126, longest + 20)
    let doors = max(lanes.doors.count, graph.direct.isEmpty ? 0 : 1)
    leftRoom = 12 + Double(doors) * Self.laneGap
    rightRoom = 18 + Double(lanes.stores.count) * Self.laneGap
    place()
  }

  /// What a text takes, about, in 12 pixels of a common sans-serif.
  static func width(_ text: String) -> Double { Double(DisplayWidth.of(text)) * 6.8 }

  static func cut(_ text: String, _ most: Int = mostCharacters) -> String {
    text.count > most ? text.prefix(most - 1) + "…" : text
  }

  private var cardWidth: Double { pillWidth + 2 * Self.padding }
  private var boxWidth: Double { leftRoom + cardWidth + rightRoom }

  /// The place of balancers that stand before all boxes, as a box of their own.
  static let front = -1

  /// The line of a lane left of a box's machines, and right of them; before all boxes it is beside
  /// the thing itself.
  func doorTrunk(_ box: Int, _ lane: Int, beside area: SVGArea) -> Double {
    box == Self.front ? area.x - 12 : boxes[box].area.x + 8 + Double(lane) * Self.laneGap
  }

  func storeTrunk(_ box: Int, _ lane: Int) -> Double {
    boxes[box].area.right - 16 - Double(lane) * Self.laneGap
  }

  func clientTrunk(_ box: Int) -> Double { boxes[box].area.right - 7 }

  /// Balancers that stand in no domain and on no machine, where that is so of all.
  private var frontBalancers: [Int] {
    let free = graph.boxes.filter { $0.title == nil }.flatMap(\.balancers)
    return free.count == graph.cluster.balancers.count ? free : []
  }

  // MARK: Placing

  private mutating func place() {
    let clientsWidth = max(190, Self.width(Self.cut(graph.clients, Self.mostClientCharacters)) + 28)
    let front = frontBalancers
    let frontItems = front.map { SVGItem.items(ofBalancer: $0, graph, lanes) }
    let doorLanes = Double(lanes.doors.count) * Self.laneGap
    let rows = Double(frontItems.map(\.count).max() ?? 0)
    let frontHeight = front.isEmpty ? 0 : rows * (Self.pillHeight + Self.gap) + doorLanes + 4
    let clientsBottom = Self.margin + 30
    let top = clientsBottom + 26 + frontHeight
    let doorStrip = lanes.doors.isEmpty || !front.isEmpty ? 4 : doorLanes + 8
    let storeStrip = lanes.stores.isEmpty ? 4 : Double(lanes.stores.count) * Self.laneGap + 10
    let shown = graph.boxes.filter { front.isEmpty || !$0.machines.isEmpty || $0.title != nil }
    let balancerItems = shown.map { box -> [SVGItem] in
      let own = front.isEmpty ? box.balancers : []
      return own.flatMap { SVGItem.items(ofBalancer: $0, graph, lanes) }
    }
    let mostBalancers = balancerItems.map(\.count).max() ?? 0
    let balancerHeight = Double(mostBalancers) * (Self.pillHeight + Self.gap)
    let cardsTop = top + Self.titleHeight + balancerHeight + doorStrip
    doorBus = front.isEmpty ? top + Self.titleHeight + balancerHeight + 2 : top - doorLanes - 4
    clientBus = clientsBottom + 13
    var bottom = cardsTop
    var x = Self.margin
    for (index, box) in shown.enumerated() {
      let pillX = x + leftRoom + Self.padding
      stack(balancerItems[index], x: pillX, y: top + Self.titleHeight, box: index)
      var y = cardsTop
      for machine in box.machines { y = add(machine, x: x + leftRoom, y: y, box: index) }
      bottom = max(bottom, y)
      boxes.append((box.title, SVGArea(x: x, y: top, width: boxWidth, height: 0)))
      x += boxWidth + Self.boxGap
    }
    storeBus = bottom + 2
    for index in boxes.indices { boxes[index].area.height = bottom + storeStrip - top }
    let frontWidth = Double(front.count) * (pillWidth + 36) - 36
    let captionWidth = Self.width(DiagramSVG.caption)
    width = max(x - Self.boxGap, clientsWidth + Self.margin, captionWidth, frontWidth) + Self.margin
    height = bottom + storeStrip + Self.margin + 22
    for (index, items) in frontItems.enumerated() {
      let start = (width - frontWidth) / 2
      stack(
        items, x: start + Double(index) * (pillWidth + 36), y: clientsBottom + 26,
        box: Self.front)
    }
    clients = SVGArea(
      x: (width - clientsWidth) / 2, y: Self.margin, width: clientsWidth, height: 30)
  }

  /// A card; returns where the next one starts.
  private mutating func add(
    _ machine: DiagramGraph.Machine, x: Double, y: Double, box: Int
  ) -> Double {
    let subtitle = machine.places.joined(separator: ", ")
    let head = subtitle.isEmpty ? 24.0 : 38.0
    let items = SVGItem.items(of: machine, graph, lanes)
    stack(items, x: x + Self.padding, y: y + head + 2, box: box)
    let pills = Double(items.count) * (Self.pillHeight + Self.gap)
    let height = head + pills + (items.isEmpty ? 6 : 0)
    cards.append(
      (machine.name, subtitle, SVGArea(x: x, y: y, width: cardWidth, height: height)))
    return y + height + 10
  }

  private mutating func stack(_ list: [SVGItem], x: Double, y: Double, box: Int) {
    for (index, item) in list.enumerated() {
      let area = SVGArea(
        x: x, y: y + Double(index) * (Self.pillHeight + Self.gap), width: pillWidth,
        height: Self.pillHeight)
      if case .note = item.kind {
        notes.append((item, area))
        noteBoxes.append(box)
      } else {
        areas[item.kind] = area
        boxOf[item.kind] = box
        items.append((item, area))
      }
    }
  }

  /// By note, the box that it stands in.
  private(set) var noteBoxes: [Int] = []
}
