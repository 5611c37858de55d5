import ClusterFormats
import ClusterModel
import Syntax

/// What was read of a text, one line for each fact, each with line and column of its place and the
/// text that stands there: a reader's answer in a form that is easy to write down by hand.
struct Rendering {
  let file: SourceFile
  let result: ReadResult
  private(set) var lines: [String] = []

  init(_ text: String, path: String = "input.yaml") {
    file = SourceFile(id: FileID(0), path: path, text: text)
    result = Formats.read(FormatInput(file))
    for part in result.parts { render(part) }
    for problem in result.problems {
      lines.append("problem\(place(problem.span)): \(problem.message)")
    }
    if let template = result.template { lines.append("template\(place(template.span))") }
  }

  /// ` 3:7 "text"`: where a span begins, and what stands there.
  private func place(_ span: Span?) -> String {
    guard let span else { return "" }
    let position = LineMap(file.bytes).position(of: Int(span.start))
    let text = file.text(span).replacing("\n", with: "⏎")
    return " \(position.line):\(position.column) \"\(text.prefix(70))\""
  }

  private mutating func add(_ name: String, _ fact: Located<String>?) {
    if let fact { lines.append("\(name) \(fact.value)\(place(fact.span))") }
  }

  private mutating func render(_ part: ClusterPart) {
    lines.append("part \(part.format.rawValue) \(part.isWhole ? "whole" : "loose")")
    add("name", part.name)
    add("machine", part.machineHint)
    add("version", part.kubernetesVersion)
    add("endpoint", part.endpoint)
    add("topology", part.topology?.map(\.rawValue))
    add("policy", part.endpointPolicy?.map(\.rawValue))
    if part.hasMemberOnEachNode { lines.append("member on each node") }
    for node in part.nodes {
      lines.append("node \(node.name) \(node.address?.value ?? "-")\(place(node.span))")
    }
    for member in part.members {
      let urls = (member.clientURLs + ["|"].map { Located($0, member.span) } + member.peerURLs)
      lines.append(
        "member \(member.name?.value ?? "-") \(urls.map(\.value).joined(separator: " "))"
          + place(member.span))
      for url in member.clientURLs { add("client", url) }
    }
    if let span = part.membersStatedAt { lines.append("members stated\(place(span))") }
    for endpoint in part.endpointList?.value ?? [] { add("lists", endpoint) }
    if let both = part.localAndExternal {
      lines.append("both\(place(both.local))\(place(both.external))")
    }
    for set in part.flagSets { render(set) }
    for mark in part.marks { lines.append("mark\(place(mark.span))") }
    for gap in part.gaps { lines.append("gap \(gap.fact)\(place(gap.span))") }
  }

  private mutating func render(_ set: FlagSet) {
    let style = String(describing: set.style)
    lines.append("set \(set.component.program) \(style)\(place(set.anchor))")
    if case .isUnknown(let reason) = set.absence { lines.append("incomplete: \(reason)") }
    for flag in set.flags where set.style != .derived || flag.valueSpan != set.anchor {
      lines.append(
        "flag \(set.component.program) \(flag.name)=\(flag.text ?? "?")\(place(flag.valueSpan))")
    }
  }
}
