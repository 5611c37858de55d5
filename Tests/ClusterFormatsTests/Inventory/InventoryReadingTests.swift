import Testing

@Suite struct InventoryReadingTests {
  @Test(arguments: InventoryReadingTests.cases)
  func factsStandWhereTheyAreWritten(_ example: ReadingCase) {
    let lines = Rendering(example.input, path: "inventory/hosts.ini").lines
    for line in example.expected { #expect(lines.contains(line), "\(lines)") }
    for prefix in example.forbidden {
      #expect(!lines.contains { $0.hasPrefix(prefix) }, "\(lines)")
    }
  }

  static let cases = [
    ReadingCase(
      title: "three and three, members on the masters",
      input: """
        ; one machine a line
        [all]
        alpha ansible_host=10.1.0.11 ip=10.2.0.11   # the first
        beta  ansible_host="10.1.0.12" ip='10.2.0.12' etcd_member_name=two
        gamma

        [kube_control_plane]
        alpha
        beta
        gamma
        [etcd:children]
        kube_control_plane
        [kube_node]
        gamma
        delta
        """,
      expected: [
        "part ansible-inventory whole", #"topology stacked 11:2 "etcd""#,
        #"policy all 11:2 "etcd""#, #"node alpha 10.2.0.11 8:1 "alpha""#,
        #"node beta 10.2.0.12 9:1 "beta""#, #"node gamma - 10:1 "gamma""#,
        #"nodes stated 7:2 "kube_control_plane""#, #"members stated 11:2 "etcd""#,
        #"member etcd1 | 8:1 "alpha""#, #"member two | 9:1 "beta""#,
        #"member etcd3 | 10:1 "gamma""#, #"workers 1 13:2 "kube_node""#,
        #"balancer node-local node-local - 7:2 "kube_control_plane""#,
      ], forbidden: ["problem", "gap", "mark", "etcd host", "endpoint", "set"]),
    ReadingCase(
      title: "names of kubespray's first years, members elsewhere, ranges",
      input: """
        m[1:3].lan:2222 ansible_user=root
        [kube-master]
        m[1:2].lan
        [etcd]
        e[08:10] access_ip=10.9.0.8
        [kube-node]
        m3.lan
        """,
      expected: [
        #"topology external 4:2 "etcd""#, #"node m1.lan - 3:1 "m[1:2].lan""#,
        #"node m2.lan - 3:1 "m[1:2].lan""#, #"etcd host e08 10.9.0.8 5:1 "e[08:10]""#,
        #"etcd host e10 10.9.0.8 5:1 "e[08:10]""#, #"member etcd3 | 5:1 "e[08:10]""#,
        #"workers 1 6:2 "kube-node""#,
      ], forbidden: ["problem", "node m3"]),
    ReadingCase(
      title: "kubeasz calls hosts by their addresses",
      input: """
        [etcd]
        192.168.4.1
        192.168.4.2 NODE_NAME=etcd2
        192.168.4.9
        [kube_master]
        192.168.4.1 k8s_nodename='master-01'
        192.168.4.2
        [kube_node]
        192.168.4.3
        """,
      expected: [
        #"topology external 1:2 "etcd""#, #"policy all 1:2 "etcd""#,
        #"node 192.168.4.1 192.168.4.1 6:1 "192.168.4.1""#,
        #"etcd host 192.168.4.9 192.168.4.9 4:1 "192.168.4.9""#,
        #"member 192.168.4.9 | 4:1 "192.168.4.9""#,
      ], forbidden: ["problem", "balancer", "set"]),
    ReadingCase(
      title: "groups that are there and empty say nothing",
      input: "[kube_control_plane]\r\n# node1\r\n\r\n[etcd]\r\n[kube_node]\r\n",
      expected: [
        #"gap count 1:2 "kube_control_plane""#, #"gap members 4:2 "etcd""#,
      ], forbidden: ["problem", "node ", "nodes stated", "member", "topology"]),
    ReadingCase(
      title: "what is left to be filled in is no host",
      input: """
        [kube_control_plane]
        a ansible_host=<first_address>
        b ansible_host={{ lookup_of_b }}
        {{ third }}
        [etcd]
        a
        """,
      expected: [
        #"gap count 4:1 "{{ third }}""#, #"mark 4:1 "{{ third }}""#,
        #"mark 2:16 "<first_address>""#, #"node a - 2:1 "a""#, #"node b - 3:1 "b""#,
      ], forbidden: ["nodes stated", "node {{", "topology"]),
    ReadingCase(
      title: "without the group, members are on the masters",
      input: "[kube_control_plane]\na\nb\nc\n",
      expected: [
        #"topology stacked 1:2 "kube_control_plane""#,
        #"members stated 1:2 "kube_control_plane""#, #"member etcd2 | 3:1 "b""#,
      ], forbidden: ["problem", "gap"]),
    ReadingCase(
      title: "control flow is a template's",
      input: "[kube_control_plane]\n%{ for n in names ~}\n${n}\n%{ endfor ~}\n[etcd]\n",
      expected: [#"template 2:1 "%{ for n in names ~}""#], forbidden: ["problem"]),
    ReadingCase(
      title: "groups of another trade are not ours",
      input: "[masters]\nspark1\n[workers]\nspark2\n", expected: [], forbidden: ["part", "problem"]),
    ReadingCase(
      title: "groups of a hand-made playbook",
      input: "[masters]\na ansible_host=10.0.0.1\n[etcd]\nb\nc\nd\n[workers]\nw[1:4]\n",
      expected: [
        #"node a 10.0.0.1 2:1 "a""#, #"topology external 3:2 "etcd""#, #"member b | 4:1 "b""#,
        #"workers 4 7:2 "workers""#,
      ], forbidden: ["problem", "policy", "balancer"]),
  ]

  static let refused: [(title: String, text: String, message: String)] = [
    ("an open quote", "a ansible_host=\"10.0.0.1", "a quote is not closed"),
    ("a word without =", "a ansible_host 10.0.0.1", "behind the host stand variables"),
    ("a range without end", "a[1:3", "has no end"),
    ("a range of three and a letter", "a[1:c]", "neither two numbers nor two letters"),
    ("a range of unequal widths", "a[01:100]", "must have the same length"),
    ("a range without step", "a[1:3:0]", "no number above 0"),
    ("a range that goes back", "a[c:a]", "ends before it begins"),
    ("too many", "a[1:999999999]", "stands for more than"),
    ("a port left out", "a:", "no port"),
    ("an odd section", "[etcd:hostss]", "hosts, children or vars"),
    ("a blank in a section", "[kube node]", "no blanks"),
    ("a child that is no group", "[k8s_cluster:children]\ncalico_rr", "which is no group"),
    ("variables of no group", "[nobody:vars]\na=1", "is of no group"),
  ]

  @Test(arguments: refused)
  func whatAnsibleRefusesIsAProblem(_ item: (title: String, text: String, message: String)) {
    let lines = Rendering("[kube_control_plane]\nm1\n\(item.text)\n", path: "hosts").lines
    let problems = lines.filter { $0.hasPrefix("problem") }
    #expect(problems.count == 1, "\(lines)")
    #expect(problems.first?.contains(item.message) == true, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("node m1") })
  }
}
