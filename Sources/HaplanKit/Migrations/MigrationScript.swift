internal import ClusterModel
internal import Planning
internal import Reporting

/// The moves of a migration as the steps of a page.
struct MigrationScript {
  let context: MigrationContext

  typealias Step = MigrationReport.Step

  var steps: [Step] {
    let end = context.migration.steps.last?.after ?? context.migration.start
    var steps = opening
    steps += moves
    steps += MigrationFrame(context: context).closing(end)
    markWeakest(&steps)
    return steps
  }

  private var opening: [Step] {
    let start = context.migration.start
    let frame = MigrationFrame(context: context)
    var steps = [frame.snapshot(start), frame.freeze(start)]
    guard context.tool == .none || context.tool == .kubeadm else { return steps }
    // Every new machine is ready before the first one counts.
    let etcdctl = EtcdctlSteps(context: context)
    for step in context.migration.steps {
      if case .addLearner(let index) = step.move {
        steps.append(etcdctl.certificates(index, start))
      }
    }
    return steps
  }

  private var moves: [Step] {
    switch context.tool {
    case .kubespray, .kops, .clusterAPI: return operatorMoves
    case .kubeadm, .none: break
    }
    let etcdctl = EtcdctlSteps(context: context)
    let servers = ServerSteps(context: context)
    let kubeadm = KubeadmSteps(context: context)
    let lastPromotion = context.migration.steps.lastIndex {
      if case .promote = $0.move { true } else { false }
    }
    var steps: [Step] = []
    for (number, step) in context.migration.steps.enumerated() {
      let (before, after) = (step.before, step.after)
      switch step.move {
      case .addLearner(let index): steps += etcdctl.add(index, before, after)
      case .promote(let index):
        var promotion = etcdctl.promote(index, before, after)
        if number == lastPromotion { promotion.run += newEndpoints(after) }
        steps.append(promotion)
      case .removeMember(let index): steps += etcdctl.remove(index, before, after)
      case .setServers(let index): steps += servers.set(index, before, after)
      case .addServer(let index): steps += servers.add(index, before, after)
      case .removeServer(let index): steps += servers.remove(index, before, after)
      case .joinMachine(let index): steps += kubeadm.join(index, before, after)
      case .leaveMachine(let index): steps += kubeadm.leave(index, before, after)
      }
    }
    return steps
  }

  /// Where every old member goes, commands ask the new ones once they vote.
  private func newEndpoints(_ state: MigrationState) -> [String] {
    guard context.lasting.isEmpty else { return [] }
    let urls = context.migration.liveVoters(state).filter {
      context.sides.problem.members[$0].after == .voter
    }.map { context.member($0).clientURL }
    let line = "export ETCDCTL_ENDPOINTS=\(ShellWord.quoted(urls.joined(separator: ",")))"
    if case .direct = context.etcdAccess { return [line] }
    let files = context.certificateFiles
    return [
      "# from here on etcdctl and etcdutl of this machine ask the new members",
      "unset -f etcdctl etcdutl", "export ETCDCTL_API=3", line,
      "export ETCDCTL_CACERT=\(ShellWord.quoted(files.ca)) "
        + "ETCDCTL_CERT=\(ShellWord.quoted(files.client)) "
        + "ETCDCTL_KEY=\(ShellWord.quoted(files.clientKey))  # replace: where your files are",
    ]
  }

  // MARK: Tools that work from a description

  /// Moves that one command makes: of Cluster API and kOps all of a kind in a row, of kubespray one
  /// machine at a time, and what API servers list when the last has joined.
  private var operatorMoves: [Step] {
    let steps = OperatorSteps(context: context)
    var found: [Step] = []
    var rest = context.migration.steps[...]
    while let first = rest.first {
      let kind = Self.kind(of: first.move)
      let limit = context.tool == .kubespray ? Self.length(of: rest) : rest.count
      let run = rest.prefix(while: { Self.kind(of: $0.move) == kind }).prefix(limit)
      rest = rest.dropFirst(run.count)
      let states = [first.before] + run.map(\.after)
      var names: [String] = []
      for step in run where !names.contains(name(of: step.move)) {
        names.append(name(of: step.move))
      }
      switch kind {
      case .join:
        found += steps.join(names, states)
        let isLast = !rest.contains { Self.kind(of: $0.move) == .join }
        if context.tool == .kubespray, isLast, let last = run.last {
          found.append(steps.listMembers(last.after))
        }
      case .leave:
        let isAlive =
          context.migration.liveVoters(first.before).count == first.before.voterCount
        found += steps.leave(names, states, isAlive: isAlive)
      // Only members of other machines than the tool's: it has no command for that.
      case .set: break
      }
    }
    return found
  }

  private enum Kind { case join, leave, set }

  private static func kind(of move: MigrationMove) -> Kind {
    switch move {
    case .addLearner, .promote, .addServer, .joinMachine: .join
    case .removeMember, .removeServer, .leaveMachine: .leave
    case .setServers: .set
    }
  }

  /// Adding a learner and promoting it are one move of kubespray's.
  private static func length(of steps: ArraySlice<Migration.Step>) -> Int {
    guard let first = steps.first, let second = steps.dropFirst().first,
      case .addLearner(let added) = first.move, case .promote(let promoted) = second.move
    else { return 1 }
    return added == promoted ? 2 : 1
  }

  private func name(of move: MigrationMove) -> String {
    switch move {
    case .addLearner(let index), .promote(let index), .removeMember(let index):
      context.member(index).node ?? context.member(index).name
    case .setServers(let index), .addServer(let index), .removeServer(let index),
      .joinMachine(let index), .leaveMachine(let index):
      context.server(index).name
    }
  }

  // MARK: Weak states

  /// The states in which the fewest may fail, of those the ones with most that must live.
  private func markWeakest(_ steps: inout [Step]) {
    func weakness(_ figures: MigrationReport.Figures) -> (Int, Int) {
      (figures.tolerates, -figures.voters)
    }
    func weakness(_ step: Step) -> (Int, Int) {
      (step.passes + [step.after]).map(weakness).min(by: <) ?? weakness(step.after)
    }
    // Where it is never weaker than at the beginning and at the end, nothing stands out.
    let ends = [
      context.migration.start, context.migration.steps.last?.after ?? context.migration.start,
    ]
    guard let worst = steps.map(weakness).min(by: <),
      ends.allSatisfy({ worst < weakness(context.figures($0)) })
    else { return }
    for index in steps.indices { steps[index].isWeakest = weakness(steps[index]) == worst }
  }
}
