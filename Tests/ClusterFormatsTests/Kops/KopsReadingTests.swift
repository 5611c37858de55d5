import Testing

@Suite struct KopsReadingTests {
  @Test(arguments: KopsReadingTests.cases)
  func factsStandWhereTheyAreWritten(_ example: ReadingCase) {
    let lines = Rendering(example.input).lines
    for line in example.expected { #expect(lines.contains(line), "\(lines)") }
    for prefix in example.forbidden {
      #expect(!lines.contains { $0.hasPrefix(prefix) }, "\(lines)")
    }
  }

  static let cases = [
    ReadingCase(
      title: "a cluster and its groups",
      input: """
        apiVersion: kops.k8s.io/v1alpha2
        kind: Cluster
        metadata: {name: east.test}
        spec:
          api: {loadBalancer: {type: Internal}}
          kubernetesVersion: v1.33.1
          masterPublicName: api.east.test
          etcdClusters:
          - name: main
            etcdMembers:
            - {name: a, instanceGroup: cp-a}
            - {name: b, instanceGroup: cp-b}
          - name: events
            etcdMembers:
            - {name: a, instanceGroup: cp-a}
          subnets:
          - {name: s1, zone: z1}
        ---
        apiVersion: kops.k8s.io/v1alpha2
        kind: InstanceGroup
        metadata: {name: cp-a, labels: {kops.k8s.io/cluster: east.test}}
        spec: {role: Master, minSize: 1, maxSize: 1, subnets: [s1]}
        ---
        apiVersion: kops.k8s.io/v1alpha2
        kind: InstanceGroup
        metadata: {name: workers, labels: {kops.k8s.io/cluster: east.test}}
        spec: {role: Node, minSize: 4, maxSize: 9, subnets: [s1]}
        """,
      expected: [
        "part kops whole", #"name east.test 3:18 "east.test""#,
        #"version v1.33.1 6:22 "v1.33.1""#, #"endpoint api.east.test 7:21 "api.east.test""#,
        #"topology stacked 10:5 "etcdMembers""#, #"policy local 10:5 "etcdMembers""#,
        #"node cp-a - 11:32 "cp-a""#, #"node cp-b - 12:32 "cp-b""#,
        #"members stated 10:5 "etcdMembers""#, "override events a@cp-a",
        #"balancer api-load-balancer cloud - 5:9 "loadBalancer""#, #"workers 4 27:29 "4""#,
        "group InstanceGroup controlPlane cp-a - 1 1 - [] ?s1",
        "group InstanceGroup workers workers - 4 9 - [] ?s1",
      ], forbidden: ["problem", "member on each", "gap"]),
    ReadingCase(
      title: "the third version, on GCE",
      input: """
        apiVersion: kops.k8s.io/v1alpha3
        kind: Cluster
        metadata: {name: west.test}
        spec:
          api: {dns: {}, publicName: api.west.test}
          networking: {subnets: [{name: regional, region: r1}]}
          etcdClusters:
          - name: main
            members: [{name: one, instanceGroup: cp}]
        ---
        apiVersion: kops.k8s.io/v1alpha3
        kind: InstanceGroup
        metadata: {name: cp}
        spec: {role: ControlPlane, minSize: 1, maxSize: 1, subnets: [regional], zones: [r1-b]}
        """,
      expected: [
        #"endpoint api.west.test 5:30 "api.west.test""#, #"balancer api-dns dns - 5:9 "dns""#,
        "group InstanceGroup controlPlane cp - 1 1 - [zone=r1-b]",
      ], forbidden: ["problem"]),
    ReadingCase(
      title: "groups of API servers have no etcd",
      input: """
        apiVersion: kops/v1alpha2
        kind: InstanceGroup
        metadata: {name: api, labels: {kops.k8s.io/cluster: east.test}}
        spec: {role: APIServer, minSize: 2, maxSize: 4, subnets: [s1]}
        """,
      expected: [
        "part kops whole", #"name east.test 3:53 "east.test""#, #"node api-1 - 3:18 "api""#,
        #"node api-2 - 3:18 "api""#,
      ], forbidden: ["problem", "node api-3", "members stated", "topology"]),
    ReadingCase(
      title: "settings are flags in camel case",
      input: """
        apiVersion: kops.k8s.io/v1alpha2
        kind: Cluster
        metadata: {name: east.test}
        spec:
          kubeAPIServer:
            auditLogMaxAge: 10
            goawayChance: "0.001"
            runtimeConfig: {api/all: "true"}
            image: none
          kubeControllerManager:
            nodeMonitorGracePeriod: 20s
            allocateNodeCIDRs: true
            leaderElection: {leaderElectLeaseDuration: 30s}
          kubeScheduler:
            leaderElection:
              leaderElectLeaseDuration: 30s
              leaderElectRenewDeadlineDuration: 20s
          etcdClusters:
          - name: main
            heartbeatInterval: 200ms
            manager: {env: [{name: ETCD_ELECTION_TIMEOUT, value: "2000"}, {name: X, value: y}]}
        """,
      expected: [
        #"flag kube-apiserver audit-log-maxage=10 6:21 "10""#,
        #"flag kube-apiserver goaway-chance=0.001 7:20 "0.001""#,
        #"flag kube-apiserver runtime-config=api/all=true 8:20 "{api/all: "true"}""#,
        #"flag kube-controller-manager node-monitor-grace-period=20s 11:29 "20s""#,
        #"flag kube-controller-manager allocate-node-cidrs=true 12:24 "true""#,
        #"set kube-scheduler mapping(stringsOnly: false) 15:5 "leaderElection""#,
        #"flag kube-scheduler leader-elect-renew-deadline=20s 17:41 "20s""#,
        #"set etcd nameValueList 21:15 "env""#, #"flag etcd election-timeout=2000 21:59 "2000""#,
        #"gap heartbeatInterval 20:5 "heartbeatInterval: 200ms""#,
        #"gap leaderElection 13:5 "leaderElection""#,
      ], forbidden: ["problem", "flag kube-apiserver image", "flag etcd x"]),
    ReadingCase(
      title: "what serves no API server is left out",
      input: """
        apiVersion: kops.k8s.io/v1alpha2
        kind: Cluster
        metadata: {name: east.test}
        spec:
          etcdClusters:
          - {name: cilium, etcdMembers: [{name: a, instanceGroup: cp-a}]}
        """,
      expected: [#"gap etcd cilium 6:20 "etcdMembers""#],
      forbidden: ["problem", "override", "member a", "topology"]),
    ReadingCase(
      title: "placeholders leave facts open",
      input: """
        apiVersion: kops.k8s.io/v1alpha2
        kind: Cluster
        metadata: {name: "${name}"}
        spec:
          etcdClusters: [{name: main, etcdMembers: [{name: a, instanceGroup: "${group}"}]}]
        ---
        apiVersion: kops.k8s.io/v1alpha2
        kind: InstanceGroup
        metadata: {name: cp, labels: {kops.k8s.io/cluster: "${name}"}}
        spec: {role: Master, minSize: "${size}", maxSize: one, subnets: [s1]}
        """,
      expected: [
        #"mark 3:19 "${name}""#, #"gap minSize 10:32 "${size}""#, #"node cp - 9:18 "cp""#,
        #"problem 10:51 "one": maxSize must be a number, not `one`"#,
      ], forbidden: ["name", "node ${"]),
    ReadingCase(
      title: "a line in place of a list is a template",
      input: """
        apiVersion: kops/v1alpha2
        kind: Cluster
        metadata: {name: east.test}
        spec:
          etcdClusters:
          - etcdMembers:
        ${members}
            name: main
        """,
      expected: [#"template 7:1 "${members}""#], forbidden: ["problem", "members stated"]),
    ReadingCase(
      title: "broken ones",
      input: """
        apiVersion: kops.k8s.io/v1alpha2
        kind: InstanceGroup
        metadata: {name: cp, labels: {kops.k8s.io/cluster: east.test}}
        spec: {role: Boss, subnets: [s1]}
        ---
        apiVersion: kops.k8s.io/v1alpha2
        kind: Cluster
        metadata: east
        spec: {etcdClusters: {name: main}}
        """,
      expected: [
        #"problem 4:14 "Boss": kOps has no role `Boss`"#,
        #"problem 8:11 "east": metadata must be a mapping, not `east`"#,
        #"problem 9:22 "{name: main}": etcdClusters must be a list, not a mapping"#,
      ]),
    ReadingCase(
      title: "objects of the same kind that others have",
      input: """
        apiVersion: cluster.example.io/v1
        kind: Cluster
        metadata: {name: x}
        # kops.k8s.io/v1alpha2
        """,
      expected: [], forbidden: ["part", "problem"]),
  ]
}
