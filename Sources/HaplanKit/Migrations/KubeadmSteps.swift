internal import Planning
internal import Reporting
internal import Syntax

/// The steps of machines that kubeadm makes control-plane nodes of, member and API server together.
struct KubeadmSteps {
  let context: MigrationContext

  typealias Step = MigrationReport.Step
  typealias Check = MigrationReport.Check

  /// The commands that join a machine. `upload-certs` prints the key in its last line; it holds for
  /// two hours.
  static func join(_ server: MigrationElement, _ context: MigrationContext) -> [String] {
    let host = sponsor(context, besides: server)
    let upload = "sudo kubeadm init phase upload-certs --upload-certs"
    // With external etcd it has to be told so, else it looks for a local one's CA.
    let isExternal = !context.sides.members.contains(where: \.isStacked)
    let told =
      "'sudo kubectl --kubeconfig /etc/kubernetes/admin.conf -n kube-system get configmap "
      + "kubeadm-config -o jsonpath={.data.ClusterConfiguration} > cluster.yaml && \(upload) "
      + "--config cluster.yaml'"
    return [
      "KEY=$(\(context.on(host, isExternal ? told : upload)) | tail -n 1)",
      "JOIN=$("
        + context.on(
          host, "sudo kubeadm token create --certificate-key \"$KEY\" --print-join-command") + ")",
      context.on(server.host, "sudo \"$JOIN\""),
    ]
  }

  /// The commands that take a machine out; the machine answers.
  static func leave(_ server: MigrationElement, _ context: MigrationContext) -> [String] {
    let name = ShellWord.quoted(server.name)
    return [
      "kubectl drain \(name) --ignore-daemonsets --delete-emptydir-data --timeout=5m",
      context.on(server.host, "sudo kubeadm reset -f"),
      "kubectl delete node \(name)",
    ]
  }

  /// A control-plane machine that is there before and after.
  private static func sponsor(
    _ context: MigrationContext, besides server: MigrationElement
  ) -> String {
    let problem = context.sides.problem
    let serving = context.migration.serving(context.migration.start)
    let lasting = serving.first { problem.servers[$0].after != nil }
    return (lasting ?? serving.first).map { context.server($0).host } ?? server.host
  }

  // MARK: Joining

  func join(_ index: Int, _ before: MigrationState, _ after: MigrationState) -> [Step] {
    let server = context.server(index)
    var step = context.step(.addAPIServer, server.name, before, after)
    let isLearner = context.tool.addsLearners(version: context.version)
    step.includes =
      isLearner
      ? [.issueCertificates, .addLearner, .startMember, .promote]
      : [.issueCertificates, .startMember]
    step.duringNote =
      isLearner
      ? "kubeadm adds the member as a learner, promotes it when it has caught up, and starts the API "
        + "server; \(MigrationWords.vote(step.after))"
      : "kubeadm before 1.29 adds the member as a voter that is not started yet: until it is, "
        + "\(step.after.quorum) of the \(before.voterCount) others must live"
    if !isLearner {
      let live = context.migration.liveVoters(before).count
      step.duringTolerates = min(step.duringTolerates, live - ((before.voterCount + 1) / 2 + 1))
    }
    step.precheck = [
      context.health(before), context.memberList(before),
      Check(
        context.on(server.host, "kubeadm version -o short"),
        expect: context.version.map { "v\($0.major).\($0.minor), as the cluster has it" }
          ?? "the version that the cluster has"),
      Check(
        context.on(
          server.host, "'sudo ls -A /var/lib/etcd /etc/kubernetes/manifests 2>/dev/null'"),
        expect: "nothing but the names of the folders"),
    ]
    step.run = Self.join(server, context)
    step.waitUntil = "\(server.name) is Ready and the list has \(step.after.voters) voters"
    step.timeout = "10m"
    step.verify = [
      context.memberList(after), context.health(after),
      Check(
        context.on(server.host, "curl -sk https://127.0.0.1:6443/readyz"), expect: "ok"),
    ]
    let undo = [
      context.on(server.host, "sudo kubeadm reset -f"),
      "kubectl delete node \(ShellWord.quoted(server.name)) --ignore-not-found",
    ]
    step.ifItFails =
      "look at `etcdctl member list`. A learner has no vote: undo, and join again. Where it is a "
      + "voter and not started, start it or remove it at once: it counts in the quorum"
    step.undo = undo
    if let member = context.sides.problem.servers[index].companion {
      step.undo.append(
        "ID=\(context.id(member)); [ -z \"$ID\" ] || etcdctl member remove \"$ID\"")
    }
    step.typically = "2 to 10 min"
    return [step] + ServerSteps(context: context).backend(.addBackend, index, after)
  }

