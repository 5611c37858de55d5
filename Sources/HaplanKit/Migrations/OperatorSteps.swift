internal import ClusterModel
internal import Planning
internal import Reporting

/// The steps of clusters that kubespray, kOps or Cluster API change by their own descriptions.
struct OperatorSteps {
  let context: MigrationContext

  typealias Step = MigrationReport.Step
  typealias Check = MigrationReport.Check

  /// Several moves that one command makes, from the first's state to the last's. `names` are those of
  /// the machines.
  func join(_ names: [String], _ states: [MigrationState]) -> [Step] {
    guard let first = states.first, let last = states.last else { return [] }
    var step = context.step(
      hasServers(first, last) ? .addAPIServer : .startMember, names.joined(separator: ", "), first,
      last)
    step.includes = [.issueCertificates, .startMember]
    step.duringTolerates = worst(states)
    if context.tool != .kubespray {
      step.passes = states.dropFirst().dropLast().map(context.figures)
    }
    step.waitUntil = "\(step.after.voters) voters, all started"
    step.timeout = "30m"
    step.typically = "5 to 20 min"
    switch context.tool {
    case .kubespray: kubespray(&step, joining: names)
    case .kops: kops(&step, joining: names)
    case .clusterAPI: scale(&step, states)
    case .kubeadm, .none: break
    }
    return [step]
  }

  func leave(_ names: [String], _ states: [MigrationState], isAlive: Bool) -> [Step] {
    guard let first = states.first, let last = states.last else { return [] }
    var step = context.step(
      hasServers(first, last) ? .removeAPIServer : .removeMember, names.joined(separator: ", "),
      first, last)
    step.includes = [.removeMember, .resetNode]
    step.duringTolerates = worst(states)
    step.passes = states.dropFirst().dropLast().map(context.figures)
    step.waitUntil = "\(step.after.voters) voters, all started"
    step.timeout = "30m"
    step.typically = "5 to 20 min"
    step.isPointOfNoReturn = true
    switch context.tool {
    case .kubespray:
      kubespray(&step, leaving: names, isAlive: isAlive)
      step.verify.append(listed(last))
    case .kops: kops(&step, leaving: names)
    case .clusterAPI: scale(&step, states)
    case .kubeadm, .none: break
    }
    return [step]
  }

  private func hasServers(_ first: MigrationState, _ last: MigrationState) -> Bool {
    first.servers != last.servers
  }

  private func worst(_ states: [MigrationState]) -> Int {
    let isJoin = (states.last?.voterCount ?? 0) > (states.first?.voterCount ?? 0)
    let settled = states.map(context.migration.tolerates).min() ?? 0
    guard isJoin, !context.tool.addsLearners(version: context.version) else { return settled }
    // A voter that has not started counts, and is not there.
    let joining = states.dropLast().map { state in
      context.migration.liveVoters(state).count - ((state.voterCount + 1) / 2 + 1)
    }
    return min(settled, joining.min() ?? settled)
  }

  // MARK: kubespray

  /// docs/operations/nodes.md of kubespray; its role etcd adds members one at a time, as voters.
  private func kubespray(_ step: inout Step, joining names: [String]) {
    let listed = names.joined(separator: ", ")
    step.duringNote =
      "kubespray adds the member as a voter before it runs: until it does, it counts and is not there"
    step.precheck = [
      context.health(context.migration.start),
      Check(
        "ansible -i \"$INVENTORY\" \(names.map(ShellWord.quoted).joined(separator: ":")) -b -m ping",
        expect: "SUCCESS for \(listed)"),
    ]
    step.run = [
      "# add \(listed) to \"$INVENTORY\", behind the hosts that are there",
      "ansible-playbook -i \"$INVENTORY\" -b playbooks/facts.yml",
      "ansible-playbook -i \"$INVENTORY\" -b cluster.yml --limit=etcd,kube_control_plane "
        + "-e ignore_assert_errors=yes -e etcd_retries=10",
    ]
    step.verify = [Check("etcdctl member list -w table", expect: "\(step.after.voters) started")]
    step.ifItFails =
      "a member that is listed and not started counts in the quorum: run the playbook again, or "
      + "remove it at once with `etcdctl member remove`"
    step.undo = [
      removal(names, isAlive: true), "# then take \(listed) out of \"$INVENTORY\" again",
    ]
  }

  private func kubespray(_ step: inout Step, leaving names: [String], isAlive: Bool) {
    let listed = names.joined(separator: ", ")
    step.duringNote = MigrationWords.vote(step.after)
    step.precheck = [
      Check(
        "ansible -i \"$INVENTORY\" etcd --list-hosts",
        expect:
          "\(listed) is not the first: kubespray cannot remove the first of a group. Else move "
          + "it down, here and in kube_control_plane, and run cluster.yml before")
    ]
    step.run = [
      removal(names, isAlive: isAlive), "# take \(listed) out of \"$INVENTORY\"",
      "ansible-playbook -i \"$INVENTORY\" -b cluster.yml --limit=etcd,kube_control_plane "
        + "-e ignore_assert_errors=yes",
    ]
    step.verify = [Check("etcdctl member list -w table", expect: "\(step.after.voters) started")]
    step.ifItFails = "look at `etcdctl member list`: what is listed counts in the quorum"
    step.undo = ["# not by undoing: add the host again as a new one"]
  }

