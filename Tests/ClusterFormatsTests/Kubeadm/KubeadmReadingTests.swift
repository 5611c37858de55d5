import Testing

@Suite struct KubeadmReadingTests {
  @Test(arguments: KubeadmReadingTests.cases)
  func factsStandWhereTheyAreWritten(_ example: ReadingCase) {
    let lines = Rendering(example.input).lines
    for line in example.expected { #expect(lines.contains(line), "\(lines)") }
    for prefix in example.forbidden {
      #expect(!lines.contains { $0.hasPrefix(prefix) }, "\(lines)")
    }
  }

  static let cases = [
    ReadingCase(
      title: "stacked etcd by default",
      input: """
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        clusterName: north
        kubernetesVersion: v1.29.4
        controlPlaneEndpoint: "api.north.lan:6443"  # behind the balancer
        """,
      expected: [
        "part kubeadm whole", #"name north 3:14 "north""#, #"version v1.29.4 4:20 "v1.29.4""#,
        #"endpoint api.north.lan:6443 5:24 "api.north.lan:6443""#,
        #"topology stacked 2:7 "ClusterConfiguration""#,
        #"policy local 2:7 "ClusterConfiguration""#, "member on each node",
      ], forbidden: ["problem", "members stated", "node"]),
    ReadingCase(
      title: "arguments as a mapping",
      input: """
        kind: "ClusterConfiguration"
        controllerManager:
          extraArgs:
            "node-monitor-grace-period": 20s
            leader_elect: 'true'
        scheduler: {}
        apiVersion: "kubeadm.k8s.io/v1beta2"
        """,
      expected: [
        #"set kube-controller-manager mapping(stringsOnly: true) 3:3 "extraArgs""#,
        #"flag kube-controller-manager node-monitor-grace-period=20s 4:34 "20s""#,
        #"flag kube-controller-manager leader-elect=true 5:20 "true""#,
      ], forbidden: ["problem", "set kube-scheduler"]),
    ReadingCase(
      title: "arguments as a list",
      input: """
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        apiServer:
          extraArgs:
          - name: etcd-servers
            value: https://10.1.0.1:2379,https://10.1.0.2:2379
          - {name: goaway-chance, value: "0.001"}
        """,
      expected: [
        #"set kube-apiserver nameValueList 4:3 "extraArgs""#,
        #"flag kube-apiserver goaway-chance=0.001 7:35 "0.001""#,
      ], forbidden: ["problem"]),
    ReadingCase(
      title: "external etcd",
      input: """
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        etcd:
            external:
                endpoints:
                - https://10.1.0.11:2379   # first
                - "https://10.1.0.12:2379"
                caFile: /pki/ca.crt
                certFile: /pki/client.crt
        """,
      expected: [
        #"topology external 4:5 "external""#,
        #"lists https://10.1.0.11:2379 6:11 "https://10.1.0.11:2379""#,
        #"lists https://10.1.0.12:2379 7:12 "https://10.1.0.12:2379""#,
        #"flag kube-apiserver etcd-cafile=/pki/ca.crt 8:17 "/pki/ca.crt""#,
        #"flag kube-apiserver etcd-certfile=/pki/client.crt 9:19 "/pki/client.crt""#,
      ], forbidden: ["problem", "member on each", "policy", "incomplete"]),
    ReadingCase(
      title: "both local and external",
      input: """
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        etcd: {local: {}, external: {endpoints: ["https://10.1.0.11:2379"]}}
        """,
      expected: [#"both 3:8 "local" 3:19 "external""#], forbidden: ["topology"]),
    ReadingCase(
      title: "the first versions' endpoints",
      input: """
        apiVersion: kubeadm.k8s.io/v1alpha1
        kind: MasterConfiguration
        api: {advertiseAddress: 10.1.0.1}
        nodeName: m1
        etcd:
          endpoints: [http://10.1.0.1:2379, http://10.1.0.2:2379]
        apiServerExtraArgs: {apiserver-count: "2"}
        """,
      expected: [
        #"topology external 5:1 "etcd""#, #"node m1 10.1.0.1 4:11 "m1""#,
        #"lists http://10.1.0.2:2379 6:37 "http://10.1.0.2:2379""#,
        #"flag kube-apiserver apiserver-count=2 7:40 "2""#,
      ], forbidden: ["problem"]),
    ReadingCase(
      title: "one cluster of several documents",
      input: """
        ---
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: InitConfiguration
        nodeRegistration: {name: cp-1}
        localAPIEndpoint: {advertiseAddress: 10.1.0.1}
        ---
        apiVersion: kubelet.config.k8s.io/v1beta1
        kind: KubeletConfiguration
        ---
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        etcd: {local: {extraArgs: {heartbeat-interval: "250"}}}
        ---
        """,
      expected: [
        "part kubeadm whole", #"node cp-1 10.1.0.1 4:26 "cp-1""#,
        #"flag etcd heartbeat-interval=250 12:49 "250""#, #"topology stacked 12:8 "local""#,
      ], forbidden: ["problem", "part kubeadm loose"]),
    ReadingCase(
      title: "a worker is no node of the control plane",
      input: """
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: JoinConfiguration
        nodeRegistration: {name: worker-1}
        """,
      expected: [], forbidden: ["part", "node", "problem"]),
    ReadingCase(
      title: "a joining control-plane node",
      input: """
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: JoinConfiguration
        nodeRegistration: {name: cp-2}
        controlPlane: {}
        discovery: {bootstrapToken: {apiServerEndpoint: "api.lan:6443"}}
        """,
      expected: [
        "part kubeadm loose", #"node cp-2 - 3:26 "cp-2""#,
        #"endpoint api.lan:6443 5:50 "api.lan:6443""#,
      ], forbidden: ["problem"]),
    ReadingCase(
      title: "a kind that another tool has too",
      input: """
        apiVersion: installer.example.io/v1alpha1
        kind: ClusterConfiguration
        # not kubeadm.k8s.io/v1beta3
        etcd: {endpointIps: localhost}
        """,
      expected: [], forbidden: ["part", "problem"]),
    ReadingCase(
      title: "a joining node of v1alpha3",
      input: """
        apiVersion: kubeadm.k8s.io/v1alpha3
        kind: JoinConfiguration
        controlPlane: true
        apiEndpoint: {advertiseAddress: 10.1.0.2}
        """,
      expected: [#"node 10.1.0.2 10.1.0.2 4:33 "10.1.0.2""#], forbidden: ["problem"]),
    ReadingCase(
      title: "keys that a version no longer knows",
      input: """
        apiVersion: kubeadm.k8s.io/v1beta2
        kind: ClusterConfiguration
        apiServerExtraArgs: {etcd-servers: "https://10.1.0.9:2379"}
        """,
      expected: ["part kubeadm whole"], forbidden: ["problem", "set kube-apiserver mapping"]),
    ReadingCase(
      title: "the object that keeps the configuration in a cluster",
      input: """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: kubeadm-config}
        data:
          ClusterConfiguration: |
            apiVersion: kubeadm.k8s.io/v1beta3
            kind: ClusterConfiguration
            controlPlaneEndpoint: api.lan:6443
        """,
      expected: [
        "part kubeadm whole", #"endpoint api.lan:6443 8:27 "api.lan:6443""#,
        #"topology stacked 7:11 "ClusterConfiguration""#,
      ], forbidden: ["problem"]),
    ReadingCase(
      title: "JSON",
      input: """
        {"apiVersion": "kubeadm.k8s.io/v1beta3", "kind": "ClusterConfiguration",
         "controlPlaneEndpoint": "[fd00::1]:6443",
         "scheduler": {"extraArgs": {"leader-elect": "false"}}}
        """,
      expected: [
        #"endpoint [fd00::1]:6443 2:27 "[fd00::1]:6443""#,
        #"flag kube-scheduler leader-elect=false 3:47 "false""#,
      ], forbidden: ["problem"]),
  ]
}
