internal import ClusterModel
internal import Planning
internal import Reporting
internal import Syntax

/// Where in a migration a running etcd stands.
struct LiveComparison {
  /// What follows from it.
  enum Answer {
    /// The step to go on with, by number from 1, and what was seen.
    case resume(Int, String)
    /// It stands nowhere on the way: why, and what to do.
    case refuse(String, String)
  }

  let context: MigrationContext
  let steps: [MigrationReport.Step]
  let live: LiveMembers

  var answer: Answer {
    guard !live.entries.isEmpty else {
      return .refuse(
        "the live file has no member list", "give what `etcdctl member list -w json` prints")
    }
    var found: [(entry: LiveMembers.Entry, index: Int)] = []
    for entry in live.entries {
      guard let index = index(of: entry) else {
        return .refuse(
          "the running etcd has a member \(entry.title), of which neither FROM nor TO knows",
          "plan from what runs: give the member list as FROM")
      }
      found.append((entry, index))
    }
    if let silent = found.first(where: { $0.entry.answers == false && isExpected($0.index) }) {
      if silent.entry.fact.isStarted { return refusal(ofSilent: silent.entry) }
    }
    let voters = mask(found.filter { !$0.entry.fact.isLearner }.map(\.index))
    let learners = mask(found.filter { $0.entry.fact.isLearner }.map(\.index))
    guard let state = place(voters, learners) else {
      return .refuse(
        "the running etcd has \(MigrationWords.members(voters: voters.nonzeroBitCount, learners: learners.nonzeroBitCount)) (\(names(found.map(\.index)))), "
          + "which this migration never passes through",
        "plan from what runs: give the member list as FROM, with the same TO")
    }
    return resumption(state, found)
  }

  private func refusal(ofSilent entry: LiveMembers.Entry) -> Answer {
    .refuse(
      "\(entry.title) does not answer, and the plan takes it to be alive",
      "bring it back, or plan anew with --dead \(entry.title), which removes it first")
  }

  /// Whether the plan takes the member to answer.
  private func isExpected(_ index: Int) -> Bool { context.isAlive(index) }

  private func index(of entry: LiveMembers.Entry) -> Int? {
    let hosts = Set((entry.fact.peerURLs + entry.fact.clientURLs).compactMap(Self.key))
    let byPlace = context.sides.members.indices.first { index in
      let member = context.member(index)
      return member.isPlaced
        && [member.peerURL, member.clientURL].contains { url in
          Self.key(Located(url, entry.fact.span)).map(hosts.contains) ?? false
        }
    }
    return byPlace
      ?? context.sides.members.indices.first { index in
        let name = entry.fact.name?.value
        return name != nil
          && (context.member(index).name == name
            || context.isStackedByKubeadm(index)
              && context.member(index).node == name)
      }
  }

  private static func key(_ url: Located<String>) -> String? {
    EndpointURL.parse(url.value).map { "\($0.host):\($0.port)" }
  }

  private func mask(_ indices: [Int]) -> UInt32 {
    indices.reduce(0) { $0 | (1 << UInt32($1)) }
  }

  private func names(_ indices: [Int]) -> String {
    indices.map { context.member($0).name }.joined(separator: ", ")
  }

  // MARK: The step

  /// The number of moves that are done; where several numbers fit, the fewest.
  private func place(_ voters: UInt32, _ learners: UInt32) -> Int? {
    let states = [context.migration.start] + context.migration.steps.map(\.after)
    return states.firstIndex { $0.voters == voters && $0.learners == learners }
  }

  /// The first step of the page behind that state.
  private func resumption(
    _ done: Int, _ found: [(entry: LiveMembers.Entry, index: Int)]
  ) -> Answer {
    let state = done == 0 ? context.migration.start : context.migration.steps[done - 1].after
    let counted = MigrationWords.members(
      voters: state.voterCount, learners: state.learnerCount)
    let seen = "The running etcd has \(counted): \(names(found.map(\.index)))."
    if done == 0 { return .resume(1, "\(seen) Nothing is done yet.") }
    let figures = context.figures(state)
    let reached = steps.lastIndex { step in
      isOfMembers(step) && step.after.voters == figures.voters
        && step.after.learners == figures.learners && step.before != step.after
        && isTarget(step, done)
    }
    guard let reached else { return .resume(1, seen) }
    var next = reached + 1
    let isUnstarted = found.contains { $0.entry.fact.isLearner && !$0.entry.fact.isStarted }
    if steps[reached].action == .addLearner, !isUnstarted, steps.indices.contains(next),
      steps[next].action == .startMember
    {
      next += 1
    }
    return .resume(
      next + 1,
      "\(seen) Steps 1 to \(next) are done; what was done of API servers and balancers since, etcd "
        + "does not tell.")
  }

  private func isOfMembers(_ step: MigrationReport.Step) -> Bool {
    step.before.voters != step.after.voters || step.before.learners != step.after.learners
  }

  /// Whether the step is the move that led there.
  private func isTarget(_ step: MigrationReport.Step, _ done: Int) -> Bool {
    let target: Int? =
      switch context.migration.steps[done - 1].move {
      case .addLearner(let index), .promote(let index), .removeMember(let index): index
      default: nil
      }
    return target.map { step.target == context.member($0).name } ?? true
  }
}
