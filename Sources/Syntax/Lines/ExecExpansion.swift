/// Puts variables into the words of a unit's command, as systemd's `replace_env_argv` does:
/// `$NAME` only as a whole word, which its value's blanks split; `${NAME}` anywhere, unsplit.
struct ExecExpansion {
  let environment: [String: MappedText]
  let isOn: Bool
  /// Number of bytes that variables may still add; what no longer fits is unknown.
  private var budget = expansionLimit

  init(environment: [String: MappedText], isOn: Bool) {
    self.environment = environment
    self.isOn = isOn
  }

  mutating func expand(_ word: Word) -> [Word] {
    let word = markingSpecifiers(in: word)
    guard isOn, word.text.bytes.contains(UInt8(ascii: "$")) else { return [word] }
    if let name = wholeVariable(word) { return split(word, name) }
    return [replaceBraced(word)]
  }

  /// The NAME of a word that is `$NAME`.
  private func wholeVariable(_ word: Word) -> String? {
    let bytes = word.text.bytes
    guard bytes.first == UInt8(ascii: "$"), bytes.count > 1 else { return nil }
    let name = bytes.dropFirst()
    guard name.first?.isNameStart == true, name.allSatisfy(\.isNamePart) else { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  private mutating func split(_ word: Word, _ name: String) -> [Word] {
    guard let value = environment[name], value.count <= budget else {
      var unknown = word
      unknown.unknowns = [UnknownPart(.variable(name), 0..<word.text.count, word.span)]
      return [unknown]
    }
    budget -= value.count
    var splitter = EnvironmentValueSplitter(value)
    return splitter.words().map { part in
      var part = part
      part.substitutions = [
        Word.Substitution(range: 0..<part.text.count, variable: name, useSite: word.span)
      ]
      part.span = word.span
      return part
    }
  }

  /// Replaces `${NAME}` and `$$`.
  private mutating func replaceBraced(_ word: Word) -> Word {
    let text = word.text
    var result = word
    var unknowns = word.unknowns[...]
    result.text = MappedText(anchor: text.span(of: 0..<0))
    result.unknowns = []
    var offset = 0
    while offset < text.count {
      if text.has("$$", at: offset) {
        result.text.append(UInt8(ascii: "$"), text.span(of: offset..<offset + 2))
        offset += 2
      } else if text.has("${", at: offset), let end = closingBrace(text, offset + 2) {
        put(text, offset..<end + 1, into: &result)
        offset = end + 1
      } else {
        while let part = unknowns.first, part.range.lowerBound <= offset {
          unknowns = unknowns.dropFirst()
          let start = result.text.count
          result.unknowns.append(
            UnknownPart(part.kind, start..<start + part.range.count, part.span))
        }
        result.text.append(text.bytes[offset], text.places[offset])
        offset += 1
      }
    }
    return result
  }

  private func closingBrace(_ text: MappedText, _ start: Int) -> Int? {
    let name = text.bytes[start...].prefix(while: \.isNamePart)
    guard name.first?.isNameStart == true else { return nil }
    return text.byte(start + name.count) == UInt8(ascii: "}") ? start + name.count : nil
  }

  private mutating func put(_ text: MappedText, _ range: Range<Int>, into result: inout Word) {
    let name = text.string(range.lowerBound + 2..<range.upperBound - 1)
    let start = result.text.count
    let place = text.span(of: range)
    if let value = environment[name], value.count <= budget {
      budget -= value.count
      result.text.append(value)
      result.substitutions.append(
        Word.Substitution(
          range: start..<result.text.count, variable: name, useSite: place))
    } else {
      result.text.append(text.slice(range))
      result.unknowns.append(
        UnknownPart(.variable(name), start..<result.text.count, place))
    }
  }

  /// Decodes `%%`, and marks the other specifiers (systemd.unit(5)) as unknown.
  func markingSpecifiers(in word: Word) -> Word {
    let text = word.text
    guard text.bytes.contains(UInt8(ascii: "%")) else { return word }
    var result = word
    var unknowns = word.unknowns[...]
    result.text = MappedText(anchor: text.span(of: 0..<0))
    result.unknowns = []
    var offset = 0
    while offset < text.count {
      if let part = unknowns.first, part.range.lowerBound == offset {
        unknowns = unknowns.dropFirst()
        let start = result.text.count
        result.text.append(text.slice(part.range))
        result.unknowns.append(UnknownPart(part.kind, start..<result.text.count, part.span))
        offset = max(part.range.upperBound, offset + 1)
        continue
      }
      guard text.bytes[offset] == UInt8(ascii: "%"), let next = text.byte(offset + 1),
        next.isLetter || next == UInt8(ascii: "%")
      else {
        result.text.append(text.bytes[offset], text.places[offset])
        offset += 1
        continue
      }
      let range = offset..<offset + 2
      if next == UInt8(ascii: "%") {
        result.text.append(next, text.span(of: range))
      } else {
        let start = result.text.count
        result.text.append(text.slice(range))
        result.unknowns.append(
          UnknownPart(
            .specifier(text.string(offset + 1..<offset + 2)), start..<start + 2,
            text.span(of: range)))
      }
      offset += 2
    }
    return result
  }
}

/// Splits the value of a variable that is a word of its own: quotes count, escapes lose their
/// backslash, and an open quote ends with the value.
private struct EnvironmentValueSplitter {
  let text: MappedText
  private var offset = 0

  init(_ text: MappedText) { self.text = text }

  mutating func words() -> [Word] {
    var words: [Word] = []
    while true {
      while let byte = text.byte(offset), byte.isWhitespace { offset += 1 }
      guard offset < text.count else { return words }
      words.append(readWord())
    }
  }

  private mutating func readWord() -> Word {
    var word = Word(MappedText(anchor: text.span(of: offset..<offset)), span: text.span)
    var quote: UInt8?
    while let byte = text.byte(offset), quote != nil || !byte.isWhitespace {
      if byte == .backslash, let next = text.byte(offset + 1) {
        word.text.append(next, text.span(of: offset..<offset + 2))
        offset += 2
        continue
      }
      if let open = quote, byte == open {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else {
        word.text.append(byte, text.places[offset])
      }
      offset += 1
    }
    return word
  }
}
