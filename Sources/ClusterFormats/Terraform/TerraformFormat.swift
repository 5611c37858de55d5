package import ClusterModel
internal import Syntax

/// Terraform files that make a managed balancer in front of API servers: what is written out of it.
/// Variables, counts and loops are unknown.
package enum TerraformFormat: Format {
  package static let name = FormatName.terraform

  package static func claim(_ input: FormatInput) -> Claim {
    guard input.mayBeConfiguration, input.contains("resource \""),
      types.contains(where: { input.file.bytes.contains($0) }),
      !input.file.bytes.starts(with: "#!".utf8), !input.contains("```")
    else { return .none }
    return .possible
  }

  private static let types: [StaticString] = [
    "aws_lb", "aws_elb", "aws_alb", "azurerm_lb", "google_compute_", "hcloud_load_balancer",
    "digitalocean_loadbalancer", "openstack_lb_",
  ]

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    let parsed = HCLFile(input.file)
    let resources = TerraformResources(parsed.body)
    let reader = TerraformReader(resources: resources)
    let balancers = reader.balancers
    guard let first = balancers.first else { return result }
    result.isRecognised = true
    result.problems = parsed.problems
    var part = ClusterPart(format: .terraform, anchor: first.span, isWhole: false)
    part.balancers = balancers
    part.gaps = balancers.filter { $0.backends == nil || $0.mayHaveMoreBackends }.map { balancer in
      Gap(
        about: "load-balancer:\(balancer.name)", fact: "backends",
        message: "which machines stand behind \(balancer.name) is computed by Terraform",
        span: balancer.span)
    }
    result.parts = [part]
    return result
  }
}

/// Reads the resources of each provider into balancers.
struct TerraformReader {
  let resources: TerraformResources

  var balancers: [BalancerFact] {
    networkBalancers + classicBalancers + azure + google + hetzner + digitalOcean + openStack
  }

  /// A balancer called after its resource.
  func balancer(_ resource: TerraformResource, port: Located<Int>?) -> BalancerFact {
    var fact = BalancerFact(name: resource.name.value, span: resource.name.span)
    fact.kind = .cloud
    if let port { fact.listens = [Located(":\(port.value)", port.span)] }
    return fact
  }

  /// A list of backends of which each has a literal address; others are counted as hidden.
  func setBackends(
    _ entries: [(machine: TerraformMachine?, port: Int?, entry: Span)], isPartial: Bool,
    in fact: inout BalancerFact
  ) {
    fact.mayHaveMoreBackends = isPartial || entries.contains { $0.machine == nil }
    let known = entries.compactMap { entry in
      entry.machine.map { machine in
        let address = machine.address.value
        let host = address.contains(":") ? "[\(address)]" : address
        let text = machine.address.map { _ in entry.port.map { "\(host):\($0)" } ?? host }
        var backend = BackendFact(text: text, entry: entry.entry)
        backend.label = machine.name
        backend.zone = machine.zone
        return backend
      }
    }
    guard let first = known.first, let last = known.last else { return }
    fact.backends = Located(known, first.entry.union(last.entry))
  }

  /// A literal address, or the machine that is referred to.
  func machine(_ value: HCLValue?) -> TerraformMachine? {
    if let text = value?.text {
      return IPAddress.parse(text.value) == nil ? nil : TerraformMachine(address: text)
    }
    return value?.reference.flatMap(resources.machine)
  }
}
