internal import ClusterModel
internal import Syntax

/// A `backend` or `listen` section with its servers, and the frontends that send to it.
struct HAProxyPool {
  let section: HAProxyConfig.Section
  let settings: HAProxySettings
  /// At most `ClusterSchema.mostOfAnything`.
  let servers: [HAProxyServer]
  /// The first server that is one too many to read.
  let firstUnread: Span?
  /// `server-template` lines: servers by the thousand, or by a name.
  let templates: [HAProxyConfig.Line]
  /// Where connections come in: its own `bind` lines, or those of its frontends.
  let binds: [Located<String>]
  /// Its name and those of its frontends.
  let names: [String]
  /// Its section, and those of its frontends.
  let sections: [HAProxyConfig.Section]
  /// The words of `mode` that count for it and its frontends.
  let modes: [ConfigWord]
  /// Whether a `bind` line in front of it has `ssl`.
  let acceptsTLS: Bool
  /// `mode http` of the pool, or `ssl` on a `bind` line in front of it.
  let endsTLS: Located<String>?
  /// The shortest of the frontends' `timeout client` and the pool's `timeout server`; `nil` where one
  /// of them is not set, which haproxy warns of, and takes as never.
  let idleTimeout: Fact<Int64>?

  /// The section's name, and the place that names it.
  var name: Located<String> {
    section.header.arguments.first?.located ?? Located(section.keyword, section.header.span)
  }

  /// The pools of a configuration, in order; none that is disabled, and none that its frontends leave
  /// unused.
  static func all(of layers: HAProxyLayers) -> [HAProxyPool] {
    var doors: [String: [Door]] = [:]
    var isSending = false
    for (section, base) in layers.sections where section.keyword != "backend" {
      let door = Door(section, base)
      let targets = Set(Self.targets(of: section, door.settings))
      isSending = isSending || !targets.isEmpty
      if door.settings.isDisabled { continue }
      for target in targets { doors[target, default: []].append(door) }
    }
    // Such a name is made for each connection: it may be any backend's.
    let areAllKnown = !layers.isFragment && !doors.keys.contains { $0.contains("%[") }
    return layers.sections.compactMap { section, base in
      if section.keyword == "frontend" { return nil }
      let own = doors[section.name] ?? []
      let isUnused = section.keyword == "backend" && own.isEmpty && isSending && areAllKnown
      let pool = HAProxyPool(section, base, own)
      return pool.settings.isDisabled || isUnused ? nil : pool
    }
  }

  /// A frontend, or a `listen` section as its own.
  private struct Door {
    let section: HAProxyConfig.Section
    let settings: HAProxySettings

    init(_ section: HAProxyConfig.Section, _ base: HAProxySettings) {
      self.section = section
      var settings = base
      settings.read(section)
      self.settings = settings
    }

    /// `ssl` on one of its `bind` lines.
    var tls: Located<String>? {
      section.lines.lazy.filter { $0.keyword == "bind" }
        .compactMap { $0.arguments.dropFirst().first { $0.text == "ssl" } }.first?.located
    }
  }

  private init(
    _ section: HAProxyConfig.Section, _ base: HAProxySettings, _ frontends: [Door]
  ) {
    self.section = section
    var settings = base
    settings.read(section)
    self.settings = settings
    (servers, firstUnread) = Self.servers(of: section, base.serverOptions)
    templates = section.lines.filter { $0.keyword == "server-template" }
    let own = section.keyword == "listen" ? [Door(section, base)] : []
    let doors = own + frontends
    binds = doors.flatMap { Self.binds(of: $0.section) }
    names = [section.name] + frontends.map(\.section.name)
    sections = [section] + frontends.map(\.section)
    modes = [settings.mode].compactMap(\.self) + doors.compactMap(\.settings.mode)
    acceptsTLS = doors.contains { $0.tls != nil }
    let http = settings.mode.flatMap { $0.text == "http" ? $0.located : nil }
    endsTLS = http ?? doors.lazy.compactMap(\.tls).first
    idleTimeout = Self.shortest(
      doors.map { $0.settings.timeout("client") } + [settings.timeout("server")])
  }

  private static func shortest(_ times: [Fact<Int64>?]) -> Fact<Int64>? {
    let known = times.compactMap(\.self)
    guard known.count == times.count else { return nil }
    return known.min { ($0.value ?? .max) < ($1.value ?? .max) }
  }

  /// A `default-server` line is for the servers below it.
  private static func servers(
    of section: HAProxyConfig.Section, _ base: HAProxyServerOptions
  ) -> (servers: [HAProxyServer], firstUnread: Span?) {
    var options = base
    var servers: [HAProxyServer] = []
    for line in section.lines {
      if line.keyword == "default-server" { options.read(line.arguments) }
      guard line.keyword == "server" else { continue }
      guard servers.count < ClusterSchema.mostOfAnything else { return (servers, line.span) }
      if let server = HAProxyServer(line, defaults: options) { servers.append(server) }
    }
    return (servers, nil)
  }

  /// The backends that a frontend sends to; `default_backend` may stand in its defaults.
  static func targets(
    of frontend: HAProxyConfig.Section, _ settings: HAProxySettings
  ) -> [String] {
    frontend.lines.filter { $0.keyword == "use_backend" }.compactMap { $0.arguments.first?.text }
      + [settings.defaultBackend].compactMap(\.self)
  }

  /// Addresses of `bind` lines, one each; also those behind the name, as old versions had them.
  private static func binds(of section: HAProxyConfig.Section) -> [Located<String>] {
    let lines = section.lines.filter { $0.keyword == "bind" }.compactMap(\.arguments.first)
    let old = section.header.arguments.dropFirst().first.flatMap { word in
      word.text.contains(":") ? word : nil
    }
    return (lines + [old].compactMap(\.self)).flatMap { word in
      word.text.split(separator: ",").compactMap { piece in
        HAProxyAddress(Located(String(piece), word.located.span)).map {
          Located($0.host == "*" ? ":\($0.port ?? 0)" : $0.text, word.located.span)
        }
      }
    }
  }
}
