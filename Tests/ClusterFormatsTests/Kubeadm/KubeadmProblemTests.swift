import Testing

@Suite struct KubeadmProblemTests {
  @Test(arguments: KubeadmProblemTests.cases)
  func whatIsWrongHasItsPlace(_ example: ReadingCase) {
    let lines = Rendering(example.input).lines
    for line in example.expected {
      #expect(lines.contains { $0.hasPrefix(line) }, "\(line) not in \(lines)")
    }
    for prefix in example.forbidden {
      #expect(!lines.contains { $0.hasPrefix(prefix) }, "\(lines)")
    }
  }

  static let cases = [
    ReadingCase(
      title: "unknown version",
      input: "apiVersion: kubeadm.k8s.io/v1beta9\nkind: ClusterConfiguration\n",
      expected: [#"problem 1:13 "kubeadm.k8s.io/v1beta9": kubeadm has no version `v1beta9`"#],
      forbidden: ["part"]),
    ReadingCase(
      title: "kind and version that do not go together",
      input: "apiVersion: kubeadm.k8s.io/v1beta1\nkind: MasterConfiguration\n",
      expected: [#"problem 2:7 "MasterConfiguration": kubeadm's v1beta1 has no kind"#]),
    ReadingCase(
      title: "null where mappings belong is as good as absent",
      input: """
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        apiServer:
        etcd: ~
        controllerManager: {extraArgs: null}
        """,
      expected: ["part kubeadm whole", #"topology stacked 4:1 "etcd""#], forbidden: ["problem"]),
    ReadingCase(
      title: "texts where mappings belong",
      input: """
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        apiServer: yes please
        etcd: [local]
        scheduler: {extraArgs: none}
        clusterName: {a: b}
        """,
      expected: [
        #"problem 3:12 "yes please": apiServer must be a mapping"#,
        #"problem 4:7 "[local]": etcd must be a mapping"#,
        #"problem 5:24 "none": scheduler.extraArgs must be a mapping"#,
        #"problem 6:14 "{a: b}": clusterName must be a single value"#,
      ]),
    ReadingCase(
      title: "values that kubeadm refuses, being no texts",
      input: """
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        scheduler:
          extraArgs:
            leader-elect: true
            v: 2
        """,
      expected: [
        #"problem 5:19 "true": scheduler.extraArgs.leader-elect must be a text"#,
        #"problem 6:8 "2": scheduler.extraArgs.v must be a text"#,
        #"flag kube-scheduler leader-elect=true 5:19"#,
      ]),
    ReadingCase(
      title: "a value left to be filled in",
      input: """
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        controlPlaneEndpoint: "${LB_ADDRESS}:6443"
        etcd:
          external:
            endpoints:
            - https://10.1.0.11:2379
            - https://${ETCD_2}:2379
        """,
      expected: [
        #"mark 3:24 "${LB_ADDRESS}:6443""#, #"gap controlPlaneEndpoint 3:24"#,
        #"mark 8:7 "https://${ETCD_2}:2379""#, "incomplete: the endpoints of etcd",
      ], forbidden: ["endpoint", "lists", "problem"]),
    ReadingCase(
      title: "expressions of a template without quotes",
      input: """
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        controlPlaneEndpoint: {{ lb }}
        scheduler:
          extraArgs:
            leader-elect: {{ elect }}
        """,
      expected: [
        #"mark 3:23 "{{ lb }}""#, #"gap controlPlaneEndpoint 3:23"#,
        #"flag kube-scheduler leader-elect=? 6:19 "{{ elect }}""#,
      ], forbidden: ["endpoint", "problem"]),
    ReadingCase(
      title: "an address that stands only in documentation",
      input: """
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        controlPlaneEndpoint: 192.0.2.10:6443
        """,
      expected: [#"mark 3:23 "192.0.2.10:6443""#, #"endpoint 192.0.2.10:6443 3:23"#],
      forbidden: ["gap", "problem"]),
    ReadingCase(
      title: "a second document of one kind",
      input: """
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        ---
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        """,
      expected: [#"problem 5:7 "ClusterConfiguration": a second ClusterConfiguration"#]),
    ReadingCase(
      title: "a broken document",
      input: """
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        controlPlaneEndpoint: "api.lan" and more
        """,
      expected: ["problem 3:"]),
    ReadingCase(
      title: "a duplicate key",
      input: """
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        clusterName: a
        clusterName: b
        """,
      expected: ["problem 4:1"]),
    ReadingCase(
      title: "a template",
      input: """
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        etcd:
          external:
            endpoints:
        {% for host in groups['etcd'] %}
            - https://{{ host }}:2379
        {% endfor %}
        """,
      expected: ["template 6:1"]),
  ]

  @Test func deepNestingIsAProblemAndNoCrash() {
    let head = "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\netcd: "
    for depth in [100, 5_000, 100_000] {
      let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      let lines = Rendering(head + nested + "\n").lines
      #expect(lines.contains { $0.hasPrefix("problem") })
    }
  }
}
