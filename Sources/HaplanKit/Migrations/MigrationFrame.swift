internal import ClusterModel
internal import Planning
internal import Reporting

/// What stands around the moves: before the first, and after the last.
struct MigrationFrame {
  let context: MigrationContext

  typealias Step = MigrationReport.Step
  typealias Check = MigrationReport.Check

  // MARK: Before

  var goNoGo: [Check] {
    let start = context.migration.start
    var checks: [Check] = []
    switch context.etcdAccess {
    case .described:
      checks = [Check("kops validate cluster", expect: "ready, and nothing else")]
    default:
      checks = [
        context.health(start), context.memberList(start),
        Check("etcdctl alarm list", expect: "nothing"),
        Check(
          "etcdctl endpoint status --cluster -w table",
          expect:
            "of all that answer: one VERSION, one IS LEADER, no ERRORS, RAFT INDEX about the same"),
        Check(
          "etcdctl endpoint hashkv --cluster -w table",
          expect: "the same HASH on all that answer (ask again where a write came between)"),
      ]
    }
    let hosts = newHosts
    if context.tool != .clusterAPI, context.tool != .kops {
      for host in hosts {
        checks.append(
          Check(
            context.on(host, "df -h /var/lib"),
            expect: "free: three times the DB SIZE of the status above, and a fast disk"))
      }
    }
    if context.tool == .kubeadm, context.sides.problem.servers.contains(where: { $0.before == nil })
    {
      checks.append(
        Check(
          "kubectl -n kube-system get configmap kubeadm-config -o yaml | grep controlPlaneEndpoint",
          expect:
            "an address that is no single machine's; without it kubeadm lets no control-plane "
            + "node join"))
    }
    checks.append(
      Check(nil, expect: "the certificates and keys of the cluster are copied to a safe place"))
    checks.append(Check(nil, expect: "nobody else changes this cluster meanwhile"))
    return checks
  }

  /// Machines that come.
  private var newHosts: [String] {
    let problem = context.sides.problem
    let members = problem.members.indices.filter { problem.members[$0].before == nil }
      .map { context.member($0).host }
    let servers = problem.servers.indices.filter { problem.servers[$0].before == nil }
      .map { context.server($0).host }
    var hosts: [String] = []
    for host in members + servers where !hosts.contains(host) { hosts.append(host) }
    return hosts
  }

  /// Whatever restarts machines, or sets back what the steps change.
  var frozen: [String] {
    var list = [
      "automatic restarts: unattended-upgrades, kured, maintenance windows of the cloud",
      "what sets files back by itself: timed runs of Ansible or Puppet, GitOps of the control plane",
      "upgrades, node replacements, and backups that restore",
    ]
    if context.tool == .clusterAPI {
      list.insert("MachineHealthChecks of the control plane, and autoscalers", at: 0)
    }
    return list
  }

  func snapshot(_ state: MigrationState) -> Step {
    var step = context.step(.snapshot, "etcd", state, state)
    step.duringNote = "reads alone"
    step.waitUntil = "the file is checked, and copied to a machine that is none of these"
    step.timeout = "10m"
    step.ifItFails = "stop: without a snapshot there is no way back"
    step.typically = "seconds to minutes, by the size of the database"
    let status =
      "etcdutl snapshot status \"$SNAPSHOT\" -w table || etcdctl snapshot status \"$SNAPSHOT\" -w table"
    let expected = "a HASH, and a TOTAL KEYS that is not 0"
    switch context.etcdAccess {
    case .direct:
      let first = context.migration.liveVoters(state).first.map { context.member($0).clientURL }
      step.run = [
        "ETCDCTL_ENDPOINTS=\(ShellWord.quoted(first ?? "")) etcdctl snapshot save \"$SNAPSHOT\""
      ]
      step.verify = [Check(status, expect: expected)]
    case .pod, .ssh, .managed:
      step.run = ["etcdctl snapshot save \"$SNAPSHOT\""]
      step.verify = [Check(status, expect: expected)]
      if let host = snapshotHost(state) {
        step.run.append(
          context.on(host, "sudo cat \"$SNAPSHOT\"") + " > before-migration.db")
        step.verify.append(Check("ls -l before-migration.db", expect: "the same size"))
      }
    case .described:
      step.verify = [
        Check(
          nil,
          expect: "etcd-manager has a backup of main and events of the last 15 minutes "
            + "below backups/etcd/ of the state store")
      ]
    }
    return step
  }

  private func snapshotHost(_ state: MigrationState) -> String? {
    guard context.tool != .clusterAPI else { return nil }
    let asked =
      context.lasting.isEmpty ? context.migration.liveVoters(state) : context.lasting
    return (asked.first { context.member($0).isStacked } ?? asked.first)
      .map { context.member($0).host }
  }

