package import ClusterModel
internal import Syntax

/// nginx configurations with API servers behind a `stream` or `http` upstream, and the files beside
/// that they include.
package enum NginxFormat: Format {
  package static let name = FormatName.nginx

  package static func claim(_ input: FormatInput) -> Claim {
    guard input.mayBeConfiguration, input.contains("{"), input.contains(";") else { return .none }
    let isWhole = input.contains("upstream") || input.contains("proxy_pass")
    guard isWhole || (input.contains("include") && input.contains("stream")),
      !input.looksLikeScript
    else { return .none }
    return .possible
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    let source = NginxSource(input)
    let pools = source.pools.filter(frontsAPIServers)
    guard !pools.isEmpty else { return result }
    result.isRecognised = true
    result.problems = source.problems
    var reader = NginxReader(file: input.file)
    var part = reader.part(of: pools)
    part.includedFiles = source.includedFiles
    result.parts = [part]
    if let place = TemplateScan.firstControlFlow(in: input.file) {
      result.template = InputProblem("this is a template: render it first", place)
    }
    return result
  }

  private static func frontsAPIServers(_ pool: NginxPool) -> Bool {
    let targets =
      pool.servers.isEmpty
      ? [HostPort.parse(pool.name.value)?.port] : pool.servers.map { port(of: $0.address.value) }
    return APIPorts.areFronted(
      targets: targets, binds: pool.listens.compactMap { port(of: $0.value) },
      names: [pool.name.value])
  }

  /// The port behind the last colon, also of an address that is left to be filled in.
  private static func port(of address: String) -> Int? {
    address.split(separator: ":").last.flatMap { Int($0) }
  }
}

/// Reads pools into balancers.
struct NginxReader {
  private var facts: FactReader

  init(file: SourceFile) { facts = FactReader(file: file, isRunnable: true) }

  mutating func part(of pools: [NginxPool]) -> ClusterPart {
    var part = ClusterPart(format: .nginx, anchor: pools[0].name.span, isWhole: false)
    part.balancers = BalancerFact.ofOneFile(pools.map { (balancer(of: $0), $0.name.value) })
    facts.give(to: &part)
    return part
  }

  private mutating func balancer(of pool: NginxPool) -> BalancerFact {
    var fact = BalancerFact(name: "", span: pool.name.span)
    fact.listens = pool.listens
    fact.kind = fact.isNodeLocal ? .nodeLocal : .nginx
    fact.mayHaveMoreBackends = pool.mayHaveMore
    fact.endsTLS = pool.endsTLS
    // ngx_stream_proxy_module: 10 minutes.
    fact.idleTimeout = pool.time("proxy_timeout", default: 600_000)
    var backends: [BackendFact] = []
    for server in pool.servers {
      guard server.endpoint != nil, !isUnknown(server.address) else {
        fact.mayHaveMoreBackends = true
        continue
      }
      var backend = BackendFact(text: server.address, entry: server.directive.span)
      backend.isBackup = server.words.contains("backup")
      backend.isDisabled =
        server.words.contains("down") || server.parameters["weight"]?.value.value == "0"
      backend.check = pool.healthCheck(of: server)
      backends.append(backend)
    }
    if let first = pool.servers.first, let last = pool.servers.last {
      let list =
        first.directive.span.file == last.directive.span.file
        ? first.directive.span.union(last.directive.span) : first.directive.span
      fact.backends = Located(backends, list)
    } else if HostPort.parse(pool.name.value) != nil, !isUnknown(pool.name) {
      fact.backends = Located([BackendFact(text: pool.name, entry: pool.name.span)], pool.name.span)
    }
    return fact
  }

  private mutating func isUnknown(_ address: Located<String>) -> Bool {
    guard facts.isUnknown(address) else { return false }
    facts.addGap("backends", "the address of a server is left to be filled in", address.span)
    return true
  }
}
