internal import Syntax

/// The report of `inputs` for people: a block for each file, then one for each cluster.
package enum InputsText {
  /// The report as UTF-8.
  package static func render(_ report: InputsReport, theme: Theme) -> [UInt8] {
    var text = ""
    let files = FileTexts(report.files)
    for input in report.inputs { text += block(input, files, theme) + "\n" }
    for cluster in report.clusters { text += block(cluster, files, theme) + "\n" }
    if report.foreignCount > 0 {
      let count = report.foreignCount
      text +=
        "\(count) other \(count == 1 ? "file describes" : "files describe") no control plane\n"
    } else if text.hasSuffix("\n\n") {
      text.removeLast()
    }
    return Array(text.utf8)
  }

  private static func block(
    _ input: InputsReport.Input, _ files: FileTexts, _ theme: Theme
  ) -> String {
    var lines = [
      "\(theme.paint(Visible.path(input.path), .strong)): \(Visible.text(summary(of: input)))"
    ]
    let width = input.facts.map { $0.name.unicodeScalars.count }.max() ?? 0
    for fact in input.facts {
      let gap = String(repeating: " ", count: max(0, width - fact.name.unicodeScalars.count))
      lines.append(
        "  \(Visible.text(fact.name))\(gap)  \(Visible.text(short(fact.value)))  "
          + theme.paint(files.place(fact.span), .place))
    }
    lines += section("not understood", input.notUnderstood, files, theme, .warning)
    lines += section("missing", input.missing, files, theme, .note)
    for problem in input.problems {
      let place = problem.span.map { "  \(theme.paint(files.place($0), .place))" } ?? ""
      lines.append("  \(theme.paint("problem", .error)): \(Visible.text(problem.message))\(place)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// "systemd-unit (runs kube-apiserver), machine m1, cluster prod".
  private static func summary(of input: InputsReport.Input) -> String {
    var parts: [String] = []
    switch input.status {
    case .read:
      if input.formats.isEmpty { parts.append("recognised, states no facts of its own") }
    case .readWith: break
    case .skipped: parts.append("skipped, \(input.reason ?? "")")
    case .problem:
      if input.formats.isEmpty { parts.append("not read") }
    }
    parts += input.formats.map { format in
      format.reason.isEmpty ? format.name : "\(format.name) (\(format.reason))"
    }
    if input.status == .readWith, let reason = input.reason { parts.append(reason) }
    if !input.machines.isEmpty {
      let noun = input.machines.count == 1 ? "machine" : "machines"
      parts.append("\(noun) \(list(input.machines))")
    }
    if !input.clusters.isEmpty {
      let noun = input.clusters.count == 1 ? "cluster" : "clusters"
      parts.append("\(noun) \(list(input.clusters))")
    }
    return parts.joined(separator: ", ")
  }

  private static func block(
    _ cluster: InputsReport.Cluster, _ files: FileTexts, _ theme: Theme
  ) -> String {
    let count = cluster.sources.count
    var lines = [
      "\(theme.paint("cluster \(Visible.text(cluster.name))", .strong)): "
        + "\(count) \(count == 1 ? "file" : "files"), \(Visible.text(cluster.verdict))"
    ]
    lines += section("missing for a verdict", cluster.missing, files, theme, .note)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(
    _ title: String, _ gaps: [InputsReport.Gap], _ files: FileTexts, _ theme: Theme,
    _ role: Theme.Role
  ) -> [String] {
    gaps.flatMap { gap -> [String] in
      let place = gap.span.map { "  \(theme.paint(files.place($0), .place))" } ?? ""
      let line = "  \(theme.paint(title, role)): \(Visible.text(gap.message))\(place)"
      return [line]
        + (gap.hint.map { ["    \(theme.paint("give", .help)) \(Visible.text($0))"] } ?? [])
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(4).joined(separator: ", ")
    return names.count > 4 ? "\(shown) and \(names.count - 4) more" : shown
  }

  private static func short(_ text: String) -> String {
    text.unicodeScalars.count > 100
      ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(99))) + "…" : text
  }
}
