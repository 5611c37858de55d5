internal import ClusterModel
internal import Syntax

/// Edits of one pool of a haproxy configuration, as its author would write them.
struct HAProxyEdits {
  private let pool: HAProxyPool
  private let balancer: LoadBalancer
  private let text: EditedText
  /// Whether defaults that are not seen here say more of its checks and its mode.
  private let isFragment: Bool

  /// `nil` where the file has no such pool.
  init?(balancer: LoadBalancer, file: SourceFile) {
    let layers = HAProxyLayers(HAProxyConfig(file))
    let pools = HAProxyPool.all(of: layers)
    guard let pool = pools.first(where: { $0.name.span == balancer.span }) else { return nil }
    self.pool = pool
    self.balancer = balancer
    isFragment = layers.isFragment
    text = EditedText(file)
  }

  func edits(_ change: BalancerChange) -> [TextEdit]? {
    switch change {
    case .addBackends(let new): add(new)
    case .removeBackend(let index): remove(index)
    case .hurryChecks(let milliseconds, let fall): hurry(milliseconds, fall)
    case .enableChecks, .encryptChecks, .askReadyz, .passOn:
      isFragment ? nil : settingEdits(change)
    }
  }

  /// What depends on the settings that count for the section.
  private func settingEdits(_ change: BalancerChange) -> [TextEdit]? {
    switch change {
    case .enableChecks: enableChecks()
    case .encryptChecks:
      encryptChecks(of: { pool.settings.healthCheck(of: $0).kind.value == .http })
    case .askReadyz: askReadyz()
    case .passOn: passOn()
    default: nil
    }
  }

  // MARK: Backends

  /// A line below the last `server` line, like that of the last sibling in use.
  private func add(_ new: [BalancerChange.NewBackend]) -> [TextEdit]? {
    guard let last = pool.servers.last,
      let sibling = pool.servers.last(where: { $0.options.getsConnections && !$0.options.isBackup })
        ?? pool.servers.last
    else { return nil }
    var labels = pool.servers.map(\.label.value)
    let lineBreak = text.lineBreak(at: Int(last.line.span.end))
    let indent = text.prefix(of: Int(sibling.line.span.start))
    guard indent.allSatisfy(\.isWhitespace) else { return nil }
    var added = ""
    for backend in new {
      let label = BalancerEditing.label(for: backend.name, besides: labels)
      labels.append(label)
      guard Self.isName(label), let line = line(like: sibling, label, backend.host) else {
        return nil
      }
      added += lineBreak + indent + line
    }
    let end = text.line(at: Int(last.line.span.end)).upperBound
    return [text.insertion(at: end, added)]
  }

  /// Options that are one server's alone.
  private static let ownOptions: Set<String> = ["id", "cookie", "guid"]

  private func line(like sibling: HAProxyServer, _ label: String, _ host: String) -> String? {
    guard let address = sibling.address else { return nil }
    let words = sibling.line.words
    let raw = text.file.text(words[2].span)
    let family = raw.firstIndex(of: "@").map { raw[...$0] } ?? ""
    let isVersion6 = host.contains(":")
    guard family.isEmpty || family.hasSuffix("6@") == isVersion6 else { return nil }
    let bare = isVersion6 ? "[\(host)]" : host
    var line = ""
    var place = sibling.line.span.range.lowerBound
    var rest = words[...]
    while let word = rest.popFirst() {
      let isOwn = word.span != words[1].span && Self.ownOptions.contains(word.text)
      if isOwn || word.text == "backup" || word.text == "disabled" {
        if isOwn, let value = rest.popFirst() {
          place = value.span.range.upperBound
        } else {
          place = word.span.range.upperBound
        }
        continue
      }
      line += text.file.text(place..<word.span.range.lowerBound)
      switch word.span {
      case words[1].span: line += label
      case words[2].span: line += family + (address.port.map { "\(bare):\($0)" } ?? bare)
      default: line += text.file.text(word.span)
      }
      place = word.span.range.upperBound
    }
    return line
  }

