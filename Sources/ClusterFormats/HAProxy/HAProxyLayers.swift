internal import Syntax

/// The proxies of a configuration, each with what the `defaults` before it, or those that it names,
/// say.
struct HAProxyLayers {
  /// `frontend`, `backend` and `listen`, in order.
  private(set) var sections: [(section: HAProxyConfig.Section, base: HAProxySettings)] = []

  init(_ config: HAProxyConfig) {
    var unnamed = HAProxySettings()
    var named: [String: HAProxySettings] = [:]
    for section in config.sections {
      let base = Self.base(of: section).flatMap { named[$0] }
      switch section.keyword {
      case "defaults":
        var settings = base ?? HAProxySettings()
        settings.read(section)
        unnamed = settings
        if !section.name.isEmpty { named[section.name] = settings }
      case "frontend", "backend", "listen": sections.append((section, base ?? unnamed))
      default: break
      }
    }
  }

  /// `defaults api from common`.
  private static func base(of section: HAProxyConfig.Section) -> String? {
    let words = section.header.arguments.map(\.text)
    for (word, next) in zip(words, words.dropFirst()) where word == "from" { return next }
    return nil
  }
}
