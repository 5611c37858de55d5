internal import Syntax

/// The proxies of a configuration, each with what the `defaults` before it, or those that it names,
/// say.
struct HAProxyLayers {
  /// `frontend`, `backend` and `listen`, in order.
  private(set) var sections: [(section: HAProxyConfig.Section, base: HAProxySettings)] = []

  /// Whether other files that haproxy reads before this one say what it lacks.
  let isFragment: Bool
  /// The `defaults` of the file before, which other files may have too.
  private(set) var foreignDefaults: [Span] = []
  private var unnamed: HAProxySettings
  private var named: [String: HAProxySettings] = [:]

  /// `main` is the file that haproxy reads before a fragment: its defaults count on.
  init(_ config: HAProxyConfig, after main: HAProxyConfig? = nil) {
    isFragment = Self.isFragment(config)
    unnamed = HAProxySettings(isIncomplete: isFragment && main == nil)
    for section in main?.sections ?? [] where section.keyword == "defaults" {
      read(defaults: section)
      foreignDefaults.append(section.lines.reduce(section.header.span) { $0.union($1.span) })
    }
    for section in config.sections {
      switch section.keyword {
      case "defaults": read(defaults: section)
      case "frontend", "backend", "listen":
        sections.append((section, base(of: section) ?? unnamed))
      default: break
      }
    }
  }

  static func isFragment(_ config: HAProxyConfig) -> Bool {
    !config.sections.contains { ["defaults", "global"].contains($0.keyword) }
  }

  private mutating func read(defaults section: HAProxyConfig.Section) {
    var settings = base(of: section) ?? HAProxySettings()
    settings.read(section)
    unnamed = settings
    if !section.name.isEmpty { named[section.name] = settings }
  }

  /// `defaults api from common`.
  private func base(of section: HAProxyConfig.Section) -> HAProxySettings? {
    let words = section.header.arguments.map(\.text)
    for (word, next) in zip(words, words.dropFirst()) where word == "from" { return named[next] }
    return nil
  }
}
