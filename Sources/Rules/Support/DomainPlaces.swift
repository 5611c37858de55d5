import ClusterModel
import Syntax

/// Where the voters of one etcd cluster stand at one level of failure domains.
struct DomainPlaces {
  let level: String
  /// Voters that fall with each domain, by name; redundant feeds apart, which fall only together.
  let voters: [(domain: String, count: Int, place: Span)]
  /// Voters of which no domain is known at the level.
  let unnamed: Int

  init(_ etcd: EtcdCluster, at level: String, in cluster: Cluster) {
    self.level = level
    var counts: [String: (Int, Span)] = [:]
    var unnamed = 0
    for member in etcd.voters {
      let places = cluster.places(of: member, at: level)
      if places.isEmpty { unnamed += 1 }
      let names = Set(places.filter { $0.names.count == 1 }.flatMap(\.names))
      for name in names {
        let span = places.first { $0.names == [name] }?.span ?? member.span
        counts[name] = ((counts[name]?.0 ?? 0) + 1, counts[name]?.1 ?? span)
      }
    }
    voters = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.0, $0.value.1) }
    self.unnamed = unnamed
  }

  /// `a: 2, b: 1`.
  var counts: String { voters.map { "\($0.domain): \($0.count)" }.joined(separator: ", ") }

  /// The domain with the most voters, the first by name among equals.
  var fullest: (domain: String, count: Int, place: Span)? {
    voters.max { ($0.count, $1.domain) < ($1.count, $0.domain) }
  }

  /// "zone" and "zones".
  func title(_ count: Int) -> String {
    guard count != 1 else { return level }
    return level.hasSuffix("y") ? "\(level.dropLast())ies" : "\(level)s"
  }
}

extension Cluster {
  /// Whether a requirement speaks of failures of this class.
  func requires(_ className: String) -> Bool {
    guard let requirements else { return false }
    let failures =
      requirements.survive.flatMap(\.failures) + (requirements.duringMaintenance?.value ?? [])
    return failures.contains { $0.className == className && $0.count > 0 }
  }
}
