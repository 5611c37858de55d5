internal import ClusterModel
internal import Syntax

/// Reads members of etcd from JSON. Numbers of members need 64 bits, and come as numbers, as texts
/// (from the gateway), or rounded by what they went through: they are read as they are written.
struct EtcdMembersReader {
  /// The part that a document makes; `nil` where it is none of etcd's.
  func read(_ root: DataNode) -> ClusterPart? {
    if root.kind == .mapping, let list = root["members"], list.kind == .sequence {
      return readMembers(list)
    }
    let statuses = root.kind == .sequence ? Array(root.items) : [root]
    let members = statuses.compactMap(status)
    guard let first = members.first, members.count == statuses.count else { return nil }
    var part = Self.part(at: first.span)
    part.members = members
    return part
  }

  /// A part of a running cluster.
  static func part(at span: Span) -> ClusterPart {
    var part = ClusterPart(format: .etcdctl, anchor: span, isWhole: false)
    part.isLive = true
    part.etcdAnchor = span
    return part
  }

  /// A member list: it is complete.
  private func readMembers(_ list: DataNode) -> ClusterPart? {
    let objects = Array(list.items)
    let isList = objects.allSatisfy { $0.kind == .mapping && $0["peerURLs"] != nil }
    let members = objects.map(member)
    guard isList, let first = members.first else { return nil }
    var part = Self.part(at: first.span)
    part.members = members
    part.membersStatedAt = part.anchor
    return part
  }

  private func member(_ object: DataNode) -> MemberFact {
    let name = text(object["name"])
    let peers = urls(object["peerURLs"])
    var member = MemberFact(span: name?.span ?? peers.first?.span ?? object.span)
    member.name = name
    member.peerURLs = peers
    member.clientURLs = urls(object["clientURLs"])
    member.isLearner = object["isLearner"]?.bool() ?? false
    member.id = text(object["ID"] ?? object["id"]).map { Self.hexadecimal($0.value) }
    // etcd knows name and client URLs of a member once it has started.
    member.isStarted = name != nil || !member.clientURLs.isEmpty
    return member
  }

  /// One answer of `endpoint status`: a member that answers there. Others may not have been asked.
  private func status(_ object: DataNode) -> MemberFact? {
    guard object.kind == .mapping else { return nil }
    let status = object["Status"] ?? object["status"] ?? object
    guard status.kind == .mapping, status["raftTerm"] != nil || status["leader"] != nil else {
      return nil
    }
    let endpoint = text(object["Endpoint"] ?? object["endpoint"])
    var member = MemberFact(span: (endpoint?.span ?? status["header"]?.span) ?? status.span)
    member.clientURLs = endpoint.map { [$0] } ?? []
    member.isLearner = status["isLearner"]?.bool() ?? false
    member.id = text(status["header"]?["member_id"]).map { Self.hexadecimal($0.value) }
    return member
  }

  /// The number as etcdctl takes it; as it is where it is no whole number.
  static func hexadecimal(_ number: String) -> String {
    UInt64(number).map { String($0, radix: 16) } ?? number
  }

  private func text(_ node: DataNode?) -> Located<String>? {
    guard let node, node.kind == .scalar, !node.isNull, !node.text.isEmpty else { return nil }
    return Located(node.text, node.valueSpan)
  }

  private func urls(_ node: DataNode?) -> [Located<String>] {
    guard let node, node.kind == .sequence else { return [] }
    return node.items.compactMap(text)
  }
}
