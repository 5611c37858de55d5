package import ClusterModel
internal import Syntax

/// haproxy configurations that have API servers behind them. Sections for anything else are left
/// alone; a file with nothing but those is nobody's.
package enum HAProxyFormat: Format {
  package static let name = FormatName.haproxy

  package static func claim(_ input: FormatInput) -> Claim {
    guard input.mayBeConfiguration, input.contains("server"),
      input.contains("backend ") || input.contains("listen "), !input.looksLikeScript
    else { return .none }
    return hasSection(input.file) ? .possible : .none
  }

  /// Whether a line begins one of the sections that hold servers, and does not end as nginx's do.
  private static func hasSection(_ file: SourceFile) -> Bool {
    var start = file.byteOrderMarkLength
    while start < file.bytes.count {
      let end = file.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? file.bytes.count
      let line = file.bytes[start..<end].drop { $0 == 0x20 || $0 == 0x09 }
      start = end + 1
      guard line.starts(with: "backend ".utf8) || line.starts(with: "listen ".utf8) else {
        continue
      }
      let last = line.last { $0 > 0x20 }
      if last != UInt8(ascii: ";"), last != UInt8(ascii: "{"), last != UInt8(ascii: ",") {
        return true
      }
    }
    return false
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    let config = HAProxyConfig(input.file)
    let main = HAProxyLayers.isFragment(config) ? mainFile(of: input) : nil
    let layers = HAProxyLayers(config, after: main.map { HAProxyConfig($0) })
    let pools = HAProxyPool.all(of: layers).filter(frontsAPIServers)
    guard !pools.isEmpty else { return result }
    result.isRecognised = true
    result.problems = config.problems
    for pool in pools {
      guard let place = pool.firstUnread else { continue }
      result.problems.append(
        InputProblem(
          "\(pool.name.value) has more than \(ClusterSchema.mostOfAnything) servers; the rest is not "
            + "read", place))
    }
    var reader = HAProxyReader(file: input.file)
    let shared = HAProxySharing(layers, besides: pools).places.sorted()
    var part = reader.part(of: pools, shared)
    part.includedFiles = [main?.id].compactMap(\.self)
    result.parts = [part]
    if let place = TemplateScan.firstControlFlow(in: input.file) {
      result.template = InputProblem("this is a template: render it first", place)
    }
    return result
  }

  /// `haproxy.cfg` beside the folder `conf.d` of a fragment: haproxy reads it first.
  private static func mainFile(of input: FormatInput) -> SourceFile? {
    let folders = input.file.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    guard folders.last?.hasSuffix(".d") == true else { return nil }
    return input.companion((folders.dropLast() + ["haproxy.cfg"]).joined(separator: "/"))
  }

  private static func frontsAPIServers(_ pool: HAProxyPool) -> Bool {
    let targets = pool.servers.map { $0.address?.port }
    let templates = pool.templates.map { line in
      line.words.dropFirst(3).first.flatMap { HAProxyAddress($0)?.port }
    }
    guard !(targets + templates).isEmpty else { return false }
    return APIPorts.areFronted(
      targets: targets + templates,
      binds: pool.binds.compactMap { HAProxyAddress($0)?.port }, names: pool.names)
  }
}

/// Reads pools into balancers.
struct HAProxyReader {
  private let file: SourceFile
  private var facts: FactReader

  init(file: SourceFile) {
    self.file = file
    facts = FactReader(file: file, isRunnable: true)
  }

  mutating func part(of pools: [HAProxyPool], _ shared: [Span]) -> ClusterPart {
    let anchor = pools[0].section.header.span
    var part = ClusterPart(format: .haproxy, anchor: anchor, isWhole: false)
    part.balancers = BalancerFact.ofOneFile(pools.map { (balancer(of: $0), $0.name.value) })
    for index in part.balancers.indices { part.balancers[index].sharedPlaces = shared }
    facts.give(to: &part)
    return part
  }

  private mutating func balancer(of pool: HAProxyPool) -> BalancerFact {
    var fact = BalancerFact(name: "", span: pool.name.span)
    fact.listens = pool.binds
    fact.kind = fact.isNodeLocal ? .nodeLocal : .haproxy
    fact.mayHaveMoreBackends = !pool.templates.isEmpty || pool.firstUnread != nil
    fact.endsTLS = pool.endsTLS
    fact.idleTimeout = pool.idleTimeout
    var backends: [BackendFact] = []
    for server in pool.servers {
      guard let address = server.address, !isUnknown(server, address) else {
        fact.mayHaveMoreBackends = true
        continue
      }
      var backend = BackendFact(
        text: Located(address.text, address.span), entry: server.line.span)
      backend.label = server.label
      backend.isBackup = server.options.isBackup
      backend.isDisabled = !server.options.getsConnections
      backend.check = pool.settings.healthCheck(of: server)
      backends.append(backend)
    }
    let entries = pool.servers.map(\.line.span)
    if let first = entries.first, let last = entries.last {
      fact.backends = Located(backends, first.union(last))
    }
    return fact
  }

  private mutating func isUnknown(_ server: HAProxyServer, _ address: HAProxyAddress) -> Bool {
    guard facts.isUnknown(Located(address.text, address.span)) else { return false }
    facts.addGap(
      "backends", "the address of server \(server.label.value) is left to be filled in",
      address.span)
    return true
  }
}
