import Testing

@Suite struct TalosReadingTests {
  @Test(arguments: TalosReadingTests.cases)
  func factsStandWhereTheyAreWritten(_ example: ReadingCase) {
    let lines = Rendering(example.input).lines
    for line in example.expected { #expect(lines.contains(line), "\(lines)") }
    for prefix in example.forbidden {
      #expect(!lines.contains { $0.hasPrefix(prefix) }, "\(lines)")
    }
  }

  static let cases = [
    ReadingCase(
      title: "a control-plane machine",
      input: """
        version: v1alpha1
        machine:
          type: controlplane
          kubelet: {image: "ghcr.io/siderolabs/kubelet:v1.33.4"}
          network:
            hostname: cp-1
            interfaces:
            - interface: eth0
              addresses: [10.5.0.11/24]
              vip: {ip: 10.5.0.10}
        cluster:
          clusterName: east
          controlPlane: {endpoint: "https://10.5.0.10:6443"}
          controllerManager: {extraArgs: {node-monitor-grace-period: 20s}}
          etcd: {extraArgs: {election-timeout: "2000"}}
        """,
      expected: [
        "part talos loose", #"name east 12:16 "east""#, #"machine cp-1 6:15 "cp-1""#,
        #"version v1.33.4 4:21 "ghcr.io/siderolabs/kubelet:v1.33.4""#,
        #"endpoint 10.5.0.10:6443 13:29 "https://10.5.0.10:6443""#,
        #"topology stacked 15:3 "etcd""#, "member on each node",
        #"balancer vip-cp-1 other 10.5.0.10 10:17 "10.5.0.10""#,
        #"flag kube-controller-manager node-monitor-grace-period=20s 14:62 "20s""#,
        #"flag etcd election-timeout=2000 15:41 "2000""#,
      ], forbidden: ["problem"]),
    ReadingCase(
      title: "a worker is no part of the control plane",
      input: """
        version: v1alpha1
        machine: {type: worker}
        cluster: {controlPlane: {endpoint: "https://10.5.0.10:6443"}}
        """,
      expected: [], forbidden: ["part", "problem"]),
    ReadingCase(
      title: "talhelper's whole cluster",
      input: """
        clusterName: home
        kubernetesVersion: v1.32.0
        endpoint: https://10.5.0.10:6443
        controlPlane:
          networkInterfaces: [{interface: eth0, vip: {ip: 10.5.0.10}}]
        nodes:
        - {hostname: a, ipAddress: 10.5.0.11, controlPlane: true}
        - {hostname: b, ipAddress: "10.5.0.12,fd00::12", controlPlane: true}
        - {hostname: w, ipAddress: 10.5.0.21}
        """,
      expected: [
        "part talos whole", #"name home 1:14 "home""#, #"node a 10.5.0.11 7:14 "a""#,
        #"node b 10.5.0.12 8:14 "b""#, #"endpoint 10.5.0.10:6443 3:11 "https://10.5.0.10:6443""#,
        #"balancer vip-a other 10.5.0.10 5:51 "10.5.0.10""#,
        #"workers 1 9:3 "{hostname: w, ipAddress: 10.5.0.21}""#, "member on each node",
      ], forbidden: ["problem", "node w"]),
    ReadingCase(
      title: "what is left to be filled in, and what is wrong",
      input: """
        clusterName: ${NAME}
        endpoint: not a url
        nodes:
        - {hostname: a, controlPlane: maybe}
        - {hostname: b, controlPlane: "${B}"}
        """,
      expected: [
        #"mark 1:14 "${NAME}""#,
        #"problem 4:31 "maybe": nodes[0].controlPlane must be true or false"#,
        #"problem 2:11 "not a url": endpoint must be a URL, not `not a url`"#,
        #"gap nodes[1].controlPlane 5:32 "${B}""#,
      ], forbidden: ["node", "name"]),
  ]
}
