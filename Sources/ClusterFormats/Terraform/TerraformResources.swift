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

  /// The address of a machine that a reference names, where its resource states one.
  func machineAddress(_ reference: String) -> Located<String>? {
    guard let address = Self.address(of: reference), let machine = self[address],
      !machine.isCounted
    else { return nil }
    for attribute in ["private_ip", "private_ip_address", "ipv4_address", "access_ip_v4", "ip"] {
      if let text = machine.text(attribute), IPAddress.parse(text.value) != nil { return text }
    }
    return nil
  }
}
