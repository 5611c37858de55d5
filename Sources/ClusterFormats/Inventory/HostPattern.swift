internal import Syntax

/// A host as an inventory writes it: `node1`, `10.0.0.1:2222`, `node[01:10:2].lan`, `db-[a:c]`.
struct HostPattern {
  /// The names that it stands for, in order; none for a range that ends before it begins.
  let names: [String]
  let port: Int?

  /// Why Ansible refuses a pattern.
  struct Refusal: Error {
    let message: String
  }

  /// As Ansible's `_expand_hostpattern` (plugins/inventory/__init__.py): a port only behind what is
  /// a name or an address, then every range in turn.
  static func read(_ text: String, limit: Int) throws(Refusal) -> HostPattern {
    let (pattern, port) = splitPort(text)
    if port == nil, text.hasSuffix(":") {
      throw Refusal(message: "`\(text.prefix(60))` ends with a colon and no port")
    }
    return HostPattern(names: try expand(pattern, limit: limit), port: port)
  }

  /// The port apart, where the rest is a name or an address (parsing/utils/addresses.py).
  private static func splitPort(_ text: String) -> (pattern: String, port: Int?) {
    guard let colon = text.lastIndex(of: ":") else { return (text, nil) }
    let digits = text[text.index(after: colon)...]
    guard !digits.isEmpty, digits.utf8.allSatisfy(\.isDigit), let port = Int(digits) else {
      return (text, nil)
    }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]"), host.count > 2 {
      host = host.dropFirst().dropLast()
      return isName(host) || IPAddress.parse(String(host)) != nil
        ? (String(host), port) : (text, nil)
    }
    return isName(host) ? (String(host), port) : (text, nil)
  }

  /// Labels of letters, digits, `_` and `-` with dots between them, ranges in brackets among them;
  /// a label neither begins nor ends with `_` or `-`.
  private static func isName(_ text: Substring) -> Bool {
    var inRange = false
    var isLabelStart = true
    var last: Character = "."
    for character in text {
      if inRange {
        guard character != "[", character != "." else { return false }
        inRange = character != "]"
      } else if character == "[" {
        inRange = true
      } else if character == "." {
        guard !isLabelStart, last != "-", last != "_" else { return false }
      } else {
        let isWord = character.isLetter || character.isNumber
        guard isWord || character == "_" || character == "-" && !isLabelStart else { return false }
      }
      isLabelStart = !inRange && character == "."
      last = character
    }
    return !inRange && !isLabelStart && last != "-" && last != "_"
  }

  // MARK: Ranges

  /// The first range, then those in what it gives.
  private static func expand(_ text: String, limit: Int) throws(Refusal) -> [String] {
    guard let open = text.firstIndex(of: "[") else { return [text] }
    guard let close = text.firstIndex(of: "]"), close > open else {
      throw Refusal(message: "the range in `\(text.prefix(60))` has no end")
    }
    let values = try values(of: text[text.index(after: open)..<close], limit: limit)
    let head = text[..<open]
    let tail = String(text[text.index(after: close)...])
    let tails = try expand(tail, limit: limit)
    let (count, isTooMany) = values.count.multipliedReportingOverflow(by: tails.count)
    guard !isTooMany, count <= limit else {
      throw Refusal(
        message: "the range in `\(text.prefix(60))` stands for more than \(limit) hosts")
    }
    return values.flatMap { value in tails.map { "\(head)\(value)\($0)" } }
  }

  /// `begin:end` or `begin:end:step` of numbers or of single letters, the end included.
  private static func values(of range: Substring, limit: Int) throws(Refusal) -> [String] {
    let bounds = range.split(separator: ":", omittingEmptySubsequences: false)
    guard bounds.count == 2 || bounds.count == 3 else {
      throw Refusal(
        message: "a range is [begin:end] or [begin:end:step], not [\(range.prefix(60))]")
    }
    let begin = bounds[0].isEmpty ? "0" : bounds[0]
    let end = bounds[1]
    guard !end.isEmpty else { throw Refusal(message: "the range [\(range.prefix(60))] has no end") }
    let step = bounds.count == 3 ? number(bounds[2]) : 1
    guard let step, step > 0 else {
      throw Refusal(message: "the step of [\(range.prefix(60))] is no number above 0")
    }
    let isPadded = begin.hasPrefix("0") && begin.count > 1
    if isPadded, begin.count != end.count {
      throw Refusal(message: "the bounds of [\(range.prefix(60))] must have the same length")
    }
    if let first = letter(begin), let last = letter(end) {
      guard first <= last else {
        throw Refusal(message: "the range [\(range.prefix(60))] ends before it begins")
      }
      return stride(from: first, through: last, by: step).map { letters[$0] }
    }
    guard let first = number(begin), let last = number(end) else {
      throw Refusal(
        message: "the bounds of [\(range.prefix(60))] are neither two numbers nor two letters")
    }
    guard last < first || (last - first) / step < limit else {
      throw Refusal(message: "the range [\(range.prefix(60))] stands for more than \(limit) hosts")
    }
    return stride(from: first, through: last, by: step).map { value in
      let text = String(value)
      let width = isPadded ? begin.count : 0
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
  }

  /// `abc…zABC…Z`, the order in which Ansible counts letters.
  private static let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".map(
    String.init)

  private static func letter(_ text: Substring) -> Int? {
    letters.firstIndex { $0 == text }
  }

  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy(\.isDigit) && text.utf8.count <= 15 ? Int(text) : nil
  }
}