  func freeze(_ state: MigrationState) -> Step {
    var step = context.step(.freeze, "the cluster", state, state)
    step.duringNote = "nothing restarts"
    if context.tool == .clusterAPI {
      step.run = [
        "kubectl annotate machinehealthcheck --all cluster.x-k8s.io/paused=true --overwrite"
      ]
      step.undo = ["kubectl annotate machinehealthcheck --all cluster.x-k8s.io/paused-"]
    } else if context.tool != .kops {
      let hosts = context.hosts.map(ShellWord.quoted).joined(separator: " ")
      let units = "unattended-upgrades.service apt-daily-upgrade.timer"
      func each(_ verb: String) -> String {
        "for host in \(hosts); do ssh -n -- \"$host\" sudo systemctl \(verb) \(units); done"
      }
      // A machine without these units says so, and the loop goes on.
      step.run = [each("stop")]
      step.undo = [each("start")]
    }
    step.waitUntil = "the freeze list is worked off"
    step.timeout = "10m"
    step.verify = [Check(nil, expect: "each line of the freeze list is done")]
    step.ifItFails = "go on only with what restarts machines switched off"
    step.typically = "minutes"
    return step
  }

  // MARK: After

  func closing(_ state: MigrationState) -> [Step] {
    var update = context.step(.updateInventory, "the descriptions", state, state)
    update.duringNote = "nothing restarts"
    update.waitUntil = "every description says what runs"
    update.timeout = "1h"
    update.verify = [Check(nil, expect: "each line under \"Afterwards\" is done")]
    update.ifItFails = "the next run of a tool may set back what was changed"
    update.typically = "minutes"
    var unfreeze = context.step(.unfreeze, "the cluster", state, state)
    unfreeze.duringNote = "what was stopped runs again"
    unfreeze.run = freeze(state).undo
    unfreeze.waitUntil = "the freeze list is undone"
    unfreeze.timeout = "10m"
    if case .described = context.etcdAccess {
      unfreeze.verify = [Check("kops validate cluster", expect: "ready")]
    } else {
      unfreeze.verify = [context.health(state), context.memberList(state)]
    }
    unfreeze.ifItFails = "look at what is not healthy before anything restarts"
    unfreeze.typically = "minutes"
    return [update, unfreeze]
  }

  var afterwards: [String] {
    var list: [String] = []
    switch context.tool {
    case .none:
      list += [
        "ETCD_INITIAL_CLUSTER of every member (it is read only by an empty data folder)",
        "inventory, Terraform, or what else describes the machines",
      ]
    case .kubeadm:
      if !context.sides.members.indices.allSatisfy({ context.member($0).isStacked }) {
        list.append(
          "`kubectl -n kube-system edit configmap kubeadm-config`: etcd.external with the members as they "
            + "are, and no etcd.local, else the next `kubeadm upgrade` brings the old etcd back")
      }
      list.append(
        "`kubectl -n kube-system edit configmap kubeadm-config`: etcd, certSANs and "
          + "controlPlaneEndpoint as they are now")
    case .kubespray: list.append("the inventory is committed, first hosts first")
    case .kops, .clusterAPI: list.append("the manifest in the repository says what was applied")
    }
    let buried = context.sides.members.indices.filter { !context.isAlive($0) }
    if !buried.isEmpty, context.tool == .none {
      let names = buried.map { context.member($0).name }.joined(separator: ", ")
      list.insert(
        "\(names): when the old machine is back, /var/lib/etcd is emptied before etcd is started",
        at: 0)
    }
    return list + [
      "monitoring and alerts: targets, and the number of members they expect",
      "the backup job: endpoints; and one restore rehearsed",
      "`haplan check` on the new description",
    ]
  }

  /// When to stop, whatever step it is.
  var stopRule: String {
    let end = "Say so before anybody goes on."
    return
      "When a voter is unhealthy that this page does not expect to be, stop. When two are, remove "
      + "nothing and add nothing: bring one back first, since quorum is counted over all that are "
      + "listed. \(end)"
  }
}

extension MigrationContext {
  /// Every machine of the control plane and etcd that answers.
  var hosts: [String] {
    var hosts: [String] = []
    let members = sides.members.indices.filter(isAlive).map { member($0).host }
    let silent = sides.members.indices.filter { !isAlive($0) }.map { member($0).host }
    let servers = sides.servers.map(\.host).filter { !silent.contains($0) }
    for host in members + servers where !hosts.contains(host) { hosts.append(host) }
    return hosts
  }
}
