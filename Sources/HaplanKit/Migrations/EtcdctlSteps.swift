internal import Planning
internal import Reporting
internal import Syntax

/// The steps of members that nobody else manages, by etcdctl and systemd.
struct EtcdctlSteps {
  let context: MigrationContext

  typealias Step = MigrationReport.Step
  typealias Check = MigrationReport.Check

  // MARK: Adding

  /// Certificates of a member that is to come: before anything counts on it.
  func certificates(_ index: Int, _ state: MigrationState) -> Step {
    let member = context.member(index)
    var step = context.step(.issueCertificates, member.name, state, state)
    step.duringNote = "nothing changes"
    let isSecure = member.peerURL.hasPrefix("https")
    let files = "\"$ETCD_CA\" \"$ETCD_CERT\" \"$ETCD_KEY\""
    step.run =
      isSecure
      ? [
        "# issue a server and peer certificate for \(Self.host(member.peerURL)), signed by the CA of "
          + "etcd, and put it where the variables say",
        context.on(member.host, "sudo ls -l \(files)"),
      ] : []
    step.waitUntil = "the machine is ready to start etcd"
    step.timeout = "30m"
    step.verify = [
      Check(
        context.on(member.host, "etcd --version"), expect: "the version of the other members"),
      Check(
        context.on(
          member.host, "'test -z \"$(sudo ls -A /var/lib/etcd 2>/dev/null)\" && echo empty'"),
        expect: "empty: no data of another cluster"),
    ]
    step.ifItFails = "stop here: nothing has changed"
    step.typically = "minutes"
    return step
  }

  func add(_ index: Int, _ before: MigrationState, _ after: MigrationState) -> [Step] {
    let member = context.member(index)
    var add = context.step(.addLearner, member.name, before, after)
    add.duringNote = "a learner has no vote: no member restarts, quorum stays \(add.after.quorum)"
    add.precheck = [context.health(before), context.memberList(before)]
    add.run = [
      "again etcdctl member add \(ShellWord.quoted(member.name)) --learner "
        + "--peer-urls=\(ShellWord.quoted(member.peerURL))"
    ]
    add.waitUntil = "the list has an unstarted learner at \(member.peerURL)"
    add.timeout = "1m"
    add.verify = [
      Check("etcdctl member list", expect: "a line unstarted, …, \(member.peerURL), …, true")
    ]
    add.ifItFails =
      "\"unhealthy cluster\" for more than ten seconds: a member does not answer; mend that first, "
      + "nothing has changed. "
      + "\"too many learner members\": remove the learner that is there, or promote it"
    add.undo = ["etcdctl member remove \(context.id(index))"]
    add.typically = "seconds"
    return [add, start(index, after)]
  }

  private func start(_ index: Int, _ state: MigrationState) -> Step {
    let member = context.member(index)
    var step = context.step(.startMember, member.name, state, state)
    step.duringNote = "the learner copies the database; quorum does not count it"
    step.run = [
      context.on(member.host, "\"sudo tee $ETCD_FILE >/dev/null\" <<'EOF'")
        + "\n" + settings(index, state).joined(separator: "\n") + "\nEOF",
      context.on(member.host, "sudo systemctl enable etcd"),
      context.on(member.host, "sudo systemctl restart etcd"),
    ]
    step.waitUntil =
      "\(member.name) is started, and its RAFT APPLIED INDEX is within 10 % of the leader's"
    step.timeout = "10m"
    step.verify = [
      Check("etcdctl member list", expect: "\(member.name) is started, and still a learner"),
      Check(
        "etcdctl endpoint status --cluster -w table",
        expect: "\(member.name) has a row with IS LEARNER true and no error"),
    ]
    step.ifItFails =
      "read `\(context.on(member.host, "sudo journalctl -u etcd -n 50"))`. \"member count is "
      + "unequal\": ETCD_INITIAL_CLUSTER does not name all members. After mending, empty "
      + "/var/lib/etcd and start it again"
    step.undo = [
      context.on(member.host, "sudo systemctl disable --now etcd"),
      "etcdctl member remove \(context.id(index))",
    ]
    step.typically = "1 to 10 min, by the size of the database"
    return step
  }

  /// etcd's environment on the new machine, printed literally.
  private func settings(_ index: Int, _ state: MigrationState) -> [String] {
    let member = context.member(index)
    let cluster = context.present(state).map { other in
      "\(context.member(other).name)=\(context.member(other).peerURL)"
    }
    var lines = [
      "ETCD_NAME=\(member.name)", "ETCD_DATA_DIR=/var/lib/etcd",
      "ETCD_LISTEN_PEER_URLS=\(Self.listening(member.peerURL))",
      "ETCD_LISTEN_CLIENT_URLS=\(Self.listening(member.clientURL))",
      "ETCD_INITIAL_ADVERTISE_PEER_URLS=\(member.peerURL)",
      "ETCD_ADVERTISE_CLIENT_URLS=\(member.clientURL)",
      "ETCD_INITIAL_CLUSTER=\(cluster.joined(separator: ","))",
      "ETCD_INITIAL_CLUSTER_STATE=existing",
    ]
    if member.peerURL.hasPrefix("https") {
      let files = context.certificateFiles
      for prefix in ["ETCD", "ETCD_PEER"] {
        lines += [
          "\(prefix)_TRUSTED_CA_FILE=\(files.ca)", "\(prefix)_CERT_FILE=\(files.server)",
          "\(prefix)_KEY_FILE=\(files.serverKey)", "\(prefix)_CLIENT_CERT_AUTH=true",
        ]
      }
    }
    return lines
  }

