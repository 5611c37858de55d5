internal import ClusterModel
internal import Syntax

/// Reads single facts from the nodes of a tree, and gathers what is wrong with them: a node of the
/// wrong kind is a problem, a value left to be filled in is a mark and a gap. Null is as good as
/// absent, as for the programs that read these files.
struct FactReader {
  let file: SourceFile
  /// Whether a machine runs the file as it is: a manifest.
  let isRunnable: Bool
  private(set) var problems: [InputProblem] = []
  private(set) var marks: [TextMark] = []
  private(set) var gaps: [Gap] = []

  init(file: SourceFile, isRunnable: Bool) {
    self.file = file
    self.isRunnable = isRunnable
  }

  /// The marks found since the last call.
  mutating func takeMarks() -> [TextMark] {
    defer { marks = [] }
    return marks
  }

  /// Gives a part the marks and the gaps found since the last call.
  mutating func give(to part: inout ClusterPart) {
    part.marks += takeMarks()
    part.gaps += gaps
    gaps = []
  }

  mutating func add(_ problems: [InputProblem]) { self.problems += problems }

  /// What another reader found left to be filled in, in a file beside this one; what is wrong with
  /// that file is told where it is read by itself.
  mutating func takeOver(_ other: FactReader) {
    marks += other.marks
    gaps += other.gaps
  }

  mutating func report(_ message: String, _ span: Span, related: [InputProblem.Note] = []) {
    problems.append(InputProblem(message, span, related: related))
  }

  mutating func addGap(_ fact: String, _ message: String, _ span: Span) {
    gaps.append(Gap(about: "cluster", fact: fact, message: message, span: span))
  }

  /// The mapping; `nil` where there is none, with a problem where there is something else.
  mutating func mapping(_ node: DataNode?, _ name: @autoclosure () -> String) -> DataNode? {
    guard let node, !node.isNull else { return nil }
    if node.kind == .mapping { return node }
    reportKind(node, name(), "a mapping")
    return nil
  }

  /// The items of a list; `nil` where there is none, with a problem where there is something else.
  mutating func items(_ node: DataNode?, _ name: @autoclosure () -> String) -> [DataNode]? {
    guard let node, !node.isNull else { return nil }
    if node.kind == .sequence { return Array(node.items) }
    reportKind(node, name(), "a list")
    return nil
  }

  /// The scalar as text, whatever it says; `nil` where there is none or an empty one, with a
  /// problem where there is something else.
  mutating func scalar(_ node: DataNode?, _ name: @autoclosure () -> String) -> Located<String>? {
    guard let node, !node.isNull else { return nil }
    guard node.kind == .scalar else {
      reportKind(node, name(), "a single value")
      return nil
    }
    return node.text.isEmpty ? nil : Located(node.text, node.valueSpan)
  }

  /// The scalar as text, where it is known.
  mutating func fact(_ node: DataNode?, _ name: @autoclosure () -> String) -> Located<String>? {
    guard let text = scalar(node, name()) else { return nil }
    guard isUnknown(text) else { return text }
    addGap(
      name(), "\(name()) is left to be filled in: `\(text.value.prefix(60))`", text.span)
    return nil
  }

  /// The number, where it is known; with a problem where there is something else.
  mutating func number(_ node: DataNode?, _ name: @autoclosure () -> String) -> Located<Int>? {
    guard let text = fact(node, name()) else { return nil }
    guard let node, let number = node.int() else {
      report("\(name()) must be a number, not `\(text.value.prefix(60))`", text.span)
      return nil
    }
    return Located(number, text.span)
  }

  /// The scalar as text, where it is known; a mark and no gap where it is left to be filled in: of a
  /// fact that the cluster's figures do not need.
  mutating func known(_ node: DataNode?, _ name: @autoclosure () -> String) -> Located<String>? {
    guard let text = scalar(node, name()), !isUnknown(text) else { return nil }
    return text
  }

  /// The value of a flag, marked where it is left to be filled in.
  mutating func flagValue(_ text: Located<String>) -> Flag.Value {
    if let limited = FlagListLimit.value(for: text.value) { return limited }
    return isUnknown(text)
      ? .unknown("`\(text.value.prefix(60))` is left to be filled in") : .text(text.value)
  }

  /// Whether a text is left to be filled in; marks it if so. A documentation address is marked too,
  /// though it is a value.
  mutating func isUnknown(_ text: Located<String>) -> Bool {
    let found = Placeholder.find(in: text.value)
    guard !found.isEmpty else { return false }
    mark(text)
    return found.contains { $0.kind.hidesValue }
  }

  /// Marks a text as left to be filled in.
  mutating func mark(_ text: Located<String>) {
    marks.append(
      TextMark(kind: .placeholder, span: text.span, text: text.value, isInRunnable: isRunnable))
  }

  /// An unquoted `{{ x }}` is a mapping for YAML, and for its author a value to be filled in.
  private mutating func reportKind(_ node: DataNode, _ name: String, _ expected: String) {
    if node.isTemplateExpression {
      _ = isUnknown(Located(file.text(node.span), node.span))
      addGap(name, "\(name) is left to be filled in", node.span)
      return
    }
    let actual =
      switch node.kind {
      case .mapping: "a mapping"
      case .sequence: "a list"
      case .scalar: "`\(node.text.prefix(60))`"
      }
    report("\(name) must be \(expected), not \(actual)", node.span)
  }
}
