import ClusterModel
import Syntax

/// Clusters of a few machines, sealed from a part as a reader would have made it.
enum SampleCluster {
  static let span = Span(FileID(0), 0, 5)

  /// A master in each of these zones, with an etcd member on each; `nil` for no zone.
  static func stacked(
    name: String = "prod", zones: [String?], balancers: [String?] = [],
    change: (inout ClusterPart) -> Void = { _ in }
  ) -> Cluster {
    var part = part(name, zones, balancers)
    part.topology = Located(.stacked, span)
    part.hasMemberOnEachNode = true
    part.endpointPolicy = Located(.local, span)
    change(&part)
    return Cluster(sealing: [part], name: name) { _ in nil }
  }

  /// Members on machines of their own, and masters, in these zones.
  static func external(
    name: String = "prod", members: [String?], masters: [String?], balancers: [String?] = [],
    change: (inout ClusterPart) -> Void = { _ in }
  ) -> Cluster {
    var part = part(name, masters, balancers)
    part.topology = Located(.external, span)
    part.members = members.map { zone in
      var member = MemberFact(span: span)
      member.domains = domains(zone)
      return member
    }
    part.membersStatedAt = span
    part.endpointPolicy = Located(.all, span)
    change(&part)
    return Cluster(sealing: [part], name: name) { _ in nil }
  }

  /// One machine's unit, which says nothing of the others.
  static func lone() -> Cluster {
    var part = ClusterPart(format: .systemdUnit, anchor: span, isWhole: false)
    part.flagSets = [
      FlagSet(
        component: .apiServer, machines: .all, flags: [], absence: .isDefault, style: .commandLine,
        anchor: span, format: .systemdUnit)
    ]
    return Cluster(sealing: [part], name: "lone") { _ in nil }
  }

  private static func part(
    _ name: String, _ masters: [String?], _ balancers: [String?]
  ) -> ClusterPart {
    var part = ClusterPart(format: .haplan, anchor: span, isWhole: true)
    part.name = Located(name, span)
    part.nodes = masters.enumerated().map { index, zone in
      var node = NodeFact(name: "master-\(index + 1)", span: span)
      node.domains = domains(zone)
      return node
    }
    part.nodesStatedAt = span
    part.balancers = balancers.enumerated().map { index, zone in
      var balancer = BalancerFact(name: "lb-\(index + 1)", span: span)
      balancer.kind = .haproxy
      balancer.vip = Located("10.240.0.4", span)
      balancer.domains = domains(zone)
      return balancer
    }
    part.balancersStatedAt = balancers.isEmpty ? nil : span
    return part
  }

  private static func domains(_ zone: String?) -> [DomainPlace] {
    zone.map { [DomainPlace(level: "zone", names: [$0], span: span)] } ?? []
  }
}
