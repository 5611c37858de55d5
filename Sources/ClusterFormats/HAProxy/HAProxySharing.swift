internal import ClusterModel
internal import Syntax

/// Which places of a configuration decide for sections that have nothing to do with the API: those of
/// `defaults`, and of frontends that send to other backends too.
struct HAProxySharing {
  private(set) var places: Set<Span> = []

  /// `pools` are the API's.
  init(_ layers: HAProxyLayers, besides pools: [HAProxyPool]) {
    places.formUnion(layers.foreignDefaults)
    let own = Set(pools.flatMap(\.sections).map(\.header.span))
    let targets = Set(pools.map(\.section.name))
    for (section, base) in layers.sections {
      var settings = base
      settings.read(section)
      let isDoor = section.keyword != "backend"
      let sent = isDoor ? HAProxyPool.targets(of: section, settings) : []
      let isOwn = own.contains(section.header.span) && targets.isSuperset(of: sent)
      if !isOwn { add(section, settings, sends: !sent.isEmpty) }
    }
  }

  private mutating func add(
    _ section: HAProxyConfig.Section, _ settings: HAProxySettings, sends: Bool
  ) {
    if let mode = settings.mode { places.insert(mode.span) }
    let hasServers = section.lines.contains { $0.keyword.hasPrefix("server") }
    // Pages of statistics have no connections that times or checks are for.
    guard hasServers || sends else { return }
    places.formUnion(settings.timeouts.values.map(\.span))
    guard hasServers else { return }
    places.formUnion(settings.rules.map(\.span))
    if let line = settings.checkLine { places.insert(line) }
    places.formUnion(settings.serverOptions.values.values.map(\.span))
  }
}
