import ClusterFormats
import ClusterModel
import Syntax

/// What was read of a text, one line for each fact, each with line and column of its place and the
/// text that stands there: a reader's answer in a form that is easy to write down by hand.
struct Rendering {
  let file: SourceFile
  let result: ReadResult
  private let shelf: Shelf
  private(set) var lines: [String] = []

  /// `beside`: further files, by path.
  init(_ text: String, path: String = "input.yaml", beside: [String: String] = [:]) {
    file = SourceFile(id: FileID(0), path: path, text: text)
    shelf = Shelf(file, beside)
    result = Formats.read(FormatInput(file, companions: shelf))
    for part in result.parts { render(part) }
    for problem in result.problems {
      lines.append("problem\(place(problem.span)): \(problem.message)")
    }
    if let template = result.template { lines.append("template\(place(template.span))") }
  }

  /// ` 3:7 "text"`: where a span begins, and what stands there.
  private func place(_ span: Span?) -> String {
    guard let span else { return "" }
    let own = shelf.files[Int(span.file.rawValue)]
    let position = LineMap(own.bytes).position(of: Int(span.start))
    let text = own.text(span).replacing("\n", with: "⏎")
    let path = span.file == file.id ? "" : "\(own.path):"
    return " \(path)\(position.line):\(position.column) \"\(text.prefix(70))\""
  }

  private mutating func add(_ name: String, _ fact: Located<String>?) {
    if let fact { lines.append("\(name) \(fact.value)\(place(fact.span))") }
  }

  private mutating func render(_ part: ClusterPart) {
    lines.append("part \(part.format.rawValue) \(part.isWhole ? "whole" : "loose")")
    add("name", part.name)
    add("machine", part.machineHint)
    add("stands on", part.machineStated)
    add("version", part.kubernetesVersion)
    add("endpoint", part.endpoint)
    add("topology", part.topology?.map(\.rawValue))
    add("policy", part.endpointPolicy?.map(\.rawValue))
    if part.hasMemberOnEachNode { lines.append("member on each node") }
    for node in part.nodes {
      lines.append("node \(node.name) \(node.address?.value ?? "-")\(place(node.span))")
      for domain in node.domains {
        let names = domain.names.joined(separator: ",")
        lines.append("place \(node.name) \(domain.level)=\(names)\(place(domain.span))")
      }
    }
    if let span = part.nodesStatedAt { lines.append("nodes stated\(place(span))") }
    for host in part.etcdHosts {
      lines.append("etcd host \(host.name) \(host.address?.value ?? "-")\(place(host.span))")
    }
    for balancer in part.balancers {
      lines.append(
        "balancer \(balancer.name) \(balancer.kind.rawValue) \(balancer.vip?.value ?? "-")"
          + place(balancer.span))
    }
    if let workers = part.workers { lines.append("workers \(workers.value)\(place(workers.span))") }
    for member in part.members {
      let urls = (member.clientURLs + ["|"].map { Located($0, member.span) } + member.peerURLs)
      lines.append(
        "member \(member.name?.value ?? "-") \(urls.map(\.value).joined(separator: " "))"
          + place(member.span))
      for url in member.clientURLs { add("client", url) }
    }
    for member in part.members where member.isLearner || !member.isStarted || member.id != nil {
      let states = [
        member.isLearner ? "learner" : nil, member.isStarted ? nil : "never started",
        member.id.map { "number \($0)" },
      ]
      lines.append(
        "state \(states.compactMap(\.self).joined(separator: ", "))\(place(member.span))")
    }
    if let span = part.nodesStatedAt { lines.append("nodes stated\(place(span))") }
    if let span = part.membersStatedAt { lines.append("members stated\(place(span))") }
    for endpoint in part.endpointList?.value ?? [] { add("lists", endpoint) }
    if let both = part.localAndExternal {
      lines.append("both\(place(both.local))\(place(both.external))")
    }
    for set in part.flagSets { render(set) }
    for override in part.overrides {
      let names = override.members.map { "\($0.name?.value ?? "-")@\($0.node?.value ?? "-")" }
      lines.append("override \(override.name) \(names.joined(separator: " "))")
    }
    for group in part.machineGroups { render(group) }
    for mark in part.marks { lines.append("mark\(place(mark.span))") }
    for gap in part.gaps { lines.append("gap \(gap.fact)\(place(gap.span))") }
  }

  private mutating func render(_ group: MachineGroup) {
    let size = [group.size, group.smallest, group.largest].map { $0.map { "\($0.value)" } ?? "-" }
    let places = group.places.map { "\($0.level)=\($0.names.joined(separator: ","))" }
    lines.append(
      "group \(group.kind) \(group.role) \(group.name.value) \(size.joined(separator: " "))"
        + " \(group.maxSurge?.value ?? "-") [\(places.joined(separator: " "))]"
        + group.unresolved.map { " ?\($0.value)" }.joined())
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
