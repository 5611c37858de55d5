import Testing

@Suite struct NodeDumpReadingTests {
  @Test(arguments: NodeDumpReadingTests.cases)
  func factsStandWhereTheyAreWritten(_ example: ReadingCase) {
    let lines = Rendering(example.input).lines
    for line in example.expected { #expect(lines.contains(line), "\(lines)") }
    for prefix in example.forbidden {
      #expect(!lines.contains { $0.hasPrefix(prefix) }, "\(lines)")
    }
  }

  static let cases = [
    ReadingCase(
      title: "a list of anything: roles by label of any age and by taint, zones by either label",
      input: """
        apiVersion: v1
        kind: List
        items:
        - apiVersion: v1
          kind: Node
          metadata:
            name: cp-1
            labels:
              node-role.kubernetes.io/control-plane: ""
              topology.kubernetes.io/zone: eu-1a
              failure-domain.beta.kubernetes.io/zone: old
          status:
            addresses:
            - {address: 203.0.113.9, type: ExternalIP}
            - {address: 10.2.0.1, type: InternalIP}
            - {address: cp-1, type: Hostname}
            conditions: [{type: Ready, status: "False"}]
        - apiVersion: v1
          kind: Node
          metadata:
            name: cp-2
            labels: {failure-domain.beta.kubernetes.io/zone: eu-1b}
          spec: {taints: [{key: node-role.kubernetes.io/master, effect: NoSchedule}]}
          status: {addresses: []}
        - apiVersion: v1
          kind: Node
          metadata: {name: worker-1, labels: {node-role.kubernetes.io/worker: ""}}
          status: {addresses: [{address: 10.2.0.9, type: InternalIP}]}
        - apiVersion: v1
          kind: Service
          metadata: {name: x}
        """,
      expected: [
        "part node-dump loose", #"node cp-1 10.2.0.1 7:11 "cp-1""#, #"node cp-2 - 21:11 "cp-2""#,
        #"nodes stated 7:11 "cp-1""#, "place cp-1 zone=eu-1a 10:36 \"eu-1a\"",
        "place cp-2 zone=eu-1b 22:54 \"eu-1b\"",
        #"workers 1 7:11 "cp-1""#,
      ], forbidden: ["problem", "node worker-1", "topology", "members stated", "gap"]),
    ReadingCase(
      title: "roles of etcd, items without kind",
      input: """
        {"kind": "NodeList", "apiVersion": "v1", "items": [
          {"metadata": {"name": "s1", "labels": {"node-role.kubernetes.io/etcd": "true",
            "node-role.kubernetes.io/control-plane": "true"}}, "status": {"addresses": []}},
          {"metadata": {"name": "s2", "labels": {"node-role.kubernetes.io/etcd": "true",
            "node-role.kubernetes.io/master": "true"}}, "status": {"addresses": []}},
          {"metadata": {"name": "s3", "labels": {"node-role.kubernetes.io/master": "false"}}}]}
        """,
      expected: [
        #"node s1 - 2:26 "s1""#, #"node s2 - 4:26 "s2""#, #"members stated 2:26 "s1""#,
        #"topology stacked 2:26 "s1""#,
      ], forbidden: ["problem", "node s3"]),
    ReadingCase(
      title: "one node without kind is not all of them",
      input: """
        {"metadata": {"name": "m0", "labels": {"node-role.kubernetes.io/master": ""}},
         "spec": {}, "status": {"nodeInfo": {}, "addresses": [
           {"type": "InternalIP", "address": "10.2.0.1"}]}}
        """,
      expected: [#"node m0 10.2.0.1 1:24 "m0""#], forbidden: ["problem", "nodes stated"]),
    ReadingCase(
      title: "a managed control plane is not seen",
      input: """
        apiVersion: v1
        kind: NodeList
        items:
        - metadata:
            name: ip-10-2-0-9.eu-west-1.compute.internal
            labels: {eks.amazonaws.com/nodegroup: a, topology.kubernetes.io/zone: eu-west-1a}
          status: {addresses: [{address: 10.2.0.9, type: InternalIP}]}
        """,
      expected: [#"gap control-plane 5:11 "ip-10-2-0-9.eu-west-1.compute.internal""#],
      forbidden: ["problem", "node ", "nodes stated", "workers"]),
    ReadingCase(
      title: "pods are no nodes",
      input: """
        {"kind": "PodList", "apiVersion": "v1", "items": [
          {"metadata": {"name": "p"}, "status": {"addresses": []}}]}
        """,
      expected: [], forbidden: ["part", "problem"]),
    ReadingCase(
      title: "cut off",
      input: """
        {"kind": "NodeList", "apiVersion": "v1", "items": [
          {"metadata": {"name": "m0", "labels": {"node-role.kubernetes.io/master": ""}},
           "status": {"addresses": [
        """,
      expected: ["problem 3:29 \"\": the text ends inside a value"]),
  ]
}
