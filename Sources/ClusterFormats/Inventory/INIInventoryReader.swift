internal import Syntax

/// Reads an inventory of sections, as Ansible's `ini` plugin does (plugins/inventory/ini.py). What
/// Ansible refuses is a problem, and the rest is still read.
struct INIInventoryReader {
  private enum Section { case hosts, children, variables }

  private let file: SourceFile
  private(set) var inventory = Inventory()
  private(set) var problems: [InputProblem] = []
  private var section = Section.hosts
  private var group = 0
  /// Groups that a section of variables alone names.
  private var undeclared: [Int: Span] = [:]

  static func read(_ file: SourceFile) -> INIInventoryReader {
    var reader = INIInventoryReader(file)
    let start = file.byteOrderMarkLength
    reader.group = reader.inventory.declare("ungrouped", at: Span(file.id, start, start))
    reader.readLines(from: start)
    reader.checkNames()
    if let problem = reader.inventory.surplusProblem { reader.problems.append(problem) }
    return reader
  }

  private init(_ file: SourceFile) { self.file = file }

  private mutating func readLines(from start: Int) {
    var start = start
    while start < file.bytes.count {
      var end = start
      while end < file.bytes.count, !file.bytes[end].isLineBreak { end += 1 }
      let line = trimmed(start..<end)
      if let first = line.first.map({ file.bytes[$0] }), first != UInt8(ascii: "#"),
        first != UInt8(ascii: ";")
      {
        read(line)
      }
      start = end + 1
    }
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, isSpace(file.bytes[low]) { low += 1 }
    while high > low, isSpace(file.bytes[high - 1]) { high -= 1 }
    return low..<high
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private mutating func read(_ line: Range<Int>) {
    if file.bytes[line.lowerBound] == UInt8(ascii: "["), readHeader(line) { return }
    switch section {
    case .hosts: readHost(line)
    case .children: readChild(line)
    case .variables: readVariable(line)
    }
  }

  private func span(_ range: Range<Int>) -> Span {
    Span(file.id, range.lowerBound, range.upperBound)
  }

  private mutating func refuse(_ reason: String, _ span: Span) {
    problems.append(InputProblem("Ansible refuses this line: \(reason)", span))
  }

  // MARK: Sections

  /// `[name]`, `[name:children]` or `[name:vars]`, with nothing but a comment behind it; `false`
  /// where the line is no section.
  private mutating func readHeader(_ line: Range<Int>) -> Bool {
    guard let close = file.bytes[line].firstIndex(of: UInt8(ascii: "]")) else { return false }
    let inner = (line.lowerBound + 1)..<close
    let rest = trimmed((close + 1)..<line.upperBound)
    let colon = file.bytes[inner].firstIndex(of: UInt8(ascii: ":")) ?? inner.upperBound
    let name = inner.lowerBound..<colon
    let kind = min(colon + 1, inner.upperBound)..<inner.upperBound
    let isHeader =
      !name.isEmpty && !file.bytes[name].contains(where: isSpace)
      && (colon == inner.upperBound || !kind.isEmpty && file.bytes[kind].allSatisfy(\.isNamePart))
      && (rest.isEmpty || file.bytes[rest.lowerBound] == UInt8(ascii: "#"))
    guard isHeader else {
      guard file.bytes[line.upperBound - 1] == UInt8(ascii: "]") else { return false }
      refuse("no blanks may stand in a section's name", span(line))
      return true
    }
    let word = file.text(kind)
    switch word {
    case "", "hosts": section = .hosts
    case "children": section = .children
    case "vars": section = .variables
    default:
      refuse("a section has hosts, children or vars, not `\(word.prefix(60))`", span(kind))
      section = .hosts
    }
    let isKnown = inventory[file.text(name)] != nil
    group = inventory.declare(file.text(name), at: span(name))
    if section != .variables {
      undeclared[group] = nil
    } else if !isKnown {
      undeclared[group] = span(name)
    }
    return true
  }

  /// Names that no section declares. A template may declare them.
  private mutating func checkNames() {
    for (_, place) in undeclared.sorted(by: { $0.key < $1.key }) {
      let name = file.text(place)
      guard name != "all" else { continue }
      problems.append(
        InputProblem("[\(name):vars] is of no group: Ansible refuses the inventory", place))
    }
    for group in inventory.groups {
      for child in group.children where inventory[child.value] == nil {
        guard !Placeholder.isUnknown(child.value) else { continue }
        problems.append(
          InputProblem(
            "[\(group.name):children] names `\(child.value.prefix(60))`, which is no group: "
              + "Ansible refuses the inventory", child.span))
      }
    }
  }

  // MARK: Lines

  private mutating func readHost(_ line: Range<Int>) {
    guard inventory.surplus == nil else { return }
    let words: [MappedText]
    do throws(InventoryWords.Refusal) {
      words = try InventoryWords.split(MappedText(file, line))
    } catch {
      refuse(error == .openQuote ? "a quote is not closed" : "a backslash ends it", span(line))
      return
    }
    guard let first = words.first, !first.isEmpty else { return }
    // `{{ name }}` with blanks in it is several words, and none that Ansible would see.
    if isHalfExpression(first) {
      inventory.add(host: Located(file.text(line), span(line)), to: group, port: nil)
      return
    }
    if first.string == "---" {
      return refuse("`---` begins YAML", span(line))
    }
    let pattern: HostPattern
    do throws(HostPattern.Refusal) {
      pattern = try Self.pattern(first.string, room: inventory.room)
    } catch {
      return refuse(error.message, first.span)
    }
    for name in pattern.names {
      inventory.add(host: Located(name, first.span), to: group, port: pattern.port)
    }
    for word in words.dropFirst() {
      if isHalfExpression(word) { return }
      guard readVariable(word, of: pattern.names) else { return }
    }
  }

  /// A template's mark is a name that nobody knows yet, whatever brackets stand in it.
  private static func pattern(
    _ text: String, room: Int
  ) throws(HostPattern.Refusal) -> HostPattern {
    if Placeholder.isUnknown(text) { return HostPattern(names: [text], port: nil) }
    return try HostPattern.read(text, limit: room)
  }

  private func isHalfExpression(_ word: MappedText) -> Bool {
    let text = word.string
    return text.contains("{{") != text.contains("}}") || text.hasPrefix("{%")
  }

  /// Whether the word is a variable.
  private mutating func readVariable(_ word: MappedText, of hosts: [String]) -> Bool {
    guard let equals = word.bytes.firstIndex(of: UInt8(ascii: "=")) else {
      refuse(
        "behind the host stand variables, name=value, not `\(word.string.prefix(60))`", word.span)
      return false
    }
    let name = word.string(0..<equals)
    let value = word.slice((equals + 1)..<word.count)
    let variable = InventoryVariable(
      name: name, nameSpan: word.span(of: 0..<equals), value: Self.value(value, file))
    for host in hosts { inventory.set(variable, of: host) }
    return true
  }

  private mutating func readVariable(_ line: Range<Int>) {
    guard let equals = file.bytes[line].firstIndex(of: UInt8(ascii: "=")) else {
      return refuse("a section of variables has name=value", span(line))
    }
    let name = trimmed(line.lowerBound..<equals)
    let value = MappedText(file, trimmed((equals + 1)..<line.upperBound))
    inventory.set(
      InventoryVariable(
        name: file.text(name), nameSpan: span(name), value: Self.value(value, file)),
      of: group)
  }

  private mutating func readChild(_ line: Range<Int>) {
    let end = file.bytes[line].firstIndex(of: UInt8(ascii: "#")) ?? line.upperBound
    let name = trimmed(line.lowerBound..<end)
    guard !name.isEmpty, !file.bytes[name].contains(where: { isSpace($0) || $0 == 0x3A }) else {
      return refuse("a section of children has the name of a group", span(line))
    }
    inventory.add(child: Located(file.text(name), span(name)), to: group)
  }

  /// As Ansible takes it: a Python literal, whose dictionaries and lists are YAML's, else a text.
  private static func value(_ text: MappedText, _ file: SourceFile) -> InventoryVariable.Value {
    let string = text.string
    if string.hasPrefix("{") || string.hasPrefix("["), !InventoryVariable.isExpression(string),
      text.isVerbatim(0..<text.count),
      let tree = YAMLParser.parse(file, range: text.span.range).documents.first,
      tree.root.kind != .scalar
    {
      return .node(tree.root)
    }
    if let first = text.bytes.first, first == UInt8(ascii: "\"") || first == UInt8(ascii: "'"),
      text.count >= 2, text.bytes.last == first
    {
      let inner = text.slice(1..<(text.count - 1))
      return .text(Located(inner.string, inner.span))
    }
    return .text(Located(string, text.span))
  }
}
