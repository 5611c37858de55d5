import Testing

@Suite struct K3sReadingTests {
  @Test(arguments: K3sReadingTests.cases)
  func factsStandWhereTheyAreWritten(_ example: ReadingCase) {
    let lines = Rendering(example.input).lines
    for line in example.expected { #expect(lines.contains(line), "\(lines)") }
    for prefix in example.forbidden {
      #expect(!lines.contains { $0.hasPrefix(prefix) }, "\(lines)")
    }
  }

  static let cases = [
    ReadingCase(
      title: "the first server",
      input: """
        cluster-init: true
        node-name: s1
        tls-san: [k8s.lan]
        kube-controller-manager-arg:
        - "leader-elect-lease-duration=30s"
        - --v=2
        etcd-arg: election-timeout=2000
        """,
      expected: [
        "part k3s loose", #"machine s1 2:12 "s1""#, #"topology stacked 1:1 "cluster-init""#,
        "member on each node",
        #"set kube-controller-manager assignmentList 4:1 "kube-controller-manager-arg""#,
        #"flag kube-controller-manager leader-elect-lease-duration=30s 5:32 "30s""#,
        #"flag kube-controller-manager v=2 6:7 "2""#,
        #"flag etcd election-timeout=2000 7:28 "2000""#,
      ], forbidden: ["problem", "gap"]),
    ReadingCase(
      title: "a server that joins",
      input: """
        server: https://10.0.0.5:9345
        token: secret
        tls-san: [k8s.lan]
        advertise-address: 10.0.0.7
        disable-scheduler: true
        """,
      expected: [#"machine 10.0.0.7 4:20 "10.0.0.7""#, "member on each node"],
      forbidden: ["problem", "set kube-scheduler"]),
    ReadingCase(
      title: "what may be an agent's",
      input: """
        server: https://10.0.0.5:6443
        token: secret
        node-label: [a=b]
        """,
      expected: [], forbidden: ["part", "problem"]),
    ReadingCase(
      title: "a database keeps the state",
      input: """
        datastore-endpoint: "mysql://user:pass@tcp(10.0.0.9:3306)/k3s"
        write-kubeconfig-mode: "0644"
        """,
      expected: [
        "part k3s loose",
        #"gap etcd 1:22 "mysql://user:pass@tcp(10.0.0.9:3306)/k3s""#,
      ], forbidden: ["problem", "topology", "member", "set etcd"]),
    ReadingCase(
      title: "etcd elsewhere",
      input: """
        datastore-endpoint: https://10.0.0.8:2379,https://10.0.0.9:2379
        flannel-backend: none
        """,
      expected: [#"topology external 1:21 "https://10.0.0.8:2379,https://10.0.0.9:2379""#],
      forbidden: ["problem", "member on each", "set etcd"]),
    ReadingCase(
      title: "placeholders",
      input: """
        cluster-init: true
        node-name: ${NAME}
        kube-apiserver-arg: ["goaway-chance=${CHANCE}"]
        """,
      expected: [
        #"mark 2:12 "${NAME}""#, #"flag kube-apiserver goaway-chance=? 3:37 "${CHANCE}""#,
      ],
      forbidden: ["problem", "machine"]),
    ReadingCase(
      title: "a list of something else",
      input: """
        cluster-init: true
        kube-apiserver-arg: [{a: b}]
        """,
      expected: [#"problem 2:22 "{a: b}": kube-apiserver-arg must be a list of texts, name=value"#]),
    ReadingCase(
      title: "another program's file",
      input: """
        server: https://example.test
        profile: web
        """,
      expected: [], forbidden: ["part", "problem"]),
  ]
}
