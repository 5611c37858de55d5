import ClusterFormats
import ClusterModel
import Syntax
import Testing

/// What a unit's files and variables add to its command line.
@Suite struct CommandLayersTests {
  /// A machine's files beside its unit.
  private final class Machine: Companions {
    let files: [SourceFile]

    init(_ texts: KeyValuePairs<String, String>) {
      files = texts.enumerated().map { index, entry in
        SourceFile(id: FileID(UInt32(index)), path: entry.key, text: entry.value)
      }
    }

    func file(_ path: String) -> SourceFile? { files.first { $0.path == path } }
    func files(inFolder folder: String, ending: String) -> [SourceFile] { [] }

    /// The part of the first file, sealed: the flag that counts, by component and name.
    func flag(_ component: Component, _ name: String) -> String? {
      invocation(component)?.flag(name)?.flag.text
    }

    func invocation(_ component: Component) -> Invocation? {
      let parts = Formats.read(FormatInput(files[0], companions: self)).parts
      let cluster = Cluster(sealing: parts, name: "m") { self.files[Int($0.rawValue)] }
      return cluster.invocations(of: component).first
    }
  }

  @Test func aConfigurationFileSilencesFlagsAndVariables() {
    let machine = Machine([
      "m/systemd/etcd.service": """
      [Service]
      Environment=ETCD_ELECTION_TIMEOUT=9000
      ExecStart=/usr/bin/etcd --config-file=/etc/etcd/etcd.yml --heartbeat-interval=7
      """,
      "m/etcd/etcd.yml": "name: e1\nelection-timeout: 2000\n",
    ])
    #expect(machine.flag(.etcd, "election-timeout") == "2000")
    #expect(machine.flag(.etcd, "heartbeat-interval") == nil)
    #expect(machine.invocation(.etcd)?.incompleteness == nil)
  }

  @Test func aConfigurationFileThatIsNotGivenLeavesAllUnknown() {
    let machine = Machine([
      "etcd.service": "[Service]\nExecStart=/usr/bin/etcd --config-file /x.yml --name=e1\n"
    ])
    #expect(machine.flag(.etcd, "name") == nil)
    #expect(machine.invocation(.etcd)?.incompleteness?.contains("/x.yml") == true)
  }

  @Test func aFlagCountsBeforeItsVariable() {
    let machine = Machine([
      "etcd.service": """
      [Service]
      EnvironmentFile=-/etc/default/etcd
      ExecStart=/usr/bin/etcd --heartbeat-interval=200
      """,
      "etcd": "ETCD_HEARTBEAT_INTERVAL=300\nETCD_ELECTION_TIMEOUT=3000\nETCD_NAME=\n",
    ])
    #expect(machine.flag(.etcd, "heartbeat-interval") == "200")
    #expect(machine.flag(.etcd, "election-timeout") == "3000")
    #expect(machine.flag(.etcd, "name") == nil)
  }

  @Test func aSchedulersFlagsCountBeforeItsFile() {
    let machine = Machine([
      "m/manifests/kube-scheduler.yaml": """
      apiVersion: v1
      kind: Pod
      spec:
        containers:
        - command: [kube-scheduler, --config=/etc/kubernetes/s.yaml, --leader-elect-retry-period=3s]
      """,
      "m/s.yaml": """
      apiVersion: kubescheduler.config.k8s.io/v1
      kind: KubeSchedulerConfiguration
      leaderElection: {leaseDuration: 30s, retryPeriod: 5s}
      """,
    ])
    #expect(machine.flag(.scheduler, "leader-elect-retry-period") == "3s")
    #expect(machine.flag(.scheduler, "leader-elect-lease-duration") == "30s")
    let election = machine.invocation(.scheduler).map(LeaderElection.init)
    // Neither says the renew deadline: it is the default, no longer unknown.
    #expect(election?.renewDeadline == .defaulted(10_000_000_000))
  }

  /// What etcd gets from a variable that cannot be read is not its default.
  @Test(arguments: [
    "Environment=ETCD_NAME=%H\nExecStart=/usr/bin/etcd --initial-cluster=m1=http://10.0.0.1:2380",
    "PassEnvironment=ETCD_NAME\nExecStart=/usr/bin/etcd --data-dir=/d",
    "UnsetEnvironment=ETCD_NAME\nEnvironment=ETCD_NAME=m9\nExecStart=/usr/bin/etcd --data-dir=/d",
    "ExecStart=/usr/bin/env ETCD_NAME=m1 /usr/bin/etcd --data-dir=/d",
    "ExecStart=/bin/sh -c \"ETCD_NAME=m1 exec /usr/bin/etcd --data-dir=/d\"",
  ]) func aVariableThatIsNotKnownLeavesItsFlagOpen(lines: String) {
    let machine = Machine(["etcd.service": "[Service]\n\(lines)\n"])
    #expect(machine.flag(.etcd, "name") == nil)
    #expect(machine.invocation(.etcd)?.incompleteness != nil)
  }

  @Test func aLaterKnownValueCounts() {
    let machine = Machine([
      "etcd.service": """
      [Service]
      PassEnvironment=ETCD_NAME
      Environment=ETCD_NAME=%H
      Environment=ETCD_NAME=m2
      ExecStart=/usr/bin/etcd --data-dir=/d
      """
    ])
    #expect(machine.flag(.etcd, "name") == "m2")
    #expect(machine.invocation(.etcd)?.incompleteness == nil)
  }

  @Test(arguments: [
    "env: [{name: ETCD_NAME, value: m1}]", "envFrom: [{configMapRef: {name: etcd}}]",
  ]) func aContainersVariablesLeaveFlagsOpen(lines: String) {
    let machine = Machine([
      "etcd.yaml": """
      apiVersion: v1
      kind: Pod
      metadata: {name: etcd}
      spec:
        containers:
        - name: etcd
          command: [etcd, --data-dir=/d]
          \(lines)
      """
    ])
    #expect(machine.invocation(.etcd)?.incompleteness != nil)
  }
}
