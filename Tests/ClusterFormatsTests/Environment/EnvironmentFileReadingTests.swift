import Testing

@Suite struct EnvironmentFileReadingTests {
  @Test(arguments: EnvironmentFileReadingTests.cases)
  func factsStandWhereTheyAreWritten(_ example: ReadingCase) {
    let lines = Rendering(example.input, path: "etcd.conf").lines
    for line in example.expected { #expect(lines.contains(line), "\(lines)") }
    for prefix in example.forbidden {
      #expect(!lines.contains { $0.hasPrefix(prefix) }, "\(lines)")
    }
  }

  static let cases = [
    ReadingCase(
      title: "etcd's variables, comments apart",
      input: """
        # [member]
        ETCD_NAME=e1  \n\
        #ETCD_NAME=other
        ;ETCD_HEARTBEAT_INTERVAL=1
        ETCD_LISTEN_CLIENT_URLS="http://10.2.0.1:2379"\t
        ETCD_ADVERTISE_CLIENT_URLS='http://10.2.0.1:2379'
        ETCD_INITIAL_CLUSTER="e1=http://10.2.0.1:2380,e2=http://10.2.0.2:2380"
        ETCD_INITIAL_CLUSTER_STATE="new"
        ETCD_ELECTION_TIMEOUT=
        ETCDCTL_API=3
        """,
      expected: [
        "part environment-file loose", #"machine 10.2.0.1 6:36 "10.2.0.1""#,
        #"set etcd environment 2:1 "ETCD_NAME""#, #"flag etcd name=e1 2:11 "e1""#,
        #"flag etcd listen-client-urls=http://10.2.0.1:2379 5:26 "http://10.2.0.1:2379""#,
        #"member e2 | http://10.2.0.2:2380 7:47 "e2=http://10.2.0.2:2380""#,
        #"members stated 7:23 "e1=http://10.2.0.1:2380,e2=http://10.2.0.2:2380""#,
        "incomplete: further flags may stand in the unit that reads it",
      ],
      forbidden: [
        "problem", "flag etcd heartbeat", "flag etcd election", "flag etcd name=other",
        "flag etcd api",
      ]),
    ReadingCase(
      title: "flags in variables, as the RPM packages have them",
      input: """
        KUBE_LOGTOSTDERR="--logtostderr=true"
        #KUBE_ETCD_SERVERS="--etcd-servers=http://10.9.9.9:2379"
        KUBE_ETCD_SERVERS="--etcd-servers=http://10.2.0.1:2379,http://10.2.0.2:2379"
        KUBE_API_ARGS="--advertise-address=10.2.0.1 \\
         --apiserver-count=3"
        """,
      expected: [
        #"machine 10.2.0.1 4:36 "10.2.0.1""#,
        #"flag kube-apiserver apiserver-count=3 5:20 "3""#,
        "flag kube-apiserver etcd-servers=http://10.2.0.1:2379,http://10.2.0.2:2379 3:35 "
          + "\"http://10.2.0.1:2379,http://10.2.0.2:2379\"",
      ], forbidden: ["problem", "flag kube-apiserver logtostderr"]),
    ReadingCase(
      title: "one file for two components",
      input: """
        KUBE_CONTROLLER_MANAGER_OPTS="--leader-elect=true --leader-elect-lease-duration=20s"
        KUBE_SCHEDULER_ARGS=""
        """,
      expected: [
        "flag kube-controller-manager leader-elect-lease-duration=20s 1:81 \"20s\"",
        #"set kube-scheduler commandLine 2:1 "KUBE_SCHEDULER_ARGS""#,
      ], forbidden: ["problem"]),
    ReadingCase(
      title: "a template",
      input: """
        ETCD_LISTEN_PEER_URLS=https://{{ ip }}:2380
        ETCD_INITIAL_CLUSTER="{% for h in groups['etcd'] %}
        {{ h }}=https://{{ h }}:2380{% endfor %}"
        """,
      expected: [#"template 2:23 "{% for h in groups['etcd'] %}""#],
      forbidden: ["members stated"]),
    ReadingCase(
      title: "a script's own variables",
      input: "ETCD_VER=v3.5.9\nETCD_URL=https://example.com/etcd\n", expected: [],
      forbidden: ["part environment-file"]),
  ]
}
