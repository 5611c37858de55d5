import Rules

/// A file with one fault and the same file without it, written by the generator, not by haplan.
struct MutatedFile {
  let title: String
  let rule: String
  let safety: Fix.Safety
  let place: String
  let beside: [String: String]
  let before: String
  let after: String

  /// Without comments, or dressed up as people dress up theirs; `nil` where the format cannot say
  /// what the fault is about.
  init?(_ fault: FlagFault, _ shape: Shape, _ random: SeededRandom? = nil) {
    let quote: String
    var dresser: Dresser?
    if let random {
      var made = Dresser(
        random: random, takesCarriageReturns: shape.takesCarriageReturns,
        takesByteOrderMark: shape.takesByteOrderMark)
      quote = made.quote()
      dresser = made
    } else {
      quote = ""
    }
    guard let pairs = shape.pairs(for: fault, quote: quote) else { return nil }
    title = "\(fault.title) in \(shape)"
    rule = fault.rule
    safety = fault.safety
    place = shape.place(fault)
    beside = shape.beside(fault)
    let texts = Self.texts(pairs, dresser)
    before = texts.before
    after = texts.after
  }

  init(_ fault: TextFault, _ random: SeededRandom? = nil) {
    let isUnit = fault.place.hasSuffix(".service")
    var pairs = fault.pairs
    // A block is put in, or goes, with the comments in it.
    let isCopied = fault.place.hasSuffix("keepalived.conf") && fault.rule.hasPrefix("lb-backend")
    for index in pairs.indices {
      let isInside = pairs[index].before?.hasPrefix(" ") == true
      // What is put in above a line stands below the comments of that line.
      let isBelowNew = index > 0 && pairs[index - 1].before == nil
      pairs[index].takesAbove = !isBelowNew && !isCopied && (!isUnit || !isInside)
      pairs[index].takesComment = !isUnit && !isCopied
      pairs[index].takesBlanks = !isUnit && !isCopied
    }
    let dresser = random.map {
      Dresser(
        random: $0, takesCarriageReturns: !isUnit,
        takesByteOrderMark: fault.place.hasSuffix(".yaml"))
    }
    title = "\(fault.rule) in \(fault.place)"
    rule = fault.rule
    safety = fault.safety
    place = fault.place
    beside = fault.beside
    let texts = Self.texts(pairs, dresser)
    before = texts.before
    after = texts.after
  }

  private static func texts(
    _ pairs: [LinePair], _ dresser: Dresser?
  ) -> (before: String, after: String) {
    if var dresser { return dresser.dress(pairs) }
    return (
      pairs.compactMap(\.before).joined(separator: "\n") + "\n",
      pairs.compactMap(\.after).joined(separator: "\n") + "\n"
    )
  }
}
