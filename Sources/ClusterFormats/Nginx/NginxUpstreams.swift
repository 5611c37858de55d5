internal import ClusterModel
internal import Syntax

/// An `upstream` of nginx, or the one target of a `proxy_pass`, with the servers that send to it.
struct NginxPool {
  /// The name of the upstream; the target where there is none.
  let name: Located<String>
  let servers: [NginxServer]
  /// `host:port` of the `listen` lines of its servers.
  let listens: [Located<String>]
  /// Directives that say more of how backends are checked, the nearest first.
  let settings: NginxSettings
  /// Servers whose address cannot be read here, or that stand in another file.
  let mayHaveMore: Bool
  /// Whether nginx speaks TLS to the backends itself.
  let isTLS: Bool
  /// `proxy_pass` to a URL, or `ssl` on a `listen` line in front of it.
  let endsTLS: Located<String>?
}

/// One `server` of an upstream.
struct NginxServer {
  let directive: BlockConfig.Directive
  let address: Located<String>
  /// `max_fails=3` and the like, by name.
  private(set) var parameters: [String: (word: ConfigWord, value: Located<String>)] = [:]
  private(set) var words: Set<String> = []

  init?(_ directive: BlockConfig.Directive) {
    guard let argument = directive.argument else { return nil }
    self.directive = directive
    address = argument.located
    for word in directive.arguments.dropFirst() {
      guard let equals = word.text.firstIndex(of: "=") else {
        words.insert(word.text)
        continue
      }
      let value = String(word.text[word.text.index(after: equals)...])
      let end = Int(word.located.span.end)
      parameters[String(word.text[..<equals])] = (
        word, Located(value, Span(word.span.file, end - value.utf8.count, end))
      )
    }
  }

  /// `host:port`; `nil` for a socket.
  var endpoint: HostPort? {
    address.value.hasPrefix("unix:") ? nil : HostPort.parse(address.value)
  }
}

/// What stands around an upstream and its servers and decides how long a dead backend is waited for.
struct NginxSettings {
  /// The directive's value, of the innermost place that has it.
  private(set) var values: [String: ConfigWord] = [:]
  /// `health_check` of nginx's commercial edition, `check` of the upstream check module.
  var active: BlockConfig.Directive?

  /// Adds what the place says that no place inside it has said.
  mutating func add(_ directives: [BlockConfig.Directive]) {
    for directive in directives where directive.children == nil {
      if values[directive.name] == nil { values[directive.name] = directive.argument }
      if directive.name == "health_check", active == nil { active = directive }
    }
  }
}

/// Finds the pools of one `stream` or `http` block.
struct NginxPools {
  private let scope: [BlockConfig.Directive]
  private let isHTTP: Bool
  /// What the blocks around say: `main`.
  private let outer: [BlockConfig.Directive]

  init(_ scope: [BlockConfig.Directive], isHTTP: Bool) {
    self.scope = scope
    self.isHTTP = isHTTP
    outer = scope.filter { $0.children == nil }
  }

  /// One `proxy_pass`: where it stands, and what it says.
  private struct Pass {
    let target: Located<String>
    let isTLS: Bool
    let server: BlockConfig.Directive
    let location: BlockConfig.Directive?
  }

  var all: [NginxPool] {
    let upstreams = scope.filter { $0.name == "upstream" && $0.children != nil }
    let passes = scope.filter { $0.name == "server" && $0.children != nil }.flatMap(passes)
    let byTarget = Dictionary(grouping: passes) { $0.target.value }
    var pools = upstreams.compactMap { upstream in
      upstream.argument.map { pool(of: upstream, name: $0.located, byTarget[$0.text] ?? []) }
    }
    let names = Set(pools.map(\.name.value))
    var seen: Set<String> = []
    for pass in passes where !names.contains(pass.target.value) {
      guard seen.insert(pass.target.value).inserted else { continue }
      pools.append(direct(pass, byTarget[pass.target.value] ?? []))
    }
    return pools
  }

