import Testing

@Suite struct OpenShiftReadingTests {
  @Test(arguments: OpenShiftReadingTests.cases)
  func factsStandWhereTheyAreWritten(_ example: ReadingCase) {
    let lines = Rendering(example.input).lines
    for line in example.expected { #expect(lines.contains(line), "\(lines)") }
    for prefix in example.forbidden {
      #expect(!lines.contains { $0.hasPrefix(prefix) }, "\(lines)")
    }
  }

  static let cases = [
    ReadingCase(
      title: "three machines in the zones of a cloud",
      input: """
        apiVersion: v1
        baseDomain: example.test
        compute:
        - {name: worker, replicas: 2}
        controlPlane:
          name: master
          replicas: 3
          platform: {aws: {zones: [eu-1a, eu-1b]}}
        metadata: {name: north}
        platform: {aws: {region: eu-1}}
        """,
      expected: [
        "part openshift whole", #"name north 9:18 "north""#, #"node master-0 - 7:13 "3""#,
        #"node master-2 - 7:13 "3""#, #"topology stacked 5:1 "controlPlane""#,
        #"policy all 5:1 "controlPlane""#,
        #"endpoint api.north.example.test:6443 9:18 "north""#,
        #"balancer api-load-balancer cloud - 10:12 "aws""#, #"workers 2 4:28 "2""#,
      ], forbidden: ["problem", "node master-3", "node worker"]),
    ReadingCase(
      title: "on premises, with an arbiter and workers before",
      input: """
        apiVersion: v1
        baseDomain: example.test
        compute: [{name: worker, replicas: 0}]
        arbiter: {name: arbiter, replicas: 1}
        controlPlane: {name: master, replicas: 2}
        metadata: {name: edge}
        platform: {baremetal: {apiVIPs: [10.0.0.5]}}
        """,
      expected: [
        #"node arbiter-0 - 4:36 "1""#, #"node master-1 - 5:40 "2""#,
        #"balancer keepalived-master-1 keepalived 10.0.0.5 7:34 "10.0.0.5""#,
        #"workers 0 3:36 "0""#,
      ], forbidden: ["problem", "balancer keepalived-arbiter"]),
    ReadingCase(
      title: "two machines that fence each other",
      input: """
        apiVersion: v1
        baseDomain: example.test
        controlPlane: {name: master, replicas: 2, fencing: {credentials: [{hostname: master-0}]}}
        metadata: {name: pair}
        """,
      expected: [#"gap fencing 3:43 "fencing""#, #"node master-1 - 3:40 "2""#],
      forbidden: ["problem", "workers"]),
    ReadingCase(
      title: "a number that nobody wrote",
      input: """
        apiVersion: v1
        baseDomain: REPLACE_ME
        controlPlane: {name: master}
        metadata: {name: REPLACE_ME}
        platform: {none: {}}
        """,
      expected: [#"mark 4:18 "REPLACE_ME""#], forbidden: ["problem", "node", "name", "endpoint"]),
    ReadingCase(
      title: "a hosted cluster",
      input: """
        apiVersion: hypershift.openshift.io/v1beta1
        kind: HostedCluster
        metadata: {name: hosted}
        spec: {controllerAvailabilityPolicy: HighlyAvailable}
        """,
      expected: [
        "part openshift whole", #"name hosted 3:18 "hosted""#,
        #"gap machines 4:38 "HighlyAvailable""#,
      ], forbidden: ["problem", "node", "topology"]),
    ReadingCase(
      title: "broken ones",
      input: """
        apiVersion: v1
        baseDomain: example.test
        controlPlane: {replicas: many}
        compute: [{replicas: 2000000000000000000000}]
        """,
      expected: [
        #"problem 3:26 "many": controlPlane.replicas must be a number, not `many`"#,
        #"problem 4:22 "2000000000000000000000": compute[0].replicas must be a number, not "#
          + "`2000000000000000000000`",
      ], forbidden: ["node", "workers"]),
    ReadingCase(
      title: "other objects of v1",
      input: """
        apiVersion: v1
        kind: ConfigMap
        baseDomain: x
        """,
      expected: [], forbidden: ["part", "problem"]),
  ]
}
