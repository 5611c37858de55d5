import Testing

@Suite struct KindReadingTests {
  @Test(arguments: KindReadingTests.cases)
  func factsStandWhereTheyAreWritten(_ example: ReadingCase) {
    let lines = Rendering(example.input).lines
    for line in example.expected { #expect(lines.contains(line), "\(lines)") }
    for prefix in example.forbidden {
      #expect(!lines.contains { $0.hasPrefix(prefix) }, "\(lines)")
    }
  }

  static let cases = [
    ReadingCase(
      title: "three control planes behind a balancer of kind's own",
      input: """
        kind: Cluster
        apiVersion: kind.x-k8s.io/v1alpha4
        name: dev
        nodes:
        - role: control-plane
        - role: worker
        - role: control-plane
        - role: control-plane
        """,
      expected: [
        "part kind whole", #"name dev 3:7 "dev""#, #"node dev-control-plane - 5:9 "control-plane""#,
        #"node dev-control-plane3 - 8:9 "control-plane""#, #"workers 1 6:9 "worker""#,
        #"balancer dev-external-load-balancer haproxy - 4:1 "nodes""#, "member on each node",
        #"endpoint dev-external-load-balancer:6443 4:1 "nodes""#,
      ], forbidden: ["problem", "node dev-control-plane4"]),
    ReadingCase(
      title: "nothing said is one node",
      input: """
        kind: Cluster
        apiVersion: kind.x-k8s.io/v1alpha4
        """,
      expected: [#"node kind-control-plane - 1:7 "Cluster""#],
      forbidden: ["problem", "balancer", "endpoint", "workers"]),
    ReadingCase(
      title: "patches of kubeadm's configuration",
      input: """
        kind: Cluster
        apiVersion: kind.x-k8s.io/v1alpha4
        kubeadmConfigPatches:
        - |
          kind: ClusterConfiguration
          controllerManager:
            extraArgs: {node-monitor-grace-period: 20s}
        nodes:
        - role: control-plane
          kubeadmConfigPatches:
          - |
            kind: InitConfiguration
            nodeRegistration: {kubeletExtraArgs: {v: "2"}}
            ---
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: ClusterConfiguration
            etcd: {external: {endpoints: ["http://192.168.32.1:2379"]}}
            apiServer: {extraArgs: [{name: goaway-chance, value: "0.001"}]}
        """,
      expected: [
        #"flag kube-controller-manager node-monitor-grace-period=20s 7:44 "20s""#,
        #"flag kube-apiserver goaway-chance=0.001 18:59 "0.001""#,
        #"topology external 17:12 "external""#,
        #"lists http://192.168.32.1:2379 17:36 "http://192.168.32.1:2379""#,
      ], forbidden: ["problem", "member on each", "policy"]),
    ReadingCase(
      title: "what its loader refuses",
      input: """
        kind: Cluster
        apiVersion: kind.x-k8s.io/v1alpha4
        node: []
        nodes:
        - role: master
          extraPortMappings:
          - containerPort: 8080
          - role: worker
        """,
      expected: [
        #"problem 3:1 "node": the cluster has no key `node`"#,
        #"problem 5:9 "master": kind has no role `master`"#,
        #"problem 8:5 "role": a port mapping has no key `role`"#,
      ]),
    ReadingCase(
      title: "no kind of kind's",
      input: """
        kind: not-valid
        apiVersion: kind.x-k8s.io/v1alpha4
        """,
      expected: [#"problem 1:7 "not-valid": kind has no kind `not-valid`"#], forbidden: ["part"]),
  ]
}
