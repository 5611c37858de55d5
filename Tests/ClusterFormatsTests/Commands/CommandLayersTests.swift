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
}
