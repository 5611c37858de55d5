package import ClusterModel
internal import Syntax

/// What `aws elbv2 describe-target-health` and `describe-load-balancers` print.
package enum AWSFormat: Format {
  package static let name = FormatName.aws

  package static func claim(_ input: FormatInput) -> Claim {
    input.looksLikeJSON
      && (input.outline.has(key: "TargetHealthDescriptions")
        || input.outline.has(key: "LoadBalancers"))
      ? .certain : .none
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var reader = AWSReader(file: input.file)
    for document in input.documents.documents { reader.read(document.root) }
    var result = ReadResult()
    result.parts = reader.parts
    result.isRecognised = !reader.parts.isEmpty
    if result.isRecognised { result.problems = reader.problems }
    result.addSyntaxProblems(of: input, claim: .certain, documents: [])
    return result
  }
}

/// Reads dumps.
struct AWSReader {
  private var facts: FactReader
  private(set) var parts: [ClusterPart] = []

  init(file: SourceFile) { facts = FactReader(file: file, isRunnable: false) }

  var problems: [InputProblem] { facts.problems }

  mutating func read(_ root: DataNode) {
    guard root.kind == .mapping else { return }
    if let targets = facts.items(root["TargetHealthDescriptions"], "TargetHealthDescriptions") {
      readTargets(targets, root)
    }
    if let balancers = facts.items(root["LoadBalancers"], "LoadBalancers") {
      readBalancers(balancers)
    }
  }

  /// One group's targets: the group is not named in them.
  private mutating func readTargets(_ targets: [DataNode], _ root: DataNode) {
    var found: [BackendFact] = []
    for target in targets where target.kind == .mapping {
      if let backend = backend(target) { found.append(backend) }
    }
    guard let list = root["TargetHealthDescriptions"],
      APIPorts.areFronted(
        targets: found.map { HostPort.parse($0.text.value)?.port }, binds: [], names: ["api"])
    else { return }
    var fact = BalancerFact(name: "", span: list.span)
    fact.kind = .cloud
    fact.backends = Located(found, list.span)
    // Instances that are named by their numbers may be any machine.
    fact.mayHaveMoreBackends = found.contains { backend in
      let host = HostPort.parse(backend.text.value)?.host ?? ""
      return IPAddress.parse(host) == nil
    }
    add(fact, at: list.span)
  }

  /// `{"Target": {"Id", "Port", "AvailabilityZone"}, "TargetHealth": {"State"}}`.
  private mutating func backend(_ item: DataNode) -> BackendFact? {
    guard let target = facts.mapping(item["Target"], "Target"),
      let id = facts.scalar(target["Id"], "Id")
    else { return nil }
    let port = target["Port"].flatMap { $0.int() }
    let host = id.value.contains(":") ? "[\(id.value)]" : id.value
    var backend = BackendFact(
      text: id.map { _ in port.map { "\(host):\($0)" } ?? host }, entry: item.span)
    backend.state = facts.scalar(item["TargetHealth"]?["State"], "State")
    backend.zone = facts.scalar(target["AvailabilityZone"], "AvailabilityZone").flatMap {
      // Addresses outside the network have no zone.
      $0.value == "all" ? nil : $0
    }
    backend.isDisabled = backend.state.map { ["draining", "unused"].contains($0.value) } ?? false
    return backend
  }

  /// Those that their names tell to be the API's; a single one is taken to be it.
  private mutating func readBalancers(_ balancers: [DataNode]) {
    let all = balancers.filter { $0.kind == .mapping }
    for item in all {
      guard let name = facts.scalar(item["LoadBalancerName"], "LoadBalancerName"),
        all.count == 1 || APIPorts.isName(name.value) || name.value.lowercased().contains("api")
      else { continue }
      var fact = BalancerFact(name: name.value, span: name.span)
      fact.kind = .cloud
      fact.address = facts.scalar(item["DNSName"], "DNSName")
      let zones = (facts.items(item["AvailabilityZones"], "AvailabilityZones") ?? []).compactMap {
        $0.kind == .mapping ? facts.scalar($0["ZoneName"], "ZoneName") : nil
      }
      if let first = zones.first {
        fact.domains = [
          DomainPlace(level: "zone", names: zones.map(\.value), span: first.span)
        ]
      }
      add(fact, at: name.span)
    }
  }

  private mutating func add(_ fact: BalancerFact, at span: Span) {
    var part = ClusterPart(format: .aws, anchor: span, isWhole: false)
    part.balancers = [fact]
    facts.give(to: &part)
    parts.append(part)
  }
}
