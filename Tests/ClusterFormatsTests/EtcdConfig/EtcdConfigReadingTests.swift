import Testing

@Suite struct EtcdConfigReadingTests {
  @Test(arguments: EtcdConfigReadingTests.cases)
  func factsStandWhereTheyAreWritten(_ example: ReadingCase) {
    let lines = Rendering(example.input).lines
    for line in example.expected { #expect(lines.contains(line), "\(lines)") }
    for prefix in example.forbidden {
      #expect(!lines.contains { $0.hasPrefix(prefix) }, "\(lines)")
    }
  }

  /// etcd 3.4 was asked about each of these.
  static let cases = [
    ReadingCase(
      title: "one member of three, with a comma at the end",
      input: """
        # a comment
        name: 'e1'
        data-dir:
        listen-client-urls: "https://10.2.0.1:2379,https://127.0.0.1:2379"
        advertise-client-urls: https://10.2.0.1:2379
        initial-cluster: e1=https://10.2.0.1:2380,e2=https://10.2.0.2:2380,
        initial-cluster-state: 'new'
        heartbeat-interval: 0xFA
        strict-reconfig-check: no
        client-transport-security:
          cert-file: /pki/server.crt
        peer-transport-security: {client-cert-auth: true}
        log-outputs: [stderr]
        """,
      expected: [
        "part etcd-config loose", #"machine 10.2.0.1 5:32 "10.2.0.1""#,
        "set etcd mapping(stringsOnly: false) 2:1 \"name\"",
        #"flag etcd name=e1 2:8 "e1""#,
        #"flag etcd heartbeat-interval=0xFA 8:21 "0xFA""#,
        #"flag etcd strict-reconfig-check=false 9:24 "no""#,
        #"flag etcd cert-file=/pki/server.crt 11:14 "/pki/server.crt""#,
        #"flag etcd peer-client-cert-auth=true 12:45 "true""#,
        #"member e1 https://10.2.0.1:2379 | https://10.2.0.1:2380 6:18 "e1=https://10.2.0.1:2380""#,
        #"member e2 | https://10.2.0.2:2380 6:43 "e2=https://10.2.0.2:2380""#,
        #"members stated 6:18 "e1=https://10.2.0.1:2380,e2=https://10.2.0.2:2380,""#,
      ], forbidden: ["problem", "incomplete", "flag etcd data-dir", "flag etcd log-outputs", "gap"]),
    ReadingCase(
      title: "JSON, as etcd reads it too",
      input: """
        {"name": "e1", "initial-cluster": "e1=http://10.2.0.1:2380",
         "election-timeout": 2000, "force-new-cluster": false}
        """,
      expected: [
        #"flag etcd election-timeout=2000 2:22 "2000""#,
        #"flag etcd force-new-cluster=false 2:49 "false""#,
      ], forbidden: ["problem", "members stated"]),
    ReadingCase(
      title: "numbers and truths in quotes, and a list, are refused",
      input: """
        heartbeat-interval: "200"
        strict-reconfig-check: 'false'
        initial-cluster: [e1=http://10.2.0.1:2380]
        name: e1
        """,
      expected: [
        "problem 1:21 \"\"200\"\": heartbeat-interval is a text in quotes; etcd wants a number and "
          + "refuses it",
        "problem 2:24 \"'false'\": strict-reconfig-check is a text in quotes; etcd wants true or "
          + "false and refuses it",
        "problem 3:18 \"[e1=http://10.2.0.1:2380]\": initial-cluster must be a single value, not a "
          + "list",
      ]),
    ReadingCase(
      title: "a placeholder is no value",
      input: "name: e1\ninitial-cluster: ${CLUSTER}\nlisten-peer-urls: http://10.2.0.1:2380\n",
      expected: ["flag etcd initial-cluster=? 2:18 \"${CLUSTER}\"", "mark 2:18 \"${CLUSTER}\""],
      forbidden: ["problem", "members stated"]),
    ReadingCase(
      title: "cut off in a quote",
      input: "name: e1\ninitial-cluster-state: 'new\nheartbeat-interval: 100\n",
      expected: [
        #"flag etcd name=e1 1:7 "e1""#,
        #"problem 4:1 "": the text ends inside a quoted value"#,
      ], forbidden: ["flag etcd initial-cluster-state"]),
    ReadingCase(
      title: "values of a chart are not etcd's",
      input: "name: etcd\nreplicas: 3\ninitial-cluster-state: new\napiVersion: v2\n",
      expected: [], forbidden: ["part", "problem"]),
    ReadingCase(
      title: "one key tells nothing", input: "initial-cluster-token: x\nimage: y\n", expected: [],
      forbidden: ["part", "problem"]),
  ]
}
