internal import ClusterModel
internal import Syntax

extension ClusterSpecReader {
  /// Marks the addresses that are nobody's: those of the nets kept for documentation.
  mutating func markOpenAddresses() {
    let nodes = part.nodes.flatMap(\.addresses)
    let members = part.members + part.overrides.flatMap(\.members)
    let balancers = part.balancers.flatMap { fact in
      [fact.address, fact.vip].compactMap(\.self) + (fact.backends?.value.map(\.text) ?? [])
    }
    let texts =
      [part.endpoint].compactMap(\.self) + nodes + balancers
      + members.flatMap { $0.clientURLs + $0.peerURLs }
    var seen: Set<Span> = []
    for text in texts where seen.insert(text.span).inserted {
      guard Placeholder.find(in: text.value).contains(where: { !$0.kind.hidesValue }) else {
        continue
      }
      part.marks.append(
        TextMark(kind: .placeholder, span: text.span, text: text.value, isInRunnable: false))
    }
  }
}
