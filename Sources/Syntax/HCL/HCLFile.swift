/// A Terraform file: blocks and attributes, and the values that are written out. Tolerant: what it
/// does not understand is unknown, and it goes on with the next line.
public struct HCLFile: Sendable {
  /// What stands at its top.
  public private(set) var body = HCLBody()
  public private(set) var problems: [InputProblem] = []

  public init(_ file: SourceFile) {
    var parser = HCLParser(file)
    body = parser.readBody(depth: 0, closes: false)
    problems = parser.problems
  }
}

/// A parser by recursive descent, as deep as `ConfigLimits.depth`.
private struct HCLParser {
  private let file: SourceFile
  private var tokens: [HCLTokenizer.Token] = []
  private var place = 0
  private(set) var problems: [InputProblem] = []

  init(_ file: SourceFile) {
    self.file = file
    var tokenizer = HCLTokenizer(file)
    while let token = tokenizer.next() {
      guard tokens.count < ConfigLimits.words else {
        problems.append(
          InputProblem(
            "more than \(ConfigLimits.words) words; the rest is not read", span(token.range)))
        return
      }
      tokens.append(token)
    }
  }

  private var token: HCLTokenizer.Token? { tokens.indices.contains(place) ? tokens[place] : nil }

  private func span(_ range: Range<Int>) -> Span {
    Span(file.id, range.lowerBound, range.upperBound)
  }

  private func located(_ token: HCLTokenizer.Token) -> Located<String> {
    Located(file.text(token.range), span(token.range))
  }

  private func `is`(_ character: Character, _ offset: Int = 0) -> Bool {
    guard tokens.indices.contains(place + offset), let byte = character.asciiValue else {
      return false
    }
    return tokens[place + offset].kind == .punctuation(byte)
  }

  private mutating func skipNewlines() {
    while token?.kind == .newline { place += 1 }
  }

  // MARK: Bodies

  /// Up to the closing brace (which is taken), or the end of the file.
  mutating func readBody(depth: Int, closes: Bool) -> HCLBody {
    var body = HCLBody()
    while let token {
      if token.kind == .newline || `is`(",") {
        place += 1
      } else if `is`("}") {
        place += 1
        if closes { return body }
        report("this brace closes nothing", span(token.range))
      } else if isName(token) {
        readItem(into: &body, depth: depth)
      } else {
        skipLine()
      }
    }
    if closes, let last = tokens.last {
      report("a block is not closed", span(last.range.upperBound..<last.range.upperBound))
    }
    return body
  }

  private func isName(_ token: HCLTokenizer.Token) -> Bool {
    if case .string = token.kind { return true }
    return token.kind == .identifier
  }

  private mutating func readItem(into body: inout HCLBody, depth: Int) {
    guard let first = token else { return }
    place += 1
    if `is`("=") || `is`(":") {
      place += 1
      body.attributes.append(
        HCLBody.Attribute(name: name(first), value: readValue(depth: depth)))
      return
    }
    var labels: [Located<String>] = []
    while let token, isName(token) {
      labels.append(name(token))
      place += 1
    }
    guard `is`("{"), let open = token else { return skipLine() }
    place += 1
    guard depth < ConfigLimits.depth else {
      report("blocks are nested more than \(ConfigLimits.depth) deep", span(open.range))
      return skipBalanced()
    }
    let inner = readBody(depth: depth + 1, closes: true)
    let end = place > 0 ? tokens[place - 1].range.upperBound : open.range.upperBound
    body.blocks.append(
      HCLBody.Block(
        type: name(first), labels: labels, body: inner,
        span: span(first.range.lowerBound..<end)))
  }

  /// An identifier, or a string without its quotes.
  private func name(_ token: HCLTokenizer.Token) -> Located<String> {
    guard case .string = token.kind else { return located(token) }
    let range =
      (token.range.lowerBound + 1)..<max(token.range.lowerBound + 1, token.range.upperBound - 1)
    return Located(file.text(range), span(range))
  }

  // MARK: Values

  /// A value up to the end of its line, or to the comma or bracket behind it.
  private mutating func readValue(depth: Int) -> HCLValue {
    let start = place
    let value = readPrimary(depth: depth)
    guard endsValue else {
      skipExpression()
      let first = tokens.indices.contains(start) ? tokens[start].range.lowerBound : file.bytes.count
      let end = place > start ? tokens[place - 1].range.upperBound : first
      return .unknown(span(first..<max(first, end)))
    }
    return value
  }

  private var endsValue: Bool {
    guard let token else { return true }
    return token.kind == .newline || `is`(",") || `is`("]") || `is`("}") || `is`(")")
  }