  /// etcd listens on addresses alone: on every one where a URL has a name.
  private static func listening(_ url: String) -> String {
    guard let parsed = EndpointURL.parse(url), IPAddress.parse(parsed.host) == nil else {
      return url
    }
    return "\(parsed.scheme ?? "https")://0.0.0.0:\(parsed.port)"
  }

  private static func host(_ url: String) -> String { EndpointURL.parse(url)?.host ?? url }

  func promote(_ index: Int, _ before: MigrationState, _ after: MigrationState) -> Step {
    let member = context.member(index)
    var step = context.step(.promote, member.name, before, after)
    step.duringNote = "no member restarts; \(MigrationWords.vote(step.after))"
    step.precheck = [context.health(before)]
    step.run = ["again etcdctl member promote \(context.id(index))"]
    step.waitUntil = "\(step.after.voters) voters, all started"
    step.timeout = "2m"
    step.verify = [context.health(after), context.memberList(after)]
    step.ifItFails =
      "\"can only promote a learner member which is in sync with leader\": run it again, "
      + "there is nothing to undo"
    step.undo = ["etcdctl member remove \(context.id(index))"]
    step.typically = "seconds"
    return step
  }

  // MARK: Removing

  func remove(_ index: Int, _ before: MigrationState, _ after: MigrationState) -> [Step] {
    let isAlive =
      context.migration.liveVoters(before).contains(index)
      || (before.learners & (1 << UInt32(index)) != 0 && context.isAlive(index))
    var steps: [Step] = []
    if isAlive, let heir = context.migration.liveVoters(after).first {
      steps.append(moveLeader(index, to: heir, before))
    }
    steps.append(removal(index, isAlive, before, after))
    if isAlive { steps.append(reset(index, after)) }
    return steps
  }

  private func moveLeader(_ index: Int, to heir: Int, _ state: MigrationState) -> Step {
    let member = context.member(index)
    var step = context.step(.moveLeader, member.name, state, state)
    step.duringNote = "writes wait some milliseconds, where an election would take a second"
    step.run = [
      "if [ \"$(leader_id)\" = \(context.id(index)) ]; then ETCDCTL_ENDPOINTS="
        + "\(ShellWord.quoted(member.clientURL)) etcdctl move-leader \(context.id(heir)); fi"
    ]
    step.waitUntil = "another member leads"
    step.timeout = "1m"
    step.verify = [
      Check(
        "[ \"$(leader_id)\" != \(context.id(index)) ] && echo moved", expect: "moved")
    ]
    step.ifItFails = "go on: the removal then costs an election of about a second"
    step.typically = "under a second"
    return step
  }

  private func removal(
    _ index: Int, _ isAlive: Bool, _ before: MigrationState, _ after: MigrationState
  ) -> Step {
    let member = context.member(index)
    var step = context.step(.removeMember, member.name, before, after)
    step.duringNote = MigrationWords.vote(step.after)
    step.precheck = [context.health(before)]
    step.run = ["again etcdctl member remove \(context.id(index))"]
    step.waitUntil = "the list has \(step.after.voters) voters"
    step.timeout = "1m"
    step.verify = [context.health(after), context.memberList(after)]
    step.ifItFails =
      isAlive
      ? "\"unhealthy cluster\" for more than ten seconds: another member does not answer; stop, and "
        + "mend that first"
      : "without quorum nothing can be removed: bring a member back first"
    step.undo =
      isAlive
      ? [
        "# not by undoing: add it again as a learner, with an empty /var/lib/etcd, and promote it"
      ] : []
    step.isPointOfNoReturn = true
    step.typically = "seconds"
    return step
  }

  private func reset(_ index: Int, _ state: MigrationState) -> Step {
    let member = context.member(index)
    var step = context.step(.resetNode, member.name, state, state)
    step.duringNote = "it is no member any more"
    let isPod = context.isStackedByKubeadm(index)
    let manifest = "/etc/kubernetes/manifests/etcd.yaml"
    step.run = [
      context.on(
        member.host,
        isPod
          ? "sudo mv \(manifest) /etc/kubernetes/etcd.yaml.removed"
          : "sudo systemctl disable --now etcd"),
      context.on(member.host, "sudo mv /var/lib/etcd /var/lib/etcd.removed"),
    ]
    step.waitUntil = "etcd on \(member.host) is stopped"
    step.timeout = "1m"
    step.verify = [
      isPod
        ? Check(context.on(member.host, "sudo crictl ps --name etcd -q"), expect: "nothing")
        : Check(context.on(member.host, "systemctl is-active etcd"), expect: "inactive")
    ]
    step.ifItFails = "it does no harm while it runs: its peers refuse it"
    step.typically = "seconds"
    return step
  }
}
