/// A file with one fault, dressed up as people dress up theirs, and the same file without it: the
/// two differ in the bytes between `⟦` and `⟧` alone, which the generator put there.
struct MutatedFile {
  let name: String
  let before: String
  let after: String
  /// The rule that finds the fault.
  let rule: String

  init(seed: UInt64) {
    var random = SeededRandom(seed)
    let fault = random.pick(Fault.allCases)
    let shape = random.pick(fault.shapes)
    name = shape.fileName
    rule = fault.rule
    var dresser = Dresser(random: random, shape: shape)
    let text = dresser.dress(shape.lines(for: fault, quote: dresser.quote()))
    before = Self.side(text, keepsOld: true)
    after = Self.side(text, keepsOld: false)
  }

  /// `⟦old|new⟧` becomes one of the two.
  private static func side(_ text: String, keepsOld: Bool) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "⟦"), let close = rest.firstIndex(of: "⟧"),
      let bar = rest[open...].firstIndex(of: "|")
    {
      result += rest[..<open]
      result +=
        keepsOld ? rest[rest.index(after: open)..<bar] : rest[rest.index(after: bar)..<close]
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}

/// One fault that a machine can mend.
enum Fault: CaseIterable {
  case lease, election, backend

  var rule: String {
    switch self {
    case .lease: "leader-elect-lease-not-greater-than-renew"
    case .election: "leader-elect-disabled"
    case .backend: "lb-backend-missing"
    }
  }

  var shapes: [Shape] {
    switch self {
    case .lease: Shape.allCases
    case .election: [.specMap, .specFlow, .specList, .specAnchor, .specJSON]
    case .backend: [.specMap, .specList]
    }
  }
}