  private mutating func readPrimary(depth: Int) -> HCLValue {
    guard let token else { return .unknown(span(file.bytes.count..<file.bytes.count)) }
    switch token.kind {
    case .string(let isTemplate):
      place += 1
      return isTemplate ? template(token) : .string(name(token))
    case .number:
      place += 1
      return .number(located(token))
    case .identifier: return readReference()
    case .punctuation(UInt8(ascii: "[")): return readList(depth: depth)
    case .punctuation(UInt8(ascii: "{")): return readObject(depth: depth)
    case .heredoc, .newline, .punctuation:
      if token.kind != .newline { place += 1 }
      return .unknown(span(token.range))
    }
  }

  /// `"${aws_lb.api.id}"` and nothing else is a reference, as older files write it.
  private func template(_ token: HCLTokenizer.Token) -> HCLValue {
    let text = name(token)
    guard text.value.hasPrefix("${"), text.value.hasSuffix("}") else {
      return .unknown(span(token.range))
    }
    let inner = text.value.dropFirst(2).dropLast()
    let isPlain = inner.utf8.allSatisfy { byte in
      byte.isNamePart || ".-[]*".utf8.contains(byte)
    }
    return isPlain && inner.contains(".")
      ? .reference(Located(String(inner), text.span)) : .unknown(span(token.range))
  }

  private mutating func readReference() -> HCLValue {
    guard let first = token else { return .unknown(span(0..<0)) }
    let start = place
    place += 1
    let word = file.text(first.range)
    if endsValue {
      switch word {
      case "true", "false": return .bool(Located(word == "true", span(first.range)))
      case "null": return .unknown(span(first.range))
      default: break
      }
    }
    var text = word
    while token != nil {
      if `is`("."), tokens.indices.contains(place + 1), isPart(tokens[place + 1]) {
        text += "." + file.text(tokens[place + 1].range)
        place += 2
      } else if `is`("["), `is`("]", 2), tokens[place + 1].kind == .number {
        text += "[" + file.text(tokens[place + 1].range) + "]"
        place += 3
      } else if `is`("["), `is`("*", 1), `is`("]", 2) {
        text += "[*]"
        place += 3
      } else {
        break
      }
    }
    let end = tokens[max(start, place - 1)].range.upperBound
    return .reference(Located(text, span(first.range.lowerBound..<end)))
  }

  private func isPart(_ token: HCLTokenizer.Token) -> Bool {
    token.kind == .identifier || token.kind == .number
      || token.kind == .punctuation(UInt8(ascii: "*"))
  }

  private mutating func readList(depth: Int) -> HCLValue {
    guard let open = token else { return .unknown(span(0..<0)) }
    place += 1
    guard depth < ConfigLimits.depth else {
      skipBalanced()
      return .unknown(span(open.range))
    }
    var items: [HCLValue] = []
    while true {
      skipNewlines()
      guard token != nil, !`is`("]") else { break }
      if `is`(",") {
        place += 1
        continue
      }
      let before = place
      items.append(readValue(depth: depth + 1))
      if place == before { place += 1 }
    }
    let end = token?.range.upperBound ?? file.bytes.count
    if token != nil { place += 1 }
    return .list(items, span(open.range.lowerBound..<end))
  }

  private mutating func readObject(depth: Int) -> HCLValue {
    guard let open = token else { return .unknown(span(0..<0)) }
    place += 1
    guard depth < ConfigLimits.depth else {
      skipBalanced()
      return .unknown(span(open.range))
    }
    let body = readBody(depth: depth + 1, closes: true)
    let end =
      tokens.indices.contains(place - 1) ? tokens[place - 1].range.upperBound : file.bytes.count
    return .object(
      body.attributes.map { ($0.name, $0.value) },
      span(open.range.lowerBound..<max(end, open.range.upperBound)))
  }

  // MARK: Going on

  /// Past the rest of an expression: to the line's end, or the comma or bracket that ends it.
  private mutating func skipExpression() {
    var depth = 0
    while let token {
      if depth == 0, endsValue { return }
      switch token.kind {
      case .punctuation(UInt8(ascii: "(")), .punctuation(UInt8(ascii: "[")),
        .punctuation(UInt8(ascii: "{")):
        depth += 1
      case .punctuation(UInt8(ascii: ")")), .punctuation(UInt8(ascii: "]")),
        .punctuation(UInt8(ascii: "}")):
        depth -= 1
      default: break
      }
      place += 1
    }
  }

  private mutating func skipLine() {
    while let token, token.kind != .newline {
      if `is`("{") {
        place += 1
        skipBalanced()
      } else if `is`("}") {
        return
      } else {
        place += 1
      }
    }
  }

  /// Past the bracket that closes the one just taken.
  private mutating func skipBalanced() {
    var depth = 1
    while let token, depth > 0 {
      if case .punctuation(let byte) = token.kind {
        if "{[(".utf8.contains(byte) { depth += 1 }
        if "}])".utf8.contains(byte) { depth -= 1 }
      }
      place += 1
    }
  }

  private mutating func report(_ message: String, _ span: Span) {
    if problems.count < SyntaxLimits.problems { problems.append(InputProblem(message, span)) }
  }
}
