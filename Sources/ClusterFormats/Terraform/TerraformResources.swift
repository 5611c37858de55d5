internal import Syntax

/// One `resource "type" "name"` of a Terraform file.
struct TerraformResource {
  let type: String
  let name: Located<String>
  let body: HCLBody
  let span: Span

  /// What others call it: `aws_lb.api`.
  var address: String { "\(type).\(name.value)" }

  func text(_ attribute: String) -> Located<String>? { body[attribute]?.text }
  func int(_ attribute: String) -> Located<Int>? { body[attribute]?.int }

  /// The address of the resource that an attribute refers to: `aws_lb.api` of `aws_lb.api.arn`.
  func target(_ attribute: String) -> String? {
    body[attribute]?.reference.flatMap(TerraformResources.address)
  }

  /// Whether there are several of it, or as many as a variable says.
  var isCounted: Bool { body["count"] != nil || body["for_each"] != nil }

  /// Whether blocks of a type are made by a loop.
  func isDynamic(_ type: String) -> Bool {
    body.all("dynamic").contains { $0.labels.first?.value == type }
  }
}

/// The resources of one file.
struct TerraformResources {
  private let byType: [String: [TerraformResource]]
  private let byAddress: [String: TerraformResource]

  init(_ body: HCLBody) {
    let all = body.all("resource").compactMap { block -> TerraformResource? in
      guard block.labels.count == 2 else { return nil }
      return TerraformResource(
        type: block.labels[0].value, name: block.labels[1], body: block.body, span: block.span)
    }
    byType = Dictionary(grouping: all, by: \.type)
    byAddress = Dictionary(all.map { ($0.address, $0) }) { first, _ in first }
  }

  /// The resources of these types, in the order of the types.
  func all(_ types: String...) -> [TerraformResource] { types.flatMap { byType[$0] ?? [] } }

  subscript(address: String) -> TerraformResource? { byAddress[address] }

  /// `aws_lb.api` of `aws_lb.api.arn`, `aws_lb.api[0].arn`, `data.x.y.z` (which is none).
  static func address(of reference: String) -> String? {
    let parts = reference.split(separator: ".")
    guard parts.count >= 2, !["var", "local", "data", "module", "each", "count"].contains(parts[0])
    else { return nil }
    return "\(parts[0]).\(parts[1].prefix { $0 != "[" })"
  }

  /// The machine that a reference names, where its resource states an address.
  func machine(_ reference: String) -> TerraformMachine? {
    guard let address = Self.address(of: reference), let machine = self[address],
      !machine.isCounted
    else { return nil }
    return TerraformMachine(machine)
  }
}

/// A machine as it is written out.
struct TerraformMachine {
  let address: Located<String>
  /// What its resource is called; `nil` for a bare address.
  var name: Located<String>?
  var zone: Located<String>?

  init(address: Located<String>) { self.address = address }

  /// `aws_instance`, `google_compute_instance`, `hcloud_server`, `openstack_compute_instance_v2`;
  /// `nil` where no address is written out.
  init?(_ resource: TerraformResource) {
    let addresses = ["private_ip", "private_ip_address", "ipv4_address", "access_ip_v4", "ip"]
    let known = addresses.lazy.compactMap { resource.text($0) }
    guard let address = known.first(where: { IPAddress.parse($0.value) != nil }) else { return nil }
    self.address = address
    name = resource.name
    // Hetzner's locations are what others call zones.
    zone =
      resource.text("availability_zone") ?? resource.text("zone")
      ?? (resource.type == "hcloud_server" ? resource.text("location") : nil)
  }
}
