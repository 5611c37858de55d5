internal import ClusterModel
internal import Syntax

/// Edits of one upstream of an nginx configuration, as its author would write them.
struct NginxEdits {
  private let balancer: LoadBalancer
  private let servers: [NginxServer]
  private let text: EditedText

  /// `nil` where the file has no such upstream.
  init?(balancer: LoadBalancer, file: SourceFile) {
    self.balancer = balancer
    text = EditedText(file)
    guard
      let upstream = Self.upstream(at: balancer.span, BlockConfig(file, .nginx).directives)
    else { return nil }
    servers = upstream.all("server").compactMap(NginxServer.init)
  }

  private static func upstream(
    at span: Span, _ directives: [BlockConfig.Directive]
  ) -> BlockConfig.Directive? {
    for directive in directives where directive.children != nil {
      if directive.name == "upstream", directive.argument?.located.span == span {
        return directive
      }
      if let found = upstream(at: span, directive.children ?? []) { return found }
    }
    return nil
  }

  func edits(_ change: BalancerChange) -> [TextEdit]? {
    switch change {
    case .addBackends(let new): add(new)
    case .removeBackend(let index): remove(index)
    case .enableChecks: enableChecks()
    case .hurryChecks(let milliseconds, _): hurry(milliseconds)
    case .encryptChecks, .askReadyz, .passOn: nil
    }
  }

  /// Behind the last `server`, like the last sibling in use; on a line of its own where that has one.
  private func add(_ new: [BalancerChange.NewBackend]) -> [TextEdit]? {
    guard let last = servers.last,
      let sibling = servers.last(where: {
        !$0.words.contains("backup") && !$0.words.contains("down")
      }) ?? servers.last, let port = sibling.endpoint?.port
    else { return nil }
    let end = Int(last.directive.span.end)
    let prefix = text.prefix(of: Int(last.directive.span.start))
    let isOnLineOfItsOwn = prefix.allSatisfy(\.isWhitespace)
    let separator = isOnLineOfItsOwn ? text.lineBreak(at: end) + prefix : " "
    let added = new.map { backend -> String in
      let host = backend.host.contains(":") ? "[\(backend.host)]" : backend.host
      return separator + directive(like: sibling, address: "\(host):\(port)")
    }
    let place = isOnLineOfItsOwn && text.endsLine(at: end) ? text.line(at: end).upperBound : end
    return [text.insertion(at: place, added.joined())]
  }

  private func directive(like sibling: NginxServer, address: String) -> String {
    var line = ""
    var place = Int(sibling.directive.span.start)
    for (index, word) in sibling.directive.words.enumerated() {
      if index > 1, word.text == "backup" || word.text == "down" {
        place = Int(word.span.end)
        continue
      }
      line += text.file.text(place..<Int(word.span.start))
      line += index == 1 ? address : text.file.text(word.span)
      place = Int(word.span.end)
    }
    return line + text.file.text(place..<Int(sibling.directive.span.end))
  }

  private func remove(_ index: Int) -> [TextEdit]? {
    let backends = balancer.listedBackends
    guard backends.indices.contains(index) else { return nil }
    let range = backends[index].fact.entry.range
    if text.prefix(of: range.lowerBound).allSatisfy(\.isWhitespace),
      text.endsLine(at: range.upperBound)
    {
      return [text.withoutLine(of: range)]
    }
    var start = range.lowerBound
    while let byte = text.byte(before: start), byte == 0x20 || byte == 0x09 { start -= 1 }
    return [TextEdit(text.span(start..<range.upperBound), "")]
  }

  /// `max_fails=0` is all that takes nginx's own accounting away.
  private func enableChecks() -> [TextEdit]? {
    let edits = servers.compactMap { server -> TextEdit? in
      guard let parameter = server.parameters["max_fails"], parameter.value.value == "0" else {
        return nil
      }
      return TextEdit(parameter.value.span, "1")
    }
    return edits.isEmpty ? nil : edits
  }

  private func hurry(_ milliseconds: Int64) -> [TextEdit]? {
    var edits: Set<TextEdit> = []
    for backend in balancer.listedBackends {
      guard case .stated(let value, let span) = balancer.check(of: backend)?.interval,
        value > milliseconds
      else { continue }
      edits.insert(TextEdit(span, NginxTime.format(milliseconds)))
    }
    return edits.isEmpty ? nil : Array(edits).withoutOverlap
  }
}
