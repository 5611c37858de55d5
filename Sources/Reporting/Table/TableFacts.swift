internal import ClusterModel
internal import FaultTolerance

/// What a table says, without its wording: a comment in the table carries it, so that a later
/// version, or a team that has changed words, can still tell whether it holds.
package struct TableFacts: Equatable {
  static let start = "<!-- haplan table v1 -->"
  static let opening = "<!-- haplan facts v1"
  static let closing = "-->"

  /// The cluster's name first, then a line for each thing that is said.
  let lines: [String]

  init(lines: [String]) { self.lines = lines }

  package init(_ entry: TableReport.Entry) {
    let (cluster, assessment) = (entry.cluster, entry.assessment)
    let etcd = EtcdFacts(cluster)
    var lines = ["cluster \(Self.plain(cluster.name))"]
    let counts = [("members", etcd.members), ("voters", etcd.voters), ("quorum", etcd.quorum)]
    lines.append(
      "etcd \(etcd.topology) "
        + counts.map { "\($0) \($1.map { String($0) } ?? "unknown")" }.joined(separator: " "))
    for service in Service.allCases {
      var parts = ["\(service.rawValue) \(assessment.status(of: service).name)"]
      parts += assessment.tolerance(of: service).compactMap(Self.text)
      parts += (assessment.singlePointsOfFailure(of: service) ?? []).map {
        "stopped by \(Self.plain($0))"
      }
      if assessment.status(of: service) == .works,
        let unavailability = assessment.unavailability(of: service)
      {
        parts.append("unavailability \(unavailability)")
      }
      lines.append(parts.joined(separator: ", "))
    }
    for timing in Timing.allCases {
      let found = assessment.timing(timing)
      guard let from = found.earliestSeconds, let to = found.latestSeconds else { continue }
      lines.append("\(timing.rawValue) \(from) to \(to)")
    }
    lines += assessment.unknowns.map { "unknown \(Self.plain("\($0.about) \($0.fact)"))" }
    self.lines = lines
  }

  /// Nothing for what cannot stop the service.
  private static func text(_ row: ToleranceRow) -> String? {
    guard let figures = row.figures else { return "\(plain(row.className)) unknown" }
    guard figures.weakestCut != nil || row.isUpperBound else { return nil }
    let bound = row.isUpperBound ? "at most " : ""
    return "\(plain(row.className)) \(bound)\(figures.guaranteed) of \(row.total)"
  }

  /// Nothing that could end a comment.
  private static func plain(_ text: String) -> String {
    var result = ""
    for scalar in Visible.text(text).unicodeScalars {
      if scalar == "-", result.hasSuffix("-") || result.isEmpty {
        result += "%2D"
      } else if scalar == ">" || scalar == "<" || scalar == "%" || scalar == "," {
        result += "%" + String(scalar.value, radix: 16, uppercase: true)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The comment after a table. `block` is the table itself, whose figures are summed up.
  func comment(around block: String) -> String {
    ([Self.opening + " " + Figures.sum(of: block)] + lines + [Self.closing])
      .joined(separator: "\n")
  }
}

/// The figures of a text: what of it is a fact rather than a word.
enum Figures {
  private static let words: Set<String> = ["works", "down", "lost", "any", "not", "worst"]

  /// The same for texts with the same numbers and outcomes in the same order; the words around
  /// them do not matter. 64 bits in hex (FNV-1a).
  static func sum(of text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for figure in figures(of: text) {
      for byte in Array(figure.utf8) + [0] {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
      }
    }
    let hex = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - hex.count) + hex
  }

  /// Numbers, and outcomes inside tables.
  static func figures(of text: String) -> [String] {
    var found: [String] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let isRow = line.hasPrefix("|") || line.hasPrefix("<t")
      var word = ""
      func end() {
        if word.utf8.contains(where: { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
          || isRow && words.contains(word)
        {
          found.append(word)
        }
        word = ""
      }
      for scalar in line.unicodeScalars {
        let isPart = scalar.properties.isAlphabetic || ("0"..."9") ~= scalar
        if isPart { word.unicodeScalars.append(scalar) } else { end() }
      }
      end()
    }
    return found
  }
}
