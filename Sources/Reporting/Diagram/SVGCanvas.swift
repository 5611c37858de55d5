/// Writes the elements of a picture. Lengths are in pixels; every text is escaped.
struct SVGCanvas {
  private(set) var elements: [String] = []

  mutating func rectangle(_ area: SVGArea, _ style: String, radius: Double = 5) {
    elements.append(
      "<rect x=\"\(Self.number(area.x))\" y=\"\(Self.number(area.y))\" "
        + "width=\"\(Self.number(area.width))\" height=\"\(Self.number(area.height))\" "
        + "rx=\"\(Self.number(radius))\" class=\"\(style)\"/>")
  }

  /// A text that starts, or is centred, at a point of its baseline.
  mutating func text(
    _ text: String, at point: SVGPoint, _ style: String, isCentred: Bool = false
  ) {
    let anchor = isCentred ? " text-anchor=\"middle\"" : ""
    elements.append(
      "<text x=\"\(Self.number(point.x))\" y=\"\(Self.number(point.y))\"\(anchor) "
        + "class=\"\(style)\">\(XMLText.escaped(text))</text>")
  }

  /// A broken line; with `hasArrow` it ends in a head that points where its last part goes.
  mutating func line(_ points: [SVGPoint], _ style: String, hasArrow: Bool = false) {
    let path = points.enumerated().map { index, point in
      "\(index == 0 ? "M" : "L")\(Self.number(point.x)) \(Self.number(point.y))"
    }
    elements.append("<path d=\"\(path.joined())\" class=\"\(style)\"/>")
    guard hasArrow, points.count > 1, let tip = points.last else { return }
    let before = points[points.count - 2]
    let (dx, dy) = (Self.sign(tip.x - before.x), Self.sign(tip.y - before.y))
    let left = SVGPoint(tip.x - 7 * dx - 3.5 * dy, tip.y - 7 * dy - 3.5 * dx)
    let right = SVGPoint(tip.x - 7 * dx + 3.5 * dy, tip.y - 7 * dy + 3.5 * dx)
    let head = [tip, left, right].map { "\(Self.number($0.x)) \(Self.number($0.y))" }
    let kind = style.split(separator: " ").first ?? ""
    elements.append("<path d=\"M\(head.joined(separator: "L"))Z\" class=\"\(kind)-head\"/>")
  }

  /// With at most one digit behind the point.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0
      ? "\(tenths / 10)"
      : "\(value < 0 && tenths > -10 ? "-" : "")\(tenths / 10).\(abs(tenths % 10))"
  }

  private static func sign(_ value: Double) -> Double {
    abs(value) < 0.01 ? 0 : value > 0 ? 1 : -1
  }
}

struct SVGPoint {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
}

struct SVGArea {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var middle: Double { y + height / 2 }
  var right: Double { x + width }
  var bottom: Double { y + height }
}
