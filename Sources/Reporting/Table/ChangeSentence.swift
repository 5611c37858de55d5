internal import ClusterModel
internal import FaultTolerance

/// The smallest change that would help, as sentences for a review.
struct ChangeSentence {
  /// What the text is about, without a colon.
  let label: String
  let text: String

  /// `nil` where nothing is missed, or what would help is not known.
  init?(_ cluster: Cluster, _ assessment: Assessment) {
    let level = cluster.levels.contains("zone") ? "zone" : cluster.levels.first
    if let change = assessment.smallestChange {
      guard let text = Self.sentence(change, level, assessment) else { return nil }
      (label, self.text) = ("Smallest change", text)
    } else {
      guard let level, let further = FurtherMachine(cluster, level, assessment) else { return nil }
      (label, text) = ("To survive one more machine after any \(level)", further.text)
    }
  }

  private static func sentence(
    _ change: SmallestChange, _ level: String?, _ assessment: Assessment
  ) -> String? {
    let count = level.map { assessment.elements(of: $0).count } ?? 0
    let isHopeless = change.goal == level && count == 2
    let twoDomains =
      isHopeless
      ? " Two \(Wording.plural(change.goal)) cannot do this with any number of members." : ""
    guard !change.changes.isEmpty else {
      return isHopeless ? twoDomains.trimmedStart : nil
    }
    let existing = Set(level.map { assessment.elements(of: $0) } ?? [])
    let parts = grouped(change.changes).map { words($0, $1, level, existing) }
    let spread =
      change.goal == level && change.voters.count > 1
      ? " (voters \(change.voters.map { String($0) }.joined(separator: "-")))" : ""
    let goals = [change.goal] + [change.alsoSurvived].compactMap(\.self)
    let survived = Wording.listed(goals.map { "any 1 \($0)" })
    return
      "\(Wording.listed(parts).capitalizedFirst)\(spread): then \(survived) is survived."
      + twoDomains
  }

  /// Changes with how often each is made.
  private static func grouped(_ changes: [TopologyChange]) -> [(TopologyChange, Int)] {
    var result: [(TopologyChange, Int)] = []
    for change in changes {
      if let index = result.firstIndex(where: { $0.0 == change }) {
        result[index].1 += 1
      } else {
        result.append((change, 1))
      }
    }
    return result
  }

  private static func words(
    _ change: TopologyChange, _ times: Int, _ level: String?, _ existing: Set<String>
  ) -> String {
    func place(_ name: String?) -> String {
      guard let name, let level else { return "" }
      if existing.contains(name) { return "\(level) \(name)" }
      return name.hasPrefix("a further") ? name : "a further \(level) \(name)"
    }
    func inPlace(_ name: String?) -> String {
      let place = place(name)
      return place.isEmpty ? "" : " in \(place)"
    }
    func move(_ noun: String, _ from: String, _ to: String) -> String {
      let what = times == 1 ? "one \(noun)" : "\(times) \(Wording.plural(noun))"
      return "move \(what) of \(place(from)) to \(place(to))"
    }
    switch change {
    case .completeBackends: return "list every API server behind every balancer"
    case .moveMaster(let from, let to): return move("master", from, to)
    case .moveMember(let from, let to): return move("etcd member", from, to)
    case .moveBalancer(let from, let to): return move("balancer", from, to)
    case .addMasters(let count, let to):
      return "add \(Wording.counted(count * times, "master"))\(inPlace(to))"
    case .addMembers(let count, let to):
      return "add \(Wording.counted(count * times, "etcd member"))\(inPlace(to))"
    case .addBalancer(let to): return "add \(Wording.counted(times, "balancer"))\(inPlace(to))"
    }
  }
}

extension String {
  var capitalizedFirst: String {
    guard let first else { return self }
    return first.uppercased() + dropFirst()
  }

  var trimmedStart: String { String(drop { $0 == " " }) }
}
