internal import ClusterModel
internal import Planning
internal import Reporting
internal import Syntax

/// What the commands of every step draw on.
struct MigrationContext {
  let migration: Migration
  let sides: MigrationSides
  let tool: MigrationTool
  let from: Cluster
  let to: Cluster

  /// The cluster's version, where one side states it.
  var version: KubernetesVersion? {
    (from.kubernetesVersion ?? to.kubernetesVersion).flatMap { KubernetesVersion.parse($0.value) }
  }

  typealias Step = MigrationReport.Step
  typealias Check = MigrationReport.Check

  func member(_ index: Int) -> MigrationElement { sides.members[index] }

  func server(_ index: Int) -> MigrationElement { sides.servers[index] }

  /// A step between two states.
  func step(
    _ action: MigrationReport.Action, _ target: String, _ before: MigrationState,
    _ after: MigrationState
  ) -> Step {
    Step(action, target, before: figures(before), after: figures(after))
  }

  func figures(_ state: MigrationState) -> MigrationReport.Figures {
    MigrationReport.Figures(
      voters: state.voterCount, learners: state.learnerCount, quorum: state.voterCount / 2 + 1,
      tolerates: migration.tolerates(state),
      survives: migration.survives(state).map { .init(level: $0.level, count: $0.count) },
      apiServers: sides.servers.isEmpty ? nil : migration.serving(state).count)
  }

  /// Whether a member answers now.
  func isAlive(_ index: Int) -> Bool { sides.problem.members[index].isAlive }

  /// Members that are there in a state, in the order of the sides.
  func present(_ state: MigrationState) -> [Int] {
    sides.members.indices.filter { (state.voters | state.learners) & (1 << UInt32($0)) != 0 }
  }

  // MARK: Words of the shell

  /// A command on a machine.
  func on(_ host: String, _ command: String) -> String {
    // Nobody's name may be an option.
    host.hasPrefix("-")
      ? "ssh -- \(ShellWord.quoted(host)) \(command)"
      : "ssh \(ShellWord.quoted(host)) -- \(command)"
  }

  /// The member's number, looked up when the line runs.
  func id(_ index: Int) -> String { "\"$(member_id \(key(index)))\"" }

  /// What the member's number is looked up by: its peer URL, or its name where that is surer.
  func key(_ index: Int) -> String {
    let member = member(index)
    if isStackedByKubeadm(index), let node = member.node { return ShellWord.quoted(node) }
    return ShellWord.quoted(
      member.isPlaced || !member.isNameStated ? member.peerURL : member.name)
  }

  /// kubeadm names a stacked member after its node.
  func isStackedByKubeadm(_ index: Int) -> Bool {
    (tool == .kubeadm || tool == .clusterAPI) && member(index).isStacked
  }

  /// `etcdctl endpoint health`; a learner answers it with an error, and so only voters are asked
  /// while there is one.
  func health(_ state: MigrationState) -> Check {
    if state.learnerCount > 0 {
      return Check(
        "etcdctl endpoint status --cluster -w table",
        expect: "every member has a row and no error; one IS LEADER")
    }
    let dead = present(state).filter { !isAlive($0) }.map { member($0).name }
    let live = Set(migration.liveVoters(state))
    let left = dead.filter { name in
      present(state).contains { member($0).name == name && !live.contains($0) }
    }
    return Check(
      "etcdctl endpoint health --cluster",
      expect: left.isEmpty
        ? "every member is healthy"
        : "every member but \(left.joined(separator: ", ")) is healthy")
  }

  /// What `etcdctl member list` should show.
  func memberList(_ state: MigrationState) -> Check {
    let voters = "\(state.voterCount) voter\(state.voterCount == 1 ? "" : "s")"
    let learners = state.learnerCount == 0 ? "no learner" : "\(state.learnerCount) learner"
    return Check("etcdctl member list -w table", expect: "\(voters), \(learners), all started")
  }

  /// Members that vote before and after, and answer: whom commands can ask throughout.
  var lasting: [Int] {
    sides.members.indices.filter { index in
      let member = sides.problem.members[index]
      return member.before == .voter && member.after == .voter && member.isAlive
    }
  }
}
