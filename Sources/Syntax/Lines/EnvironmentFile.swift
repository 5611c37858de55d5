/// Variables as systemd reads them from `EnvironmentFile=` (systemd.exec(5)) and `Environment=`.
package enum EnvironmentFile {
  /// The variables of a file, the last of a name counting: `NAME=value` with or without quotes,
  /// continued by a backslash, `#` and `;` lines left out.
  package static func parse(_ text: MappedText) -> [String: MappedText] {
    var variables: [String: MappedText] = [:]
    var index = 0
    while index < text.count {
      let byte = text.bytes[index]
      if byte <= 0x20 {
        index += 1
      } else if byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";") {
        index = endOfLine(text, index)
      } else {
        index = readAssignment(text, index, &variables)
      }
    }
    return variables
  }

  private static func readAssignment(
    _ text: MappedText, _ start: Int, _ variables: inout [String: MappedText]
  ) -> Int {
    var index = start
    while index < text.count, isName(text.bytes[index]) { index += 1 }
    let name = text[start..<index].string
    while index < text.count, text.bytes[index] == 0x20 || text.bytes[index] == 0x09 { index += 1 }
    guard index < text.count, text.bytes[index] == UInt8(ascii: "="), !name.isEmpty else {
      return endOfLine(text, index)
    }
    var value = MappedText()
    let end = readValue(text, index + 1, &value)
    variables[name] = value
    return end
  }

  private static func readValue(
    _ text: MappedText, _ start: Int, _ value: inout MappedText
  ) -> Int {
    var index = start
    var quote: UInt8?
    var lastKept = 0
    while index < text.count, text.bytes[index] == 0x20 || text.bytes[index] == 0x09 { index += 1 }
    while index < text.count {
      let byte = text.bytes[index]
      if let open = quote {
        if byte == open {
          quote = nil
          lastKept = value.count
        } else if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\""), index + 1 < text.count {
          index += 1
          if text.bytes[index] != UInt8(ascii: "\n") { value.append(text, at: index) }
        } else {
          value.append(text, at: index)
        }
      } else if byte == UInt8(ascii: "\n") {
        break
      } else if byte == UInt8(ascii: "\\"), index + 1 < text.count {
        index += 1
        if text.bytes[index] != UInt8(ascii: "\n") {
          value.append(text, at: index)
          lastKept = value.count
        }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else {
        value.append(text, at: index)
        if byte > 0x20 { lastKept = value.count }
      }
      index += 1
    }
    value = value[0..<max(lastKept, quote == nil ? lastKept : value.count)]
    return index + 1
  }

  /// The variables of one `Environment=` value: words `NAME=value`, quotes around the word or the
  /// value.
  package static func assignments(_ value: MappedText) -> [String: MappedText] {
    var variables: [String: MappedText] = [:]
    for word in UnitWords.split(value, variables: .init()) {
      guard let equals = word.text.firstIndex(of: "=") else { continue }
      let name = String(word.text[..<equals])
      let rest = word.text[word.text.index(after: equals)...]
      variables[name] = placed(rest, word, in: value)
    }
    return variables
  }

  /// The text of a value, with places where the file has it as it is.
  private static func placed(
    _ rest: Substring, _ word: LineWord, in value: MappedText
  ) -> MappedText {
    let bytes = Array(rest.utf8)
    var index = 0
    while index + bytes.count <= value.count {
      let span = value.span(index..<(index + bytes.count))
      if value.bytes[index...].starts(with: bytes), span.start >= word.entrySpan.start,
        span.end <= word.entrySpan.end
      {
        return value[index..<(index + bytes.count)]
      }
      index += 1
    }
    var made = MappedText()
    for byte in bytes { made.append(byte, for: value, at: 0) }
    return made
  }

  private static func endOfLine(_ text: MappedText, _ index: Int) -> Int {
    text.bytes[min(index, text.count)...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
      ?? text.count
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte)
      || byte == UInt8(ascii: "_")
  }
}
