internal import ClusterModel

/// The picture as SVG, laid out here: it needs no other program, font or script, and follows the
/// light or dark colours of whoever looks.
package enum DiagramSVG {
  /// One picture, clusters below one another, as UTF-8.
  package static func render(_ report: TableReport) -> [UInt8] {
    let drawings = report.clusters.map { SVGDrawing(DiagramGraph($0.cluster)) }
    let names = report.clusters.map(\.cluster.name).joined(separator: ", ")
    let width = drawings.map(\.layout.width).max() ?? 0
    let isAlone = drawings.count == 1
    var body: [String] = []
    var y = 0.0
    for (drawing, entry) in zip(drawings, report.clusters) {
      let head = isAlone ? 0.0 : 30.0
      if !isAlone {
        var canvas = SVGCanvas()
        canvas.text(entry.cluster.name, at: SVGPoint(SVGLayout.margin, y + 24), "hp-name")
        body += canvas.elements
      }
      body.append("<g transform=\"translate(0 \(SVGCanvas.number(y + head)))\">")
      body += drawing.elements + ["</g>"]
      y += head + drawing.layout.height
    }
    return Array(svg(names, width, y, body).utf8)
  }

  /// What the lines mean.
  static let caption =
    "Blue: the way to API servers. Green: to etcd. Dashed: a learner, or what is missing or stale."

  /// The picture of one cluster, for a page.
  static func markup(_ cluster: Cluster) -> String {
    let drawing = SVGDrawing(DiagramGraph(cluster))
    // Smaller than this nobody reads it: the page then scrolls it.
    let least = SVGCanvas.number((drawing.layout.width * 0.75).rounded())
    return svg(
      cluster.name, drawing.layout.width, drawing.layout.height, drawing.elements,
      attributes: " style=\"min-width:\(least)px\"")
  }

  private static func svg(
    _ name: String, _ width: Double, _ height: Double, _ body: [String], attributes: String = ""
  ) -> String {
    let (wide, high) = (SVGCanvas.number(width), SVGCanvas.number(height))
    let title = XMLText.escaped("Control plane of \(name)")
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(wide) \(high)" width="\(wide)" \
      height="\(high)" role="img" aria-label="\(title)"\(attributes)>
      <title>\(title)</title>
      <style>
      \(style)
      </style>
      <rect width="\(wide)" height="\(high)" class="hp-paper"/>
      \(body.joined(separator: "\n"))
      </svg>

      """
  }

  /// Blue for the way in, green for the way to etcd, orange for what is wrong: told apart by the
  /// colour-blind too, and each also by place, dash or word.
  private static let style = """
    .hp-paper{fill:#ffffff}.hp-ink,.hp-name,.hp-strong{fill:#1b1f24}.hp-soft{fill:#57606a}
    .hp-ink,.hp-soft,.hp-name,.hp-strong,.hp-word{font:12px "DejaVu Sans",Verdana,system-ui,sans-serif}
    .hp-soft{font-size:11px}.hp-strong{font-weight:bold}.hp-name{font-size:16px;font-weight:bold}
    .hp-word{fill:#a33b00}.hp-box{fill:#f6f8fa;stroke:#8c959f;stroke-width:1.2}
    .hp-card{fill:#ffffff;stroke:#b1bac4}.hp-clients{fill:#ffffff;stroke:#57606a}
    .hp-balancer{fill:#ddf4ff;stroke:#0759b3}.hp-api{fill:#f6f8fa;stroke:#57606a}
    .hp-voter{fill:#dff6ec;stroke:#00714f;stroke-width:2.4}
    .hp-learner{fill:#ffffff;stroke:#00714f;stroke-dasharray:5 4}
    .hp-note{fill:none;stroke:#c2500a;stroke-dasharray:3 3}
    .hp-door,.hp-store,.hp-client,.hp-lack{fill:none;stroke-width:1.4}
    .hp-door{stroke:#0759b3}.hp-store{stroke:#00714f}.hp-client{stroke:#57606a}
    .hp-lack{stroke:#c2500a;stroke-dasharray:4 3}
    .hp-door-head{fill:#0759b3}.hp-store-head{fill:#00714f}.hp-client-head{fill:#57606a}
    .hp-lack-head{fill:#c2500a}
    @media (prefers-color-scheme:dark){.hp-paper{fill:#0d1117}
    .hp-ink,.hp-name,.hp-strong{fill:#e6edf3}.hp-soft{fill:#9da7b3}.hp-word{fill:#ffb38a}
    .hp-box{fill:#161b22;stroke:#6e7681}.hp-card{fill:#0d1117;stroke:#4b535d}
    .hp-clients{fill:#0d1117;stroke:#9da7b3}.hp-balancer{fill:#0c2d4f;stroke:#6cb6ff}
    .hp-api{fill:#21262d;stroke:#9da7b3}.hp-voter{fill:#0b3327;stroke:#4fd1a5}
    .hp-learner{fill:#0d1117;stroke:#4fd1a5}.hp-note,.hp-lack{stroke:#ff9a5c}
    .hp-door{stroke:#6cb6ff}.hp-store{stroke:#4fd1a5}.hp-client{stroke:#9da7b3}
    .hp-door-head{fill:#6cb6ff}.hp-store-head{fill:#4fd1a5}.hp-client-head{fill:#9da7b3}
    .hp-lack-head{fill:#ff9a5c}}
    """
}
