/// What the command that a heredoc feeds reads: escapes removed, known variables put in.
public struct HeredocBody: Sendable {
  /// Each byte maps to the script's text. What is unknown stands in it as written.
  public let text: MappedText
  public let unknowns: [UnknownPart]

  /// - Parameter raw: the body as written, tabs dropped where the operator says so.
  /// - Parameter budget: number of bytes that variables may still add.
  init(_ raw: MappedText, isQuoted: Bool, variables: [String: MappedText], budget: inout Int) {
    guard !isQuoted else {
      text = raw
      unknowns = []
      return
    }
    var text = MappedText(anchor: raw.span(of: 0..<0))
    var unknowns: [UnknownPart] = []
    var offset = 0
    while let byte = raw.byte(offset) {
      if byte == .backslash, let next = raw.byte(offset + 1) {
        let length = Self.escapeLength(raw, offset)
        if length > 0 {
          if !next.isLineBreak { text.append(next, raw.span(of: offset..<offset + 2)) }
          offset += length
          continue
        }
      } else if let expansion = ShellExpansion(raw, at: offset) {
        if let value = variables.value(of: expansion), value.count <= budget {
          budget -= value.count
          text.append(value)
        } else {
          let start = text.count
          text.append(raw.slice(expansion.range))
          unknowns.append(
            UnknownPart(
              expansion.unknownKind, start..<text.count, raw.span(of: expansion.range)))
        }
        offset = expansion.range.upperBound
        continue
      }
      text.append(byte, raw.places[offset])
      offset += 1
    }
    self.text = text
    self.unknowns = unknowns
  }

  /// Bytes of the escape at a backslash, 0 where the backslash stands for itself.
  private static func escapeLength(_ raw: MappedText, _ offset: Int) -> Int {
    switch raw.byte(offset + 1) {
    case UInt8(ascii: "$"), UInt8(ascii: "`"), .backslash, 0x0A: 2
    case 0x0D where raw.byte(offset + 2) == 0x0A: 3
    default: 0
    }
  }
}
