/// Puts comments, blank lines, other line breaks and a byte order mark around lines: the same
/// before and after a fix.
struct Dresser {
  private var random: SeededRandom
  private let takesCarriageReturns: Bool
  private let takesByteOrderMark: Bool

  init(random: SeededRandom, takesCarriageReturns: Bool, takesByteOrderMark: Bool) {
    self.random = random
    self.takesCarriageReturns = takesCarriageReturns
    self.takesByteOrderMark = takesByteOrderMark
  }

  /// The quotes that a scalar stands in: none, single or double.
  mutating func quote() -> String { random.pick(["", "'", "\""]) }

  mutating func dress(_ pairs: [LinePair]) -> (before: String, after: String) {
    var before: [String] = []
    var after: [String] = []
    for pair in pairs {
      // What a fix puts in stands directly behind the line before.
      if pair.takesAbove, let line = pair.before {
        if random.oneIn(4) {
          let comment = String(line.prefix { $0 == " " || $0 == "\t" }) + comment()
          before.append(comment)
          after.append(comment)
        }
        if random.oneIn(8) {
          before.append("")
          after.append("")
        }
      }
      let hasComment = pair.before != nil && pair.takesComment && random.oneIn(4)
      let hasBlanks = pair.before != nil && !hasComment && pair.takesBlanks && random.oneIn(6)
      let end = hasComment ? " " + comment() : hasBlanks ? "  " : ""
      if let line = pair.before { before.append(line + end) }
      if let line = pair.after { after.append(line + end) }
    }
    return finish(before, after)
  }

  private mutating func finish(_ before: [String], _ after: [String]) -> (String, String) {
    let lineBreak = random.oneIn(3) && takesCarriageReturns ? "\r\n" : "\n"
    let end = random.oneIn(4) ? "" : lineBreak
    let mark = random.oneIn(5) && takesByteOrderMark ? "\u{FEFF}" : ""
    func text(_ lines: [String]) -> String {
      // Lines that belong together are one text.
      let all = lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
      return mark + all.joined(separator: lineBreak) + end
    }
    return (text(before), text(after))
  }

  private mutating func comment() -> String {
    random.pick([
      "# keep", "# lease: 10s, 'quoted' and \"too\"", "#no blank", "# ü ☃ 日本", "# - x: {y: [z]}",
    ])
  }
}
