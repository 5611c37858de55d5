internal import ClusterModel
internal import Syntax

extension ClusterSpecReader {
  /// Flags of a component: a mapping, or a list of `--flag=value`. An empty one is none.
  mutating func readFlags(of settings: DataNode, component: Component, machines: FlagSet.Machines) {
    guard let entry = settings.entry("flags") else { return }
    var flags: [Flag] = []
    let style: FlagSet.Style
    if entry.value.kind == .mapping {
      style = .mapping(stringsOnly: false)
      flags = entry.value.mergedEntries.map(Self.flag)
    } else if entry.value.kind == .sequence {
      style = .argumentList
      flags = entry.value.items.compactMap { argument($0) }
    } else {
      return
    }
    guard !flags.isEmpty else { return }
    part.flagSets.append(
      FlagSet(
        component: component, machines: machines, flags: flags, absence: .isDefault, style: style,
        anchor: entry.key.span, format: .haplan))
    mark(flags)
  }

  private static func flag(_ entry: (key: DataNode, value: DataNode)) -> Flag {
    Flag(
      name: FlagName.normalise(entry.key.text), value: value(entry.value.text),
      nameSpan: entry.key.span,
      valueSpan: entry.value.isNull ? entry.key.span : entry.value.valueSpan,
      entrySpan: entry.key.span.union(entry.value.span))
  }

  private static func value(_ text: String) -> Flag.Value {
    if let limited = FlagListLimit.value(for: text) { return limited }
    return Placeholder.isUnknown(text) ? .unknown("`\(text)` is left to be filled in") : .text(text)
  }

  /// `--name=value` or `--name` as one item of a list.
  private mutating func argument(_ item: DataNode) -> Flag? {
    let text = item.text
    guard text.hasPrefix("--"), text.utf8.count > 2 else {
      problems.append(
        InputProblem("flags must be written `--flag=value`, not `\(text.prefix(60))`", item.span))
      return nil
    }
    let start = Int(item.valueSpan.start)
    let name = text.prefix { $0 != "=" }
    let isBare = name.utf8.count == text.utf8.count
    let nameSpan = Span(item.span.file, start, start + name.utf8.count)
    let rest = String(text.dropFirst(name.count + 1))
    return Flag(
      name: FlagName.normalise(name), value: isBare ? .text("true") : Self.value(rest),
      nameSpan: nameSpan,
      valueSpan: isBare
        ? nameSpan : Span(item.span.file, Int(nameSpan.end) + 1, Int(item.valueSpan.end)),
      entrySpan: item.span, isBare: isBare)
  }

  private mutating func mark(_ flags: [Flag]) {
    for flag in flags {
      guard case .unknown(let text) = flag.value else { continue }
      part.marks.append(
        TextMark(kind: .placeholder, span: flag.valueSpan, text: text, isInRunnable: false))
    }
  }

  /// `domains: {zone: a, feed: [a1, a2]}`.
  mutating func readDomains(_ node: DataNode?) -> [DomainPlace] {
    guard let node, node.kind == .mapping else { return [] }
    return node.entries.compactMap { entry in
      checkLevel(Located(entry.key.text, entry.key.span))
      let names =
        entry.value.kind == .sequence
        ? entry.value.texts.map(\.value)
        : entry.value.isFilledScalar ? [entry.value.text] : []
      guard !names.isEmpty else { return nil }
      return DomainPlace(level: entry.key.text, names: names, span: entry.value.span)
    }
  }

  mutating func checkLevel(_ level: Located<String>) {
    guard FailureClass.reserved.contains(level.value) else { return }
    problems.append(
      InputProblem(
        "a level of failure domains may not be called `\(level.value)`: that is a class of its own",
        level.span))
  }

  /// `zones: {a: 2, b: 1}`: a place for each element, in the order written.
  mutating func expand(zones: DataNode) -> [DomainPlace] {
    var places: [DomainPlace] = []
    for entry in zones.entries {
      guard let number = boundedCount(entry.value) else { continue }
      let span = entry.key.span.union(entry.value.span)
      for _ in 0..<number where places.count < ClusterSchema.mostOfAnything {
        places.append(DomainPlace(level: "zone", names: [entry.key.text], span: span))
      }
    }
    return places
  }

  func boundedCount(_ node: DataNode) -> Int? {
    node.int().flatMap { (1...ClusterSchema.mostOfAnything).contains($0) ? $0 : nil }
  }

  mutating func compareCount(_ count: DataNode, _ actual: Int, _ key: String, _ span: Span) {
    guard let number = boundedCount(count), number != actual else { return }
    problems.append(
      InputProblem(
        "count is \(number), but \(key) has \(actual)", count.span,
        related: [.init("\(actual) here", span)]))
  }

  mutating func reportBoth(_ first: String, _ firstSpan: Span, _ second: String, _ span: Span) {
    problems.append(
      InputProblem(
        "\(first) and \(second) both say what there is: keep one", span,
        related: [.init("the other", firstSpan)]))
  }

  mutating func checkUnique(_ names: [Located<String>], _ what: String) {
    var seen: [String: Span] = [:]
    for name in names {
      if let first = seen[name.value] {
        problems.append(
          InputProblem(
            "a second \(what) is called `\(name.value)`", name.span,
            related: [.init("the first", first)]))
      } else {
        seen[name.value] = name.span
      }
    }
  }
}
