package import ClusterModel
internal import Syntax

/// Envoy's bootstrap with static clusters of API servers.
package enum EnvoyFormat: Format {
  package static let name = FormatName.envoy

  package static func claim(_ input: FormatInput) -> Claim {
    input.outline.has(key: "static_resources") && input.contains("clusters") ? .certain : .none
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var reader = EnvoyReader(file: input.file)
    for document in input.documents.documents { reader.read(document.root) }
    var result = ReadResult()
    result.parts = reader.parts
    result.isRecognised = !reader.parts.isEmpty
    if result.isRecognised { result.problems = reader.problems }
    // Envoy is used for anything: a broken bootstrap is ours only where it names an API server.
    if result.isRecognised {
      result.addSyntaxProblems(of: input, claim: .certain, documents: reader.documents)
    }
    return result
  }
}

/// Reads bootstraps.
struct EnvoyReader {
  private var facts: FactReader
  private(set) var parts: [ClusterPart] = []
  private(set) var documents: [Span] = []

  init(file: SourceFile) { facts = FactReader(file: file, isRunnable: true) }

  var problems: [InputProblem] { facts.problems }

  mutating func read(_ root: DataNode) {
    guard root.kind == .mapping, let resources = root["static_resources"],
      resources.kind == .mapping
    else { return }
    let doors = listeners(of: resources)
    var balancers: [BalancerFact] = []
    for cluster in list(resources["clusters"]) where cluster.kind == .mapping {
      if var fact = balancer(of: cluster, doors) {
        if !balancers.isEmpty { fact.section = facts.scalar(cluster["name"], "name")?.value }
        balancers.append(fact)
      }
    }
    guard let first = balancers.first else { return }
    var part = ClusterPart(format: .envoy, anchor: first.span, isWhole: false)
    part.balancers = balancers
    facts.give(to: &part)
    parts.append(part)
    documents.append(root.span)
  }

  private func list(_ node: DataNode?) -> [DataNode] {
    guard let node, node.kind == .sequence else { return [] }
    return Array(node.items)
  }

  /// The address that each cluster's listeners accept connections at, by the cluster's name.
  private func listeners(of resources: DataNode) -> [String: [Located<String>]] {
    var doors: [String: [Located<String>]] = [:]
    for listener in list(resources["listeners"]) where listener.kind == .mapping {
      guard let address = Self.socket(listener["address"]) else { continue }
      for chain in list(listener["filter_chains"]) {
        for filter in list(chain["filters"]) where filter.kind == .mapping {
          let config = filter["typed_config"] ?? filter["config"]
          guard let cluster = config?["cluster"], cluster.kind == .scalar else { continue }
          doors[cluster.text, default: []].append(address)
        }
      }
    }
    return doors
  }

  /// `address: {socket_address: {address, port_value}}`.
  private static func socket(_ node: DataNode?) -> Located<String>? {
    guard let socket = node?["socket_address"], let host = socket["address"], host.kind == .scalar
    else { return nil }
    let port = socket["port_value"].flatMap { $0.int() }
    let name = host.text == "0.0.0.0" || host.text == "::" ? "" : host.text
    let bare = name.contains(":") ? "[\(name)]" : name
    return Located(port.map { "\(bare):\($0)" } ?? bare, host.valueSpan)
  }

  private mutating func balancer(
    of cluster: DataNode, _ doors: [String: [Located<String>]]
  ) -> BalancerFact? {
    guard let name = facts.scalar(cluster["name"], "name") else { return nil }
    let endpoints = endpoints(of: cluster)
    let listens = doors[name.value] ?? []
    guard !endpoints.isEmpty,
      APIPorts.areFronted(
        targets: endpoints.map { HostPort.parse($0.text.value)?.port },
        binds: listens.compactMap { HostPort.parse("x" + $0.value)?.port }, names: [name.value])
    else { return nil }
    var fact = BalancerFact(name: "", span: name.span)
    fact.listens = listens
    fact.kind = fact.isNodeLocal ? .nodeLocal : .envoy
    fact.check = check(of: cluster, name.span)
    let known = endpoints.filter { !facts.isUnknown($0.text) }
    fact.mayHaveMoreBackends = known.count < endpoints.count
    if let first = endpoints.first, let last = endpoints.last {
      fact.backends = Located(known, first.entry.union(last.entry))
    }
    return fact
  }

  /// `load_assignment.endpoints[].lb_endpoints[]`, or `hosts` of old versions.
  private func endpoints(of cluster: DataNode) -> [BackendFact] {
    var found: [BackendFact] = []
    for group in list(cluster["load_assignment"]?["endpoints"]) where group.kind == .mapping {
      for item in list(group["lb_endpoints"]) where item.kind == .mapping {
        guard let text = Self.socket(item["endpoint"]?["address"]) else { continue }
        var backend = BackendFact(text: text, entry: item.span)
        if let status = item["health_status"], status.kind == .scalar {
          backend.isDisabled = ["UNHEALTHY", "DRAINING"].contains(status.text)
        }
        found.append(backend)
      }
    }
    for item in list(cluster["hosts"]) where item.kind == .mapping {
      if let text = Self.socket(item) { found.append(BackendFact(text: text, entry: item.span)) }
    }
    return found
  }

  /// Envoy checks nothing unless `health_checks` says so; of those it wants every value written
  /// (config.core.v3.HealthCheck).
  private mutating func check(of cluster: DataNode, _ name: Span) -> HealthCheck {
    guard let item = list(cluster["health_checks"]).first, item.kind == .mapping else {
      let isWatched = cluster["outlier_detection"] != nil
      return HealthCheck(
        kind: .stated(isWatched ? .passive : .none, name), interval: .unknown("not checked"),
        fall: .unknown("not checked"), rise: .unknown("not checked"), span: name)
    }
    let isTLS = ["transport_socket", "transport_socket_matches", "tls_context"].contains {
      cluster[$0] != nil
    }
    var check = HealthCheck(
      kind: kind(of: item, isTLS: isTLS), interval: duration(item["interval"]),
      fall: count(item["unhealthy_threshold"]), rise: count(item["healthy_threshold"]),
      span: item.span)
    if let timeout = item["timeout"] { check.timeout = duration(timeout) }
    if let http = item["http_health_check"] {
      check.path =
        facts.fact(http["path"], "path").map { .stated($0.value, $0.span) }
        ?? .unknown("no path")
      if http["expected_statuses"] != nil || http["receive"] != nil {
        check.expectation = .unknown
      }
    }
    return check
  }

  private func kind(of item: DataNode, isTLS: Bool) -> Fact<HealthCheck.Kind> {
    if let http = item.entry("http_health_check") {
      return .stated(isTLS ? .https : .http, http.key.span)
    }
    if let tcp = item.entry("tcp_health_check") {
      let isTalking = tcp.value.kind == .mapping && tcp.value["send"] != nil
      return isTalking
        ? .unknown("it sends something of its own")
        : .stated(isTLS ? .tls : .tcp, tcp.key.span)
    }
    return .unknown("a check of its own")
  }

  private func duration(_ node: DataNode?) -> Fact<Int64> {
    guard let node, node.kind == .scalar else { return .unknown("not given") }
    guard let value = try? GoDuration.parse(node.text).get() else {
      return .unknown("`\(node.text.prefix(60))`")
    }
    return .stated(value / 1_000_000, node.valueSpan)
  }

  private func count(_ node: DataNode?) -> Fact<Int> {
    guard let node, let value = node.int() else { return .unknown("not given") }
    return .stated(value, node.valueSpan)
  }
}