  private func removal(_ names: [String], isAlive: Bool) -> String {
    let offline = isAlive ? "" : " -e reset_nodes=false -e allow_ungraceful_removal=true"
    return "ansible-playbook -i \"$INVENTORY\" -b remove-node.yml -e node="
      + names.map(ShellWord.quoted).joined(separator: ",") + offline
  }

  /// All API servers at once: kubespray writes their flags anew.
  func listMembers(_ state: MigrationState) -> Step {
    let names = context.migration.serving(state).map { context.server($0).name }
    var step = context.step(.setEtcdServers, names.joined(separator: ", "), state, state)
    step.includes = [.restartAPIServer]
    step.duringNote = "the API servers restart one after the other"
    step.precheck = [Check("kubectl get --raw=/readyz", expect: "ok")]
    step.run = [
      "ansible-playbook -i \"$INVENTORY\" -b upgrade-cluster.yml --limit=etcd,kube_control_plane "
        + "-e ignore_assert_errors=yes"
    ]
    step.waitUntil = "every API server says ok"
    step.timeout = "30m"
    step.verify = [listed(state)]
    step.ifItFails =
      "where a list lacks a member, edit --etcd-servers in "
      + "/etc/kubernetes/manifests/kube-apiserver.yaml there, one API server at a time"
    step.typically = "10 to 30 min"
    return step
  }

  private func listed(_ state: MigrationState) -> Check {
    Check(
      "kubectl -n kube-system get pods -l component=kube-apiserver -o yaml | grep -e --etcd-servers=",
      expect: "each names the \(state.voterCount) members that vote, and no other")
  }

  // MARK: kOps

  /// docs/single-to-multi-master.md of kOps: members and instance groups are described, etcd-manager
  /// brings them together.
  private func kops(_ step: inout Step, joining names: [String]) {
    step.duringNote =
      "etcd-manager adds each member as a voter and starts it; the API may be away for seconds"
    step.precheck = [Check("kops validate cluster", expect: "ready")]
    step.run = [
      "kops get cluster \"$NAME\" -o yaml > cluster.yaml",
      "# an instance group of one machine for each of \(names.joined(separator: ", ")), in its subnet:",
      "kops create instancegroup NEW --role control-plane --subnet SUBNET  # replace: NEW and SUBNET",
      "# in cluster.yaml: their members, in every etcd cluster (main and events)",
      "kops replace -f cluster.yaml", "kops update cluster \"$NAME\" --yes",
      "kops rolling-update cluster \"$NAME\" --instance-group-roles control-plane --yes",
    ]
    step.verify = [Check("kops validate cluster --wait 15m", expect: "ready")]
    step.ifItFails =
      "read the log of etcd-manager-main on the first machine; do not change members by etcdctl"
    step.undo = ["# set cluster.yaml back, and run the last three lines again"]
  }

  private func kops(_ step: inout Step, leaving names: [String]) {
    kops(&step, joining: names)
    step.duringNote = MigrationWords.vote(step.after)
    step.run = [
      "kops get cluster \"$NAME\" -o yaml > cluster.yaml",
      "# in cluster.yaml: without the members of \(names.joined(separator: ", ")), in every etcd cluster",
      "kops replace -f cluster.yaml", "kops update cluster \"$NAME\" --yes",
      "kops rolling-update cluster \"$NAME\" --instance-group-roles control-plane --yes",
    ]
  }

  // MARK: Cluster API

  /// KubeadmControlPlane adds and removes one machine after the other, and refuses even numbers where
  /// etcd is stacked (webhooks/admission/kubeadmcontrolplane.go).
  private func scale(_ step: inout Step, _ states: [MigrationState]) {
    let replicas = states.last?.servers.nonzeroBitCount ?? step.after.voters
    let passed = states.map { String($0.voterCount) }.joined(separator: ", ")
    step.duringNote =
      "it makes and removes one machine after the other, by kubeadm; voters pass through \(passed)"
    step.precheck = [
      Check(
        "kubectl get kubeadmcontrolplane \"$KCP\" -o wide",
        expect: "READY equals REPLICAS, none UNAVAILABLE")
    ]
    step.run = [
      "kubectl patch kubeadmcontrolplane \"$KCP\" --type merge "
        + "-p '{\"spec\":{\"replicas\":\(replicas)}}'"
    ]
    step.verify = [
      Check(
        "kubectl get kubeadmcontrolplane \"$KCP\" -o wide",
        expect: "\(replicas) READY of \(replicas)")
    ]
    step.ifItFails =
      "read the conditions of the KubeadmControlPlane: it goes on only while every member is healthy"
    step.undo = [
      "kubectl patch kubeadmcontrolplane \"$KCP\" --type merge "
        + "-p '{\"spec\":{\"replicas\":\(states.first?.servers.nonzeroBitCount ?? 1)}}'"
    ]
    step.isPointOfNoReturn = false
  }
}