  // MARK: Leaving

  func leave(_ index: Int, _ before: MigrationState, _ after: MigrationState) -> [Step] {
    guard let member = context.sides.problem.servers[index].companion else { return [] }
    let isAlive = context.migration.liveVoters(before).contains(member)
    let steps = [
      isAlive ? leaveAlive(index, member, before, after) : bury(index, member, before, after)
    ]
    return ServerSteps(context: context).backend(.removeBackend, index, before) + steps
  }

  private func leaveAlive(
    _ index: Int, _ member: Int, _ before: MigrationState, _ after: MigrationState
  ) -> Step {
    let server = context.server(index)
    var step = context.step(.removeAPIServer, server.name, before, after)
    step.includes = [.removeMember, .resetNode]
    step.duringNote =
      "kubeadm removes the member first, then what it runs; \(MigrationWords.vote(step.after))"
    step.precheck = [context.health(before), context.memberList(before)]
    let heir = context.migration.liveVoters(after).first
    if let heir {
      step.includes = [.moveLeader] + step.includes
      step.run.append(moveLeader(member, to: heir))
    }
    step.run += Self.leave(server, context)
    step.waitUntil = "the list has \(step.after.voters) voters, none on \(server.name)"
    step.timeout = "10m"
    // kubernetes/kubeadm#1300: reset does not always remove the member.
    step.verify = [context.memberList(after), context.health(after)]
    step.ifItFails =
      "where the member is still listed after the reset, it counts and is dead: "
      + "`etcdctl member remove \(context.id(member))` at once"
    step.undo = ["# not by undoing: join it again as a new control-plane node"]
    step.isPointOfNoReturn = true
    step.typically = "2 to 5 min"
    return step
  }

  /// etcd asks its leader to hand over; it is asked where it stands.
  private func moveLeader(_ member: Int, to heir: Int) -> String {
    let node = context.member(member).node ?? context.member(member).name
    let files = "/etc/kubernetes/pki/etcd"
    return "if [ \"$(leader_id)\" = \(context.id(member)) ]; then kubectl -n kube-system exec "
      + "\(ShellWord.quoted("etcd-\(node)")) -- etcdctl --endpoints=https://127.0.0.1:2379 "
      + "--cacert=\(files)/ca.crt --cert=\(files)/server.crt --key=\(files)/server.key "
      + "move-leader \(context.id(heir)); fi"
  }

  private func bury(
    _ index: Int, _ member: Int, _ before: MigrationState, _ after: MigrationState
  ) -> Step {
    let server = context.server(index)
    var step = context.step(.removeMember, server.name, before, after)
    step.includes = [.removeAPIServer]
    step.duringNote = "it answers nobody; \(MigrationWords.vote(step.after))"
    step.precheck = [context.health(before)]
    step.run = [
      "again etcdctl member remove \(context.id(member))",
      "kubectl delete node \(ShellWord.quoted(server.name)) --ignore-not-found",
    ]
    step.waitUntil = "the list has \(step.after.voters) voters"
    step.timeout = "1m"
    step.verify = [context.memberList(after), context.health(after)]
    step.ifItFails = "without quorum nothing can be removed: bring a member back first"
    step.isPointOfNoReturn = true
    step.typically = "seconds; keep the machine off, or `kubeadm reset -f` it when it is back"
    return step
  }
}
