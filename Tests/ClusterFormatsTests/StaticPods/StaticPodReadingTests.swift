import Testing

@Suite struct StaticPodReadingTests {
  @Test(arguments: StaticPodReadingTests.cases)
  func factsStandWhereTheyAreWritten(_ example: ReadingCase) {
    let lines = Rendering(example.input).lines
    for line in example.expected { #expect(lines.contains(line), "\(lines)") }
    for prefix in example.forbidden {
      #expect(!lines.contains { $0.hasPrefix(prefix) }, "\(lines)")
    }
  }

  static let cases = [
    ReadingCase(
      title: "an API server",
      input: """
        apiVersion: v1
        kind: Pod
        metadata: {name: kube-apiserver}
        spec:
          containers:
          - name: kube-apiserver
            command:
            - kube-apiserver
            - --advertise-address=10.2.0.1
            # - --etcd-servers=https://10.9.9.9:2379
            - "--etcd-servers=https://127.0.0.1:2379"
            - --allow_privileged
        """,
      expected: [
        "part static-pod loose", #"machine 10.2.0.1 9:27 "10.2.0.1""#,
        #"set kube-apiserver argumentList 8:7 "kube-apiserver""#,
        #"flag kube-apiserver etcd-servers=https://127.0.0.1:2379 11:23 "https://127.0.0.1:2379""#,
        #"flag kube-apiserver allow-privileged=true 12:7 "--allow_privileged""#,
      ], forbidden: ["problem", "incomplete", "mark"]),
    ReadingCase(
      title: "values as items of their own, several pods among other documents",
      input: """
        apiVersion: v1
        kind: Service
        metadata: {name: etcd}
        ---
        apiVersion: v1
        kind: Pod
        spec:
          containers:
            - command:
                - /usr/local/bin/etcd
                - --name
                - e0
                - --advertise-client-urls
                - http://e0.lan:2379
                - --initial-cluster
                - e0=http://e0.lan:2380,e1=http://e1.lan:2380
                - --initial-cluster-state
                - new
        """,
      expected: [
        #"machine e0.lan 14:18 "e0.lan""#,
        #"flag etcd name=e0 12:11 "e0""#,
        #"member e0 http://e0.lan:2379 | http://e0.lan:2380 16:11 "e0=http://e0.lan:2380""#,
        #"member e1 | http://e1.lan:2380 16:33 "e1=http://e1.lan:2380""#,
        #"members stated 16:11 "e0=http://e0.lan:2380,e1=http://e1.lan:2380""#,
      ], forbidden: ["problem", "incomplete"]),
    ReadingCase(
      title: "an existing cluster's list is a lower bound",
      input: """
        {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"command": ["etcd",
          "--name=e1", "--initial-cluster=e0=https://10.2.0.1:2380,e1=https://10.2.0.2:2380",
          "--initial-cluster-state=existing"]}]}}
        """,
      expected: [#"member e0 | https://10.2.0.1:2380 2:35 "e0=https://10.2.0.1:2380""#],
      forbidden: ["members stated", "problem"]),
    ReadingCase(
      title: "bare booleans and a boolean before another word",
      input: """
        apiVersion: v1
        kind: Pod
        spec:
          containers:
          - command: [kube-scheduler, --leader-elect, --v, "4", --profiling=false]
        """,
      expected: [
        #"flag kube-scheduler leader-elect=true 5:31 "--leader-elect""#,
        #"flag kube-scheduler v=4 5:53 "4""#,
        #"flag kube-scheduler profiling=false 5:69 "false""#,
      ], forbidden: ["problem"]),
    ReadingCase(
      title: "the image tells the program where there are only flags",
      input: """
        apiVersion: v1
        kind: Pod
        spec:
          containers:
          - image: registry.k8s.io/kube-controller-manager:v1.31.0
            args: [--leader-elect-lease-duration=20s, --master=http://127.0.0.1:8080]
        """,
      expected: [
        #"flag kube-controller-manager leader-elect-lease-duration=20s 6:42 "20s""#
      ]),
    ReadingCase(
      title: "a list of live pods",
      input: """
        apiVersion: v1
        kind: List
        items:
        - apiVersion: v1
          kind: Pod
          metadata: {name: etcd-cp-1}
          spec:
            nodeName: cp-1
            containers:
            - command: [etcd, "--listen-client-urls=https://127.0.0.1:2379,https://10.2.0.1:2379"]
          status: {hostIP: 10.2.0.1}
        - apiVersion: v1
          kind: Pod
          spec: {containers: [{command: [coredns]}]}
        """,
      expected: [
        #"machine 10.2.0.1 11:20 "10.2.0.1""#, #"stands on cp-1 8:15 "cp-1""#,
      ], forbidden: ["problem", "members stated"]),
    ReadingCase(
      title: "live pods without kind, a script after an option's name",
      input: #"""
        {"metadata": {"name": "kcm-m0"}, "spec": {"nodeName": "m0", "containers": [{"command":
          ["/bin/bash", "-euxo", "pipefail", "-c"],
          "args": ["exec hyperkube kube-controller-manager --leader-elect-retry-period=3s"]}]},
          "status": {"hostIP": "10.2.0.1"}}
        """#,
      expected: [
        #"stands on m0 1:56 "m0""#, #"machine 10.2.0.1 4:25 "10.2.0.1""#,
        #"flag kube-controller-manager leader-elect-retry-period=3s 3:80 "3s""#,
      ], forbidden: ["problem"]),
    ReadingCase(
      title: "what the pod's environment sets is unknown, other such words are left over",
      input: """
        apiVersion: v1
        kind: Pod
        spec:
          containers:
          - command:
            - kube-apiserver
            - --advertise-address=$(HOST_IP)
            - --etcd-servers=<url>
            env:
            - name: HOST_IP
              valueFrom: {fieldRef: {fieldPath: status.hostIP}}
        """,
      expected: [
        #"flag kube-apiserver advertise-address=? 7:27 "$(HOST_IP)""#,
        #"flag kube-apiserver etcd-servers=? 8:22 "<url>""#, #"mark 8:22 "<url>""#,
      ], forbidden: ["mark 7", "machine", "problem"]),
    ReadingCase(
      title: "expressions of a template in place of words",
      input: """
        apiVersion: v1
        kind: Pod
        spec:
          containers:
          - image: {{ IMAGE }}
            command:
            - kube-scheduler
            - {{ FLAGS }}
            - --leader-elect={{ ELECT }}
        """,
      expected: [
        "incomplete: `{{ FLAGS }}` is left to be filled in", #"mark 8:7 "{{ FLAGS }}""#,
        #"flag kube-scheduler leader-elect=? 9:22 "{{ ELECT }}""#,
      ], forbidden: ["problem"]),
    ReadingCase(
      title: "a script",
      input: """
        apiVersion: v1
        kind: Pod
        spec:
          containers:
          - command:
            - /bin/sh
            - -ec
            - |
              # starts the member
              set -e
              exec etcd --name=e0 \\
                --heartbeat-interval=150 \\
                --election-timeout=1500
        """,
      expected: [
        #"set etcd commandLine 11:12 "etcd""#,
        #"flag etcd name=e0 11:24 "e0""#, #"flag etcd heartbeat-interval=150 12:30 "150""#,
        #"flag etcd election-timeout=1500 13:28 "1500""#,
      ], forbidden: ["problem", "incomplete"]),
    ReadingCase(
      title: "other pods are not ours, also where they speak of etcd",
      input: """
        apiVersion: v1
        kind: Pod
        metadata: {name: etcd-backup}
        spec:
          containers:
          - command: [/bin/backup, --endpoints=https://etcd:2379]
          - command: [sh, -c, "mkdir -p /var/lib/etcd && exec cp -r x /var/lib/etcd"]
          - command: ~
          - 7
          initContainers: kube-apiserver
        """,
      expected: [], forbidden: ["part", "problem", "mark"]),
    ReadingCase(
      title: "null and numbers among a command's words",
      input: """
        apiVersion: v1
        kind: Pod
        spec:
          containers:
          - command: [etcd, ~, {a: b}, --name=e0]
            args: none
        """,
      expected: [
        #"problem 5:21 "~": command must hold texts only"#,
        #"problem 5:24 "{a: b}": command must hold texts only"#,
        #"problem 6:11 "none": args must be a list, not `none`"#, #"flag etcd name=e0 5:39 "e0""#,
      ]),
  ]

  @Test func aBrokenManifestIsAProblem() {
    let text = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - command:\n    - etcd\n   - x\n"
    #expect(Rendering(text).lines.contains { $0.hasPrefix("problem") })
  }
}
