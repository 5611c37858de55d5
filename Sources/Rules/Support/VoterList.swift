import ClusterModel
import Syntax

/// The `--etcd-servers` of one API server with every voter: those of its endpoints that are members,
/// then the client URLs of the voters that it misses.
struct VoterList {
  /// Whether the list holds every voter and nothing else already.
  let isComplete: Bool
  /// Whether endpoints that are no member go.
  let dropsOthers: Bool
  /// `nil` where the list is no flag.
  let change: Change?

  /// `nil` where a client URL is not known.
  init?(_ server: APIServer, _ etcd: EtcdCluster) {
    let listed = Set(server.servers.members)
    let missing = etcd.members.indices.filter {
      !etcd.members[$0].isLearner && !listed.contains($0)
    }
    let urls = missing.compactMap { etcd.members[$0].clientURLs.first?.value }
    guard urls.count == missing.count else { return nil }
    let kept = server.servers.endpoints.filter { $0.member != nil }.map(\.text.value)
    dropsOthers = kept.count < server.servers.endpoints.count
    isComplete = missing.isEmpty && !dropsOthers
    let value = (kept + urls).joined(separator: ",")
    if case .flag(let set) = server.servers.source {
      change = .setFlag(flagSet: set, name: "etcd-servers", value: value)
    } else {
      change = nil
    }
  }
}