  private func pool(
    of upstream: BlockConfig.Directive, name: Located<String>, _ passes: [Pass]
  ) -> NginxPool {
    let children = upstream.children ?? []
    var settings = settings(of: passes)
    if let check = children.last(where: { $0.name == "check" }) { settings.active = check }
    let own = children.filter { $0.name == "server" && $0.children == nil }
    let hidden = own.contains { $0.words.contains { $0.text == "resolve" } }
    return NginxPool(
      name: name, servers: own.compactMap(NginxServer.init), listens: listens(of: passes),
      settings: settings, mayHaveMore: hidden || children.contains { $0.name == "include" },
      isTLS: passes.contains(where: \.isTLS), endsTLS: endsTLS(passes))
  }

  /// `proxy_pass 10.0.0.1:6443`, without an upstream.
  private func direct(_ pass: Pass, _ passes: [Pass]) -> NginxPool {
    NginxPool(
      name: pass.target, servers: [], listens: listens(of: passes),
      settings: settings(of: passes), mayHaveMore: pass.target.value.contains("$"),
      isTLS: pass.isTLS, endsTLS: endsTLS(passes))
  }

  private func passes(of server: BlockConfig.Directive) -> [Pass] {
    let places = [nil] + server.all("location").map { $0 as BlockConfig.Directive? }
    return places.flatMap { location -> [Pass] in
      guard let pass = (location ?? server).last("proxy_pass"), let word = pass.argument else {
        return []
      }
      return mapped(word).map { self.pass($0, server, location) }
    }
  }

  /// What a variable that a `map` sets may stand for; else the word itself.
  private func mapped(_ word: ConfigWord) -> [ConfigWord] {
    guard word.text.hasPrefix("$"),
      let map = scope.last(where: {
        $0.name == "map" && $0.children != nil && $0.words.last?.text == word.text
      })
    else { return [word] }
    var seen: Set<String> = []
    return (map.children ?? []).compactMap { entry in
      guard entry.words.count == 2, entry.name != "include", let value = entry.words.last,
        !value.text.hasPrefix("$"), seen.insert(value.text).inserted
      else { return nil }
      return value
    }
  }

  private func pass(
    _ word: ConfigWord, _ server: BlockConfig.Directive, _ location: BlockConfig.Directive?
  ) -> Pass {
    var target = word.located
    var isTLS = server.last("proxy_ssl")?.argument?.text == "on"
    if isHTTP, let scheme = ["https://", "http://"].first(where: target.value.hasPrefix) {
      isTLS = scheme == "https://"
      let host = target.value.dropFirst(scheme.count).prefix { $0 != "/" }
      let start = Int(target.span.start) + scheme.utf8.count
      target = Located(String(host), Span(target.span.file, start, start + host.utf8.count))
    }
    return Pass(target: target, isTLS: isTLS, server: server, location: location)
  }

  private func endsTLS(_ passes: [Pass]) -> Located<String>? {
    if isHTTP { return passes.first?.target }
    return passes.lazy.flatMap { $0.server.all("listen") }
      .compactMap { $0.arguments.first { $0.text == "ssl" } }.first?.located
  }

  private func settings(of passes: [Pass]) -> NginxSettings {
    var settings = NginxSettings()
    if let pass = passes.first {
      settings.add(pass.location?.children ?? [])
      settings.add(pass.server.children ?? [])
    }
    settings.add(outer)
    return settings
  }

  /// `listen 6443`, `listen 127.0.0.1:6443`, `listen [::]:6443`.
  private func listens(of passes: [Pass]) -> [Located<String>] {
    var seen: Set<Span> = []
    return passes.flatMap { $0.server.all("listen") }.compactMap { listen in
      guard let word = listen.argument, !word.text.hasPrefix("unix:"),
        seen.insert(word.span).inserted
      else { return nil }
      if word.text.allSatisfy(\.isNumber) { return Located(":\(word.text)", word.located.span) }
      return Located(word.text.replacing("*:", with: ":"), word.located.span)
    }
  }
}
