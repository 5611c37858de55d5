internal import ClusterFormats
internal import ClusterModel
internal import FaultTolerance

/// The things that can fail in the clusters of a run, to which the names of a question refer.
struct ElementNames {
  let assessments: [Assessment]

  /// The labels of `--fail`'s words: `class=name` or `class:name`, comma-separated; a name alone is
  /// of the class before it, or of `className`.
  func labels(
    _ words: [String], flag: String, of className: String? = nil
  ) throws(QuestionProblem) -> [String] {
    var labels: [String] = []
    for word in words {
      var current = className
      for piece in word.split(separator: ",") {
        let text = Self.trimmed(piece)
        let separator = text.firstIndex { $0 == "=" || $0 == ":" }
        let name: String
        if let separator {
          current = String(text[..<separator])
          name = String(text[text.index(after: separator)...])
        } else {
          name = text
        }
        guard let kind = current, !name.isEmpty, !kind.isEmpty else {
          throw QuestionProblem("\(flag) wants CLASS=NAME, such as node=master-1, not `\(text)`")
        }
        if let className, kind != className {
          throw QuestionProblem("\(flag) wants a \(className), not a \(kind)")
        }
        let label = try label(kind, name, flag)
        if !labels.contains(label) { labels.append(label) }
      }
    }
    guard !labels.isEmpty || words.isEmpty else {
      throw QuestionProblem("\(flag) wants CLASS=NAME, such as node=master-1")
    }
    return labels
  }

  /// The label of a name on a side of a partition: with its class, else a zone, else a node.
  func placeLabel(_ name: String) throws(QuestionProblem) -> String {
    for className in ["zone", "node"] where elements(of: className).contains(name) {
      return "\(className):\(name)"
    }
    if let separator = name.firstIndex(where: { $0 == "=" || $0 == ":" }) {
      let className = String(name[..<separator])
      if classes.contains(className) {
        return try label(
          className, String(name[name.index(after: separator)...]), "--partition")
      }
    }
    let known = elements(of: "zone") + elements(of: "node")
    throw QuestionProblem("--partition: there is no zone or node `\(name)`\(guess(name, known))")
  }

  private func label(
    _ className: String, _ name: String, _ flag: String
  ) throws(QuestionProblem) -> String {
    guard classes.contains(className) else {
      let known = classes.joined(separator: ", ")
      throw QuestionProblem(
        "\(flag): nothing here is of the class `\(className)`\(guess(className, classes))"
          + "; there are \(known)")
    }
    let known = elements(of: className)
    guard known.contains(name) else {
      throw QuestionProblem("\(flag): there is no \(className) `\(name)`\(guess(name, known))")
    }
    return "\(className):\(name)"
  }

  private var classes: [String] { Self.once(assessments.flatMap(\.classes)) }

  private func elements(of className: String) -> [String] {
    Self.once(assessments.flatMap { $0.elements(of: className) })
  }

  private func guess(_ word: String, _ known: [String]) -> String {
    Spelling.nearest(to: word, among: known).map { "; did you mean `\($0)`?" } ?? ""
  }

  private static func once(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.first, first == " " { text.removeFirst() }
    while let last = text.last, last == " " { text.removeLast() }
    return String(text)
  }
}
