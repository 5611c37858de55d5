internal import ClusterModel
internal import Syntax

/// Edits of one `virtual_server` of a keepalived configuration, as its author would write them.
struct KeepalivedEdits {
  private let balancer: LoadBalancer
  private let servers: [BlockConfig.Directive]
  private let text: EditedText

  /// `nil` where the file has no such virtual server.
  init?(balancer: LoadBalancer, file: SourceFile) {
    self.balancer = balancer
    text = EditedText(file)
    let virtual = BlockConfig(file, .keepalived).directives.first {
      $0.name == "virtual_server" && $0.argument?.located.span == balancer.span
    }
    guard let virtual else { return nil }
    servers = virtual.all("real_server").filter { $0.children != nil && $0.argument != nil }
  }

  func edits(_ change: BalancerChange) -> [TextEdit]? {
    switch change {
    case .addBackends(let new): add(new)
    case .removeBackend(let index): remove(index)
    case .enableChecks, .encryptChecks, .askReadyz, .passOn, .hurryChecks: nil
    }
  }

  /// Below the last `real_server`, a block like the first sibling in use, with another address.
  private func add(_ new: [BalancerChange.NewBackend]) -> [TextEdit]? {
    guard let last = servers.last, let sibling = servers.first, let host = sibling.argument else {
      return nil
    }
    let end = Int(last.span.end)
    let prefix = text.prefix(of: Int(last.span.start))
    guard prefix.allSatisfy(\.isWhitespace), text.endsLine(at: end) else { return nil }
    let lineBreak = text.lineBreak(at: end)
    let before = text.file.text(Int(sibling.span.start)..<Int(host.span.start))
    let after = text.file.text(Int(host.span.end)..<Int(sibling.span.end))
    let added = new.map { lineBreak + prefix + before + $0.host + after }.joined()
    return [text.insertion(at: text.line(at: end).upperBound, added)]
  }

  /// The whole block goes, with its lines.
  private func remove(_ index: Int) -> [TextEdit]? {
    let backends = balancer.listedBackends
    guard backends.indices.contains(index) else { return nil }
    let range = backends[index].fact.entry.range
    guard text.prefix(of: range.lowerBound).allSatisfy(\.isWhitespace),
      text.endsLine(at: range.upperBound)
    else { return nil }
    let start = text.line(at: range.lowerBound).lowerBound
    return [TextEdit(text.span(start..<text.endOfLine(at: range.upperBound)), "")]
  }
}
