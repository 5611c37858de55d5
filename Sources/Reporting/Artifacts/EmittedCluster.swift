internal import ClusterModel
internal import Planning
internal import Syntax

/// A plan with everything that files need to say: an address for each machine, a common endpoint, who
/// lists whom.
struct EmittedCluster {
  struct Machine: Hashable {
    let name: String
    let zone: String
    let address: EmittedAddress
  }

  /// A member of etcd, on a control-plane node or on a machine of its own.
  struct Member: Hashable {
    let name: String
    let machine: Machine
    let isAlone: Bool

    var clientURL: String { "https://\(machine.address.host):\(Ports.etcd)" }
    var peerURL: String { "https://\(machine.address.host):\(Ports.peer)" }
  }

  enum Ports {
    static let api = 6443
    static let etcd = 2379
    static let peer = 2380
  }

  let request: PlanRequest
  let placement: Placement
  /// Control-plane nodes.
  private(set) var masters: [Machine] = []
  private(set) var members: [Member] = []
  private(set) var balancers: [Machine] = []
  private var tools: [ArtifactTool] = []

  init(_ candidate: Candidate, _ request: PlanRequest, _ tools: [ArtifactTool])
    throws(ArtifactFailure)
  {
    self.request = request
    self.tools = tools
    placement = candidate.placement
    let planned = PlannedCluster(candidate.placement, request)
    var net = DocumentationNet.controlPlane
    for node in planned.nodes {
      let machine = try Self.machine(node.name, node.zone, node.address, &net)
      masters.append(machine)
      if let member = node.member {
        members.append(Member(name: member, machine: machine, isAlone: false))
      }
    }
    net = .members
    for member in planned.members {
      let machine = try Self.machine(member.name, member.zone, member.address, &net)
      members.append(Member(name: member.name, machine: machine, isAlone: true))
    }
    net = .balancers
    for balancer in planned.balancers {
      balancers.append(try Self.machine(balancer.name, balancer.zone, balancer.address, &net))
    }
  }

  private static func machine(
    _ name: String, _ zone: String, _ address: String?, _ net: inout DocumentationNet
  ) throws(ArtifactFailure) -> Machine {
    guard isHostName(name) else {
      throw ArtifactFailure(
        "`\(name)` is no name for a machine: letters, digits, `-` and `.` make one")
    }
    if let address {
      return Machine(
        name: name, zone: zone, address: EmittedAddress(text: address, open: nil))
    }
    guard let made = net.next() else {
      throw ArtifactFailure(
        "there are documentation addresses for \(DocumentationNet.most) machines of a kind: give "
          + "addresses to the others, under spec.zones[].machines")
    }
    return Machine(
      name: name, zone: zone, address: EmittedAddress(text: made, open: "address of \(name)"))
  }

  /// A name that is a folder, a host, and a word in every format.
  private static func isHostName(_ name: String) -> Bool {
    guard let first = name.utf8.first, name.utf8.count <= 253 else { return false }
    func isWord(_ byte: UInt8) -> Bool {
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
    return isWord(first) && name.utf8.allSatisfy { isWord($0) || $0 == 0x2D || $0 == 0x2E }
  }

  // MARK: Front door

  /// Whether balancers share one address.
  var sharesAddress: Bool { balancers.count > 1 || tools.contains(.keepalived) }

  /// The address that balancers share; `nil` where there is one balancer, or none.
  var sharedAddress: EmittedAddress? {
    guard !balancers.isEmpty, sharesAddress else { return nil }
    if let settled = request.virtualAddress { return EmittedAddress(text: settled, open: nil) }
    if let host = endpointHost, IPAddress.parse(host) != nil {
      return EmittedAddress(text: host, open: nil)
    }
    return EmittedAddress(
      text: DocumentationNet.shared, open: "address that \(Self.list(balancers.map(\.name))) share")
  }

  private var endpointHost: String? { request.endpoint.flatMap { HostPort.parse($0)?.host } }

  /// `host:port` where kubelets and clients connect.
  var endpoint: (text: String, mark: String) {
    if let settled = request.endpoint {
      let hasPort = HostPort.parse(settled)?.port != nil
      return (hasPort ? settled : "\(settled):\(Ports.api)", "")
    }
    if let address = sharedAddress ?? balancers.first?.address {
      return ("\(address.host):\(Ports.api)", EmittedAddress.mark(address))
    }
    return (
      "\(Self.openName):\(Ports.api)",
      "  # replace: name that stands for every API server, for kubelets and clients"
    )
  }

  /// The settled endpoint's host, where it is a name.
  var endpointName: String? { endpointHost.flatMap { IPAddress.parse($0) == nil ? $0 : nil } }

  var endpointPort: Int { request.endpoint.flatMap { HostPort.parse($0)?.port } ?? Ports.api }

  /// Of the domain that is kept for documentation (RFC 2606).
  private static let openName = "kubernetes.example.com"

  static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  // MARK: etcd

  /// Whether members stand on machines of their own, or no API server may take the one beside it.
  var isStacked: Bool { members.allSatisfy { !$0.isAlone } && members.count == masters.count }

  /// What API servers list: their own member, or all. Those without one list all.
  var policy: EndpointPolicy { placement.stacked > 0 ? request.endpoints : .all }

  func member(on machine: Machine) -> Member? { members.first { $0.machine == machine } }

  /// `--etcd-servers` of a control-plane node, and the addresses in it.
  func etcdServers(of master: Machine) -> (urls: [String], addresses: [EmittedAddress]) {
    if policy == .local, member(on: master) != nil { return (["https://127.0.0.1:2379"], []) }
    return (members.map(\.clientURL), members.map(\.machine.address))
  }

  /// `--initial-cluster`.
  var initialCluster: String {
    members.map { "\($0.name)=\($0.peerURL)" }.joined(separator: ",")
  }

  // MARK: Kubernetes

  /// The version asked for, with its `v`; else the one that these files were written for.
  var version: String {
    guard let version = request.kubernetesVersion else { return Self.standardVersion }
    return version.hasPrefix("v") ? version : "v\(version)"
  }

  static let standardVersion = "v1.36.5"

  /// A name in a comment: on one line.
  static func comment(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 }))
  }

  /// `zone a`, for the first line of a machine's files.
  func place(of machine: Machine) -> String {
    "\(Self.comment(request.level)) \(Self.comment(machine.zone))"
  }
}
