/// Puts comments, blank lines, other line breaks and a byte order mark around lines.
struct Dresser {
  private var random: SeededRandom
  private let shape: Shape

  init(random: SeededRandom, shape: Shape) {
    self.random = random
    self.shape = shape
  }

  /// The quotes that a scalar stands in: none, single or double.
  mutating func quote() -> String { shape.isJSON ? "\"" : random.pick(["", "'", "\""]) }

  mutating func dress(_ lines: [String]) -> String {
    var dressed: [String] = []
    for line in lines {
      // What a fix puts in stands directly behind the line before.
      if shape.takesComments(before: line), !line.hasPrefix("⟦") {
        if random.oneIn(4) { dressed.append(indent(of: line) + comment()) }
        if random.oneIn(8) { dressed.append("") }
      }
      let mayEnd = shape.takesComments(after: line) && random.oneIn(4)
      let blanks = shape.takesBlanks(after: line) && random.oneIn(6) ? "  " : ""
      dressed.append(line + (mayEnd ? " " + comment() : blanks))
    }
    let lineBreak = random.oneIn(3) && shape.takesCarriageReturns ? "\r\n" : "\n"
    // What a fix puts in has line breaks too.
    var text = dressed.joined(separator: "\n").split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .joined(separator: lineBreak)
    if !random.oneIn(4) { text += lineBreak }
    if random.oneIn(5), shape.takesByteOrderMark { text = "\u{FEFF}" + text }
    return text
  }

  private mutating func comment() -> String {
    random.pick([
      "# keep", "# lease: 10s, 'quoted' and \"too\"", "#no blank", "# ü ☃ 日本", "# - x: {y: [z]}",
    ])
  }

  private func indent(of line: String) -> String { String(line.prefix { $0 == " " }) }
}
