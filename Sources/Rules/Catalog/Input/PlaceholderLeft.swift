import ClusterModel
import Syntax

struct PlaceholderLeft: Rule {
  private static let anywhere = Grade("", lab: .note, standard: .note, prod: .warning)
  private static let runnable = Grade(
    "in a unit or manifest named one by one", lab: .note, standard: .warning, prod: .warning)

  static let about = RuleAbout(
    name: "placeholder-left", category: .input, grades: [anywhere, runnable],
    summary: "A value is still to be filled in.",
    rationale: """
      A value such as $(ADDRESS), <address> or one from the documentation networks says nothing of \
      the cluster: what depends on it is not judged. A unit or manifest that reaches a machine so \
      fails there.
      """,
    remedy: "Fill the value in, or render the template first and check the result.",
    sources: ["RFC 5737 and RFC 3849: addresses for documentation"],
    examples: [
      .bad(
        ExampleText.apiServer(
          "etcd-servers: \"⟦https://$(ETCD_1):2379,https://$(ETCD_2):2379⟧\"")),
      .bad(
        ExampleCluster.spec(
          "controlPlane:", "  nodes:", "    - {name: m1, address: ⟦192.0.2.1⟧}",
          "    - {name: m2, address: 192.0.2.2}", "    - {name: m3, address: 192.0.2.3}",
          "etcd: stacked")),
      .bad(
        ExampleKeepalived.instance("virtual_router_id 51", "state ⟦<--STATE-->⟧"),
        file: "keepalived.conf"),
      .good(
        ExampleKeepalived.instance("virtual_router_id 51", "interface $IF").replacing(
          "vrrp_script", with: "$IF=eth0\nvrrp_script"), file: "keepalived.conf"),
      .good(
        ExampleText.apiServer(
          "etcd-servers: \"https://10.0.0.1:2379,https://10.0.0.2:2379\"")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    let marks = view.cluster.marks.filter { $0.kind == .placeholder }.sorted { $0.span < $1.span }
    return Dictionary(grouping: marks, by: \.span.file).values.compactMap { marks in
      guard let first = marks.first else { return nil }
      let others = Set(marks.map(\.span)).count - 1
      let more = others == 0 ? "" : others == 1 ? ", and 1 more" : ", and \(others) more"
      // A documentation address is a value, and is judged as one.
      let isAddress = marks.allSatisfy { Self.isAddress($0.text) }
      var violation = Violation(
        isAddress
          ? "an address is left to be filled in\(more): this one is kept for documentation"
          : "a value is left to be filled in\(more): what depends on it is not judged",
        at: first.span)
      violation.label = "still a placeholder"
      violation.related = related(marks, besides: first.span)
      violation.help =
        isAddress ? "put the real one in" : "fill it in, or render the template first"
      violation.grade =
        first.isInRunnable && view.namedFiles.contains(first.span.file)
        ? Self.runnable : Self.anywhere
      return violation
    }
  }

  /// A text of which no placeholder is found, yet is marked, is one of its format's own.
  private static func isAddress(_ text: String) -> Bool {
    let found = Placeholder.find(in: text)
    return !found.isEmpty && found.allSatisfy { !$0.kind.hidesValue }
  }

  private func related(_ marks: [TextMark], besides span: Span) -> [Violation.Related] {
    var seen: Set<Span> = [span]
    return marks.filter { seen.insert($0.span).inserted }.map {
      Violation.Related("another placeholder", at: $0.span)
    }
  }
}
