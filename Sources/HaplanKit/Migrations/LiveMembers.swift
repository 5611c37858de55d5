internal import ClusterModel
internal import Syntax

/// Members of a running etcd, as `etcdctl member list` and `endpoint status` told of them.
struct LiveMembers {
  /// One of them.
  struct Entry {
    let fact: MemberFact
    /// Whether it answered; `nil` where nobody was asked.
    let answers: Bool?

    /// `e3`, else where it is.
    var title: String {
      fact.name?.value ?? fact.peerURLs.first?.value ?? fact.clientURLs.first?.value ?? fact.id
        ?? "a member"
    }
  }

  /// Those of the member list.
  private(set) var entries: [Entry] = []

  /// What the dumps among the inputs of a run say; empty where there is no member list.
  init(_ reading: Reading) {
    let live = reading.inputs.flatMap(\.keptParts).map(\.facts).filter {
      $0.isLive && !$0.members.isEmpty
    }
    let statuses = live.filter { $0.membersStatedAt == nil }.flatMap(\.members)
    guard let list = live.first(where: { $0.membersStatedAt != nil }) else { return }
    let answering = Set(statuses.compactMap(\.id))
    let endpoints = Set(statuses.flatMap(\.clientURLs).map { Self.key($0.value) })
    entries = list.members.map { fact in
      let isAnswering =
        fact.id.map(answering.contains) == true
        || fact.clientURLs.contains { endpoints.contains(Self.key($0.value)) }
      return Entry(
        fact: fact, answers: !fact.isStarted ? false : statuses.isEmpty ? nil : isAnswering)
    }
  }

  /// Names of the started members that did not answer while others did.
  var silent: [String] {
    entries.filter { $0.answers == false && $0.fact.isStarted }.map(\.title)
  }

  private static func key(_ url: String) -> String {
    EndpointURL.parse(url).map { "\($0.host):\($0.port)" } ?? url
  }
}
