internal import ClusterFormats
internal import Rules

/// What `explain` says.
package enum Explanation {
  /// Every rule and topic.
  package static var names: [String] {
    Catalog.rules.map { $0.about.name } + Topics.all.map(\.name)
  }

  /// The rule or topic whose name is nearest to a misspelt one; `nil` where none is near.
  package static func nearest(to name: String) -> String? {
    nearest(to: name, among: names)
  }

  /// The nearest of these words to a misspelt one; `nil` where none is near.
  package static func nearest(to word: String, among words: [String]) -> String? {
    Spelling.nearest(to: word, among: words)
  }

  /// The page of a rule or a topic, as text; `nil` where there is none.
  package static func text(of name: String) -> String? {
    if let topic = Topics.all.first(where: { $0.name == name }) {
      return "\(topic.name): \(topic.title)\n\n\(topic.text)\n"
    }
    return Catalog.rules.first { $0.about.name == name }.map { page($0.about) }
  }

  private static func page(_ about: RuleAbout) -> String {
    var blocks = [
      "\(about.name) (\(about.category.rawValue))",
      wrap(about.summary), "Why\n" + indent(wrap(about.rationale, width: 76)),
      "What to do\n" + indent(wrap(about.remedy, width: 76)),
      "Severity (lab, standard, prod)\n" + about.grades.map(severity).joined(separator: "\n"),
    ]
    if let bad = about.examples.first(where: { $0.verdict == .bad }) {
      for (name, text) in bad.beside.sorted(by: { $0.key < $1.key }) {
        blocks.append("Beside it, \(name)\n" + indent(plain(text), by: 4))
      }
      blocks.append("Found in \(bad.fileName)\n" + indent(plain(bad.text), by: 4))
      if let fixed = bad.fixed { blocks.append("Mended\n" + indent(plain(fixed), by: 4)) }
    }
    if let good = about.examples.first(where: { $0.verdict == .good }) {
      blocks.append("Fine\n" + indent(plain(good.text), by: 4))
    }
    if !about.standsInFor.isEmpty {
      blocks.append(
        "Where it speaks, these stay silent about the same thing\n"
          + indent(about.standsInFor.joined(separator: ", ")))
    }
    blocks.append("Sources\n" + indent(about.sources.joined(separator: "\n")))
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func severity(_ grade: Grade) -> String {
    let levels = [grade.lab, grade.standard, grade.prod].map { $0?.rawValue ?? "silent" }
    let when = grade.when.isEmpty ? "" : "  \(grade.when)"
    return "  \(levels.joined(separator: ", "))\(when)"
  }

  /// An example without the marks of what is found.
  private static func plain(_ text: String) -> String {
    var text = text
    text.removeAll { $0 == "⟦" || $0 == "⟧" }
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  private static func indent(_ text: String, by count: Int = 2) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.isEmpty ? "" : String(repeating: " ", count: count) + line
    }.joined(separator: "\n")
  }

  /// Words filled into lines.
  static func wrap(_ text: String, width: Int = 78) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