  /// Characters that haproxy allows in a server's name (`invalid_char` in src/tools.c).
  private static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
          || "_:.-".utf8.contains(byte)
      }
  }

  /// The whole line goes.
  private func remove(_ index: Int) -> [TextEdit]? {
    let backends = balancer.listedBackends
    guard backends.indices.contains(index) else { return nil }
    let entry = backends[index].fact.entry.range
    return [text.withoutLine(of: entry)]
  }

  // MARK: Checks

  private func enableChecks() -> [TextEdit]? {
    var edits: [TextEdit] = []
    for server in pool.servers {
      guard pool.settings.healthCheck(of: server).kind.value == HealthCheck.Kind.none else {
        continue
      }
      var words = " check"
      if case .http = pool.settings.check { words += encryption(of: server) }
      if let refusal = server.line.words.first(where: { $0.text == "no-check" }) {
        edits.append(TextEdit(refusal.span, String(words.dropFirst())))
      } else {
        edits.append(text.insertion(at: server.line.words[2].span.range.upperBound, words))
      }
    }
    return edits.isEmpty ? nil : edits
  }

  /// Words that make a server's check use TLS without knowing the authority: haproxy refuses a
  /// check over TLS that says nothing of verifying.
  private func encryption(of server: HAProxyServer) -> String {
    let options = server.options
    let isVerified = options.values["verify"] != nil || options.values["ca-file"] != nil
    return " check-ssl" + (isVerified ? "" : " verify none")
  }

  private func encryptChecks(of isMeant: (HAProxyServer) -> Bool) -> [TextEdit]? {
    let connects = pool.settings.rules.filter { $0.begins("http-check", "connect") }
    // A connect rule decides for itself; one in `defaults` may be other sections' too.
    guard connects.isEmpty else { return nil }
    var edits: [TextEdit] = []
    for server in pool.servers where isMeant(server) {
      let words = server.line.words
      let place = words.last { $0.text == "check" } ?? words[2]
      if let refusal = words.first(where: { $0.text == "no-check-ssl" }) {
        edits.append(TextEdit(refusal.span, String(encryption(of: server).dropFirst())))
      } else {
        edits.append(text.insertion(at: place.span.range.upperBound, encryption(of: server)))
      }
    }
    return edits.isEmpty ? nil : edits
  }

  /// `option httpchk` in place of the section's own check, and TLS for each server.
  private func askReadyz() -> [TextEdit]? {
    // What the section expects already may be no answer of /readyz.
    guard let first = pool.servers.first,
      !pool.section.lines.contains(where: { $0.begins("http-check", "expect") }),
      pool.servers.allSatisfy({ $0.options.checkTLS != false }),
      var edits = encryptChecks(of: { server in
        server.options.isChecked && server.options.checkTLS == nil && !server.options.isTLS
      }) ?? (pool.servers.allSatisfy { $0.options.isTLS || $0.options.checkTLS == true } ? [] : nil)
    else { return nil }
    let start = text.line(at: first.line.span.range.lowerBound).lowerBound
    let indent = text.prefix(of: first.line.span.range.lowerBound)
    let lineBreak = text.lineBreak(at: first.line.span.range.upperBound)
    guard indent.allSatisfy(\.isWhitespace) else { return nil }
    for line in pool.section.lines where Self.isCheckLine(line) {
      edits.append(text.withoutLine(of: line.span.range))
    }
    let lines = ["option httpchk GET /readyz", "http-check expect status 200"]
    edits.append(
      text.insertion(at: start, lines.map { indent + $0 + lineBreak }.joined()))
    return edits.withoutOverlap
  }

  private static func isCheckLine(_ line: HAProxyConfig.Line) -> Bool {
    line.keyword == "tcp-check" || line.begins("option", "tcp-check")
      || line.begins("option", "ssl-hello-chk")
  }

  /// haproxy wants one mode of a backend and its frontends.
  private func passOn() -> [TextEdit]? {
    let words = Set(pool.modes.filter { $0.text == "http" }.map(\.span))
    guard !pool.acceptsTLS, !words.isEmpty, !words.contains(where: balancer.isShared) else {
      return nil
    }
    return words.sorted().map { TextEdit($0, "tcp") }
  }

  private func hurry(_ milliseconds: Int64, _ fall: Int) -> [TextEdit]? {
    var edits: Set<TextEdit> = []
    for backend in balancer.listedBackends {
      guard let check = balancer.check(of: backend) else { continue }
      for case .stated(let value, let span) in [check.interval, check.retryInterval]
        .compactMap(\.self) where value > milliseconds
      {
        guard !balancer.isShared(span) else { return nil }
        edits.insert(TextEdit(span, HAProxyTime.format(milliseconds)))
      }
      if case .stated(let value, let span) = check.fall, value > fall {
        guard !balancer.isShared(span) else { return nil }
        edits.insert(TextEdit(span, String(fall)))
      }
    }
    return edits.isEmpty ? nil : Array(edits).withoutOverlap
  }
}
