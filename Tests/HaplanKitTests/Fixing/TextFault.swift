import Rules

/// A fault of a balancer's configuration or of a document of its own, written as a difference: a
/// line that begins with `-` is there before the fix alone, one with `+` after it alone.
struct TextFault: Sendable {
  let rule: String
  let safety: Fix.Safety
  /// Below the folder that is the input.
  let place: String
  let beside: [String: String]
  let lines: [String]

  init(
    _ rule: String, _ safety: Fix.Safety, in place: String, beside: [String: String] = [:],
    _ text: String
  ) {
    self.rule = rule
    self.safety = safety
    self.place = place
    self.beside = beside
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// With tabs in place of the blanks before a line's text.
  var withTabs: TextFault {
    let text = lines.map { line in
      let mark = line.prefix(1)
      let rest = line.dropFirst()
      let blanks = rest.prefix { $0 == " " }.count
      return mark + String(repeating: "\t", count: blanks / 2) + rest.dropFirst(blanks)
    }
    return TextFault(rule, safety, in: place, beside: beside, text.joined(separator: "\n"))
  }

  /// A line that goes and the one that comes behind it are one line that changes.
  var pairs: [LinePair] {
    var pairs: [LinePair] = []
    for line in lines {
      let text = String(line.dropFirst())
      switch line.first {
      case "-": pairs.append(LinePair(before: text, after: nil))
      case "+":
        if let last = pairs.last, last.before != nil, last.after == nil {
          pairs[pairs.count - 1].after = text
        } else {
          pairs.append(LinePair(before: nil, after: text))
        }
      default: pairs.append(LinePair(text))
      }
    }
    return pairs
  }
}
