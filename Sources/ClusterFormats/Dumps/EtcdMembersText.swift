internal import ClusterModel
internal import Syntax

/// Reads members of etcd from the texts that etcdctl prints for people: values between commas, or
/// a table.
struct EtcdMembersText {
  private let file: SourceFile
  private var members: [MemberFact] = []
  private var statuses: [MemberFact] = []

  init(_ file: SourceFile) {
    self.file = file
    for line in Self.lines(of: file) { read(Self.fields(line, file)) }
  }

  /// Whether the first line, a call of etcdctl and a table's head apart, is one of its lines.
  static func isTelling(_ file: SourceFile) -> Bool {
    guard
      file.bytes.contains("true") || file.bytes.contains("false")
        || file.bytes.contains("started")
    else { return false }
    for line in lines(of: file).prefix(6) {
      let fields = fields(line, file)
      if isMember(fields) || isStatus(fields) { return true }
      let isHead = [UInt8(ascii: "+"), UInt8(ascii: "|")].contains(file.bytes[line.lowerBound])
      guard isHead || file.text(line).contains("etcdctl ") else { return false }
    }
    return false
  }

  /// What was read: a member list is complete, statuses tell only of who was asked.
  var parts: [ClusterPart] {
    [(members, true), (statuses, false)].compactMap { members, isComplete in
      guard let first = members.first else { return nil }
      var part = EtcdMembersReader.part(at: first.span)
      part.members = members
      part.membersStatedAt = isComplete ? first.span : nil
      return part
    }
  }

  private mutating func read(_ fields: [Located<String>]) {
    if Self.isMember(fields) {
      var member = MemberFact(span: fields[2].value.isEmpty ? fields[0].span : fields[2].span)
      member.id = fields[0].value
      member.name = fields[2].value.isEmpty ? nil : fields[2]
      member.peerURLs = urls(fields[3])
      member.clientURLs = fields.count > 4 ? urls(fields[4]) : []
      member.isLearner = fields.count > 5 && fields[5].value == "true"
      member.isStarted = fields[1].value == "started"
      members.append(member)
    } else if Self.isStatus(fields) {
      var member = MemberFact(span: fields[0].span)
      member.clientURLs = [fields[0]]
      member.id = fields[1].value
      // Whether it leads, then from 3.4 on whether it learns.
      let leads = fields.firstIndex(where: Self.isTruth) ?? fields.count
      member.isLearner = leads + 1 < fields.count && fields[leads + 1].value == "true"
      statuses.append(member)
    }
  }

  private func urls(_ field: Located<String>) -> [Located<String>] {
    var start = Int(field.span.start)
    return field.value.split(separator: ",", omittingEmptySubsequences: false).compactMap { piece in
      defer { start += piece.utf8.count + 1 }
      guard !piece.isEmpty else { return nil }
      return Located(String(piece), Span(file.id, start, start + piece.utf8.count))
    }
  }

  /// `ID, started, name, peer URLs, client URLs, learner`.
  private static func isMember(_ fields: [Located<String>]) -> Bool {
    fields.count >= 4 && isNumber(fields[0].value)
      && (fields[1].value == "started" || fields[1].value == "unstarted")
  }

  /// `endpoint, ID, version, …, whether it leads, …`.
  private static func isStatus(_ fields: [Located<String>]) -> Bool {
    fields.count >= 6 && isNumber(fields[1].value) && fields[0].value.contains(":")
      && fields[3...].contains(where: isTruth)
  }

  private static func isTruth(_ field: Located<String>) -> Bool {
    field.value == "true" || field.value == "false"
  }

  private static func isNumber(_ text: String) -> Bool {
    (1...16).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
      }
  }

  /// Byte ranges of the lines that are not empty.
  private static func lines(of file: SourceFile) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = file.byteOrderMarkLength
    while start < file.bytes.count {
      let end = file.bytes[start...].firstIndex(of: 0x0A) ?? file.bytes.count
      let range = trimmed(start..<end, file)
      if !range.isEmpty { lines.append(range) }
      start = end + 1
    }
    return lines
  }

  /// The values of a line: between bars of a table, else between commas and blanks. A list of URLs
  /// has commas without blanks.
  private static func fields(_ line: Range<Int>, _ file: SourceFile) -> [Located<String>] {
    let bytes = file.bytes
    let isTable = bytes[line.lowerBound] == UInt8(ascii: "|")
    var fields: [Located<String>] = []
    var start = isTable ? line.lowerBound + 1 : line.lowerBound
    for place in start..<line.upperBound {
      let isEnd =
        isTable
        ? bytes[place] == UInt8(ascii: "|")
        : bytes[place] == UInt8(ascii: ",")
          && (place + 1 == line.upperBound || bytes[place + 1] == 0x20)
      guard isEnd else { continue }
      fields.append(field(start..<place, file))
      start = place + 1
    }
    if start < line.upperBound { fields.append(field(start..<line.upperBound, file)) }
    return fields
  }

  private static func field(_ range: Range<Int>, _ file: SourceFile) -> Located<String> {
    let range = trimmed(range, file)
    return Located(file.text(range), Span(file.id, range.lowerBound, range.upperBound))
  }

  private static func trimmed(_ range: Range<Int>, _ file: SourceFile) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, isBlank(file.bytes[low]) { low += 1 }
    while high > low, isBlank(file.bytes[high - 1]) { high -= 1 }
    return low..<high
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }
}
