package import Rules

/// What changed between two descriptions.
package struct DiffReport {
  /// Whether a fact is for the better.
  package enum Direction: String, Sendable {
    case worse, better, changed
  }

  /// One figure that changed.
  package struct Fact: Sendable, Hashable {
    /// `tolerance`, `status`, `voters`, …: for programs.
    package let name: String
    /// For people: "zone tolerance of api-write".
    package let title: String
    package let service: String?
    package let className: String?
    package let before: String
    package let after: String
    package let direction: Direction

    package init(
      name: String, title: String, service: String? = nil, className: String? = nil,
      before: String, after: String, direction: Direction
    ) {
      self.name = name
      self.title = title
      self.service = service
      self.className = className
      self.before = before
      self.after = after
      self.direction = direction
    }
  }

  /// A finding with its place, as text.
  package struct Remark: Sendable, Hashable {
    package let rule: String
    package let severity: Severity
    package let message: String
    /// `path:line:column`.
    package let place: String

    package init(rule: String, severity: Severity, message: String, place: String) {
      self.rule = rule
      self.severity = severity
      self.message = message
      self.place = place
    }
  }

  /// What became of one cluster, or of the findings that are about files.
  package struct Entry: Sendable {
    /// How the cluster itself changed.
    package enum Change: String, Sendable { case same, changed, added, removed }

    package let name: String
    package let change: Change
    package let verdictBefore: String?
    package let verdictAfter: String?
    package let facts: [Fact]
    /// Findings that were not there before, or were less severe.
    package let fresh: [Remark]
    package let gone: [Remark]

    package init(
      name: String, change: Change, verdictBefore: String?, verdictAfter: String?, facts: [Fact],
      fresh: [Remark], gone: [Remark]
    ) {
      self.name = name
      self.change = change
      self.verdictBefore = verdictBefore
      self.verdictAfter = verdictAfter
      self.facts = facts
      self.fresh = fresh
      self.gone = gone
    }

    /// A figure is worse, or there is a new error or warning.
    package var isWorse: Bool {
      facts.contains { $0.direction == .worse } || fresh.contains { $0.severity >= .warning }
    }

    /// The facts for people: those that say the same of several services are one.
    var folded: [Fact] {
      struct Key: Hashable { let subject, before, after: String }
      var order: [Key] = []
      var groups: [Key: [Fact]] = [:]
      for fact in facts {
        let ending = fact.service.map { " of \($0)" } ?? ""
        let subject = fact.title.hasSuffix(ending) ? fact.title.dropLast(ending.count) : ""
        let key = Key(
          subject: subject.isEmpty ? fact.title : String(subject), before: fact.before,
          after: fact.after)
        if groups[key] == nil { order.append(key) }
        groups[key, default: []].append(fact)
      }
      return order.flatMap { key -> [Fact] in
        guard let group = groups[key], let first = group.first, group.count > 1 else {
          return groups[key] ?? []
        }
        let services = group.compactMap(\.service).joined(separator: ", ")
        return [
          Fact(
            name: first.name, title: "\(key.subject) of \(services)", service: nil,
            className: first.className, before: first.before, after: first.after,
            direction: first.direction)
        ]
      }
    }

    /// Whether there is something to say.
    package var isSilent: Bool {
      change == .same && facts.isEmpty && fresh.isEmpty && gone.isEmpty
    }
  }

  /// By name.
  package let entries: [Entry]

  package init(entries: [Entry]) { self.entries = entries }

  /// Whether anything got worse.
  package var isWorse: Bool { entries.contains { $0.isWorse } }

  /// `1 cluster got worse, 2 are the same`.
  var summary: String {
    let worse = entries.filter(\.isWorse).count
    let silent = entries.filter(\.isSilent).count
    let other = entries.count - worse - silent
    var parts: [String] = []
    if worse > 0 { parts.append("\(worse) worse") }
    if other > 0 { parts.append("\(other) changed, nothing worse") }
    if silent > 0 { parts.append("\(silent) the same") }
    return parts.isEmpty ? "nothing to compare" : parts.joined(separator: "; ")
  }
}
