/// What the flags of `plan` ask for, as texts; the same keys as a `PlanRequest` has.
package struct PlanFlags: Sendable {
  package var zones: [String] = []
  package var witnesses: [String] = []
  /// Each `1 zone + 1 node`, or `zone=1,node=1`.
  package var survive: [String] = []
  package var availability: String?
  package var topology: String?
  package var etcdEndpoints: String?
  /// `2`, or `1..3`.
  package var loadBalancers: String?
  package var members: String?
  package var nodes: String?
  /// Each `node=10`.
  package var costs: [String] = []
  /// Each `node=0.004`: the fraction of time that one is down.
  package var assumptions: [String] = []
  package var kubernetesVersion: String?
  package var endpoint: String?
  package var virtualAddress: String?

  package init() {}

  /// Whether no flag was given.
  package var isEmpty: Bool {
    zones.isEmpty && witnesses.isEmpty && survive.isEmpty && availability == nil && topology == nil
      && etcdEndpoints == nil && loadBalancers == nil && members == nil && nodes == nil
      && costs.isEmpty && assumptions.isEmpty && kubernetesVersion == nil && endpoint == nil
      && virtualAddress == nil
  }

  /// The same as a document, so that flags are read and checked as files are. `zones` are those of
  /// the request under the flags, which `witnesses` may name.
  func document(over zones: [String]) -> String {
    var lines = ["apiVersion: haplan.dev/v1alpha1", "kind: PlanRequest", "spec:"]
    let names = self.zones.isEmpty ? zones : self.zones
    let further = witnesses.filter { !names.contains($0) }
    if !self.zones.isEmpty || !witnesses.isEmpty {
      lines.append("  zones:")
      for name in names + further {
        let role = witnesses.contains(name) ? "witness" : "normal"
        lines.append("    - {name: \(quoted(name)), role: \(role)}")
      }
    }
    if !survive.isEmpty {
      lines.append("  survive:")
      lines += survive.map { "    - \(quoted(Self.spoken($0)))" }
    }
    if let availability { lines.append("  availability: \(quoted(availability))") }
    if let topology { lines.append("  topology: \(quoted(topology))") }
    if let etcdEndpoints { lines.append("  etcdEndpoints: \(quoted(etcdEndpoints))") }
    if let loadBalancers { lines.append("  loadBalancers: \(Self.range(loadBalancers))") }
    let limits = [members.map { "members: \($0)" }, nodes.map { "nodes: \($0)" }].compactMap(\.self)
    if !limits.isEmpty { lines.append("  limits: {\(limits.joined(separator: ", "))}") }
    if !costs.isEmpty { lines.append("  costs: {\(Self.entries(costs))}") }
    if !assumptions.isEmpty {
      let entries = assumptions.map { Self.pair($0) }.map { "\($0): {unavailability: \($1)}" }
      lines.append("  assumptions: {\(entries.joined(separator: ", "))}")
    }
    for (key, text) in [
      ("kubernetesVersion", kubernetesVersion), ("endpoint", endpoint),
      ("virtualAddress", virtualAddress),
    ] {
      if let text { lines.append("  \(key): \(quoted(text))") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `zone=1,node=1` as `1 zone + 1 node`.
  private static func spoken(_ text: String) -> String {
    guard text.contains("=") else { return text }
    return text.split(separator: ",").map { term in
      let (name, count) = pair(String(term))
      return "\(count) \(name)"
    }.joined(separator: " + ")
  }

  private static func range(_ text: String) -> String {
    guard let dots = text.firstRange(of: "..") else { return text }
    return "{atLeast: \(text[..<dots.lowerBound]), atMost: \(text[dots.upperBound...])}"
  }

  private static func entries(_ list: [String]) -> String {
    list.map { pair($0) }.map { "\($0): \($1)" }.joined(separator: ", ")
  }

  private static func pair(_ text: String) -> (String, String) {
    guard let equals = text.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return (text, "") }
    return (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.filter { $0 != "\n" }.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      + "\""
  }
}
