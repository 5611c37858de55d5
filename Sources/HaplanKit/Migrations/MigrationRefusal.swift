internal import ClusterModel
internal import Planning
internal import Reporting

/// Why a migration is not possible, and the least change that would make it so.
struct MigrationRefusal {
  private let context: MigrationContext

  init(_ context: MigrationContext) { self.context = context }

  /// `nil` where there is a safe order that the tool can go.
  var refusal: (reason: String, change: String?)? {
    context.migration.obstacle.map(words) ?? ofTool
  }

  private func words(of obstacle: MigrationObstacle) -> (reason: String, change: String?) {
    switch obstacle {
    case .noQuorum(let alive, let voters):
      let quorum = voters / 2 + 1
      return (
        "etcd has no quorum: \(alive) of its \(voters) voters answer, and \(quorum) must; nothing can "
          + "be added or removed",
        "bring \(quorum - alive) more voter\(quorum - alive == 1 ? "" : "s") back; if that cannot be, "
          + "restore a snapshot into a new cluster"
      )
    case .noVoters:
      return ("TO has no voting member", "let a member of TO vote")
    case .demotion(let member):
      let name = context.member(member).name
      return (
        "\(name) votes in FROM and is a learner in TO: etcd makes no learner of a voter",
        "let another member be the learner in TO, or let \(name) vote"
      )
    case .listsNone(let server):
      let name = context.server(server).name
      return (
        "the API server of \(name) lists no member that votes in TO: it would not serve",
        "list a member that votes in its --etcd-servers in TO"
      )
    case .stranded(let server):
      let name = context.server(server).name
      return (
        "no order keeps the API servers served: what that of \(name) lists before and after never "
          + "vote at the same time, or none other serves meanwhile",
        "let one member, and one API server, of FROM stay in TO; remove it in a second migration"
      )
    case .other:
      return (
        "no order of steps keeps quorum, and a live voter for each API server, throughout",
        "let a voter of FROM stay in TO; remove it in a second migration"
      )
    }
  }

  /// What the tool that runs the cluster does not do.
  private var ofTool: (reason: String, change: String?)? {
    let moves = context.migration.steps.map(\.move)
    switch context.tool {
    case .clusterAPI:
      let joins = moves.contains { if case .joinMachine = $0 { true } else { false } }
      let leaves = moves.contains { if case .leaveMachine = $0 { true } else { false } }
      let isWhole = moves.allSatisfy { move in
        switch move {
        case .joinMachine, .leaveMachine: true
        default: false
        }
      }
      guard isWhole else {
        return (
          "Cluster API changes the number of control-plane machines, and nothing else of where etcd "
            + "stands: its webhook refuses a change between local and external etcd",
          "make a new cluster as TO has it, and move the workloads"
        )
      }
      guard !(joins && leaves) else {
        return (
          "Cluster API replaces machines itself: by a rollout, or when a Machine is deleted",
          "keep the number of machines, and use `clusterctl alpha rollout restart`"
        )
      }
      let voters = context.migration.steps.last?.after.voterCount ?? 1
      return voters % 2 == 1
        ? nil
        : (
          "Cluster API refuses an even number of control-plane machines where etcd is stacked",
          "\(voters + 1) machines, or \(max(1, voters - 1))"
        )
    case .kops:
      let isExternal = moves.contains { if case .addLearner = $0 { true } else { false } }
      return isExternal
        ? (
          "kOps runs etcd on control-plane machines alone", "let the members of TO be stacked"
        ) : nil
    case .kubespray:
      return apart(moves).map { name in
        (
          "kubespray takes the whole machine away with its member, and makes no member on a machine "
            + "that is there: it cannot part etcd and the API server of \(name)",
          "let members and API servers of a machine come and go together; or take --tool none, and the "
            + "inventory to what is then there"
        )
      }
    case .kubeadm, .none: return nil
    }
  }

  /// A machine on which a member comes or goes beside an API server that stays.
  private func apart(_ moves: [MigrationMove]) -> String? {
    for move in moves {
      let member: Int
      switch move {
      case .addLearner(let index), .removeMember(let index): member = index
      default: continue
      }
      let node = context.member(member).node
      let stays = context.sides.problem.servers.indices.contains { index in
        let server = context.sides.problem.servers[index]
        return context.server(index).name == node && server.before != nil && server.after != nil
      }
      if context.member(member).isStacked, stays, let node { return node }
    }
    return nil
  }

  /// A step by which the tool itself loses quorum for a moment; `nil` where none does.
  func outage(_ steps: [MigrationReport.Step]) -> (reason: String, change: String?)? {
    guard let step = steps.first(where: { $0.duringTolerates < 0 }) else { return nil }
    return (
      "\(context.tool.title) adds a member (\(step.target)) as a voter before it runs: with "
        + "\(step.before.voters) voter\(step.before.voters == 1 ? "" : "s") there is no quorum until "
        + "it does, and writes stop for seconds to minutes",
      "accept that, in a maintenance window, with --accept-outage"
    )
  }
}
