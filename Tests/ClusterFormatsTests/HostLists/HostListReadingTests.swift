import Testing

@Suite struct HostListReadingTests {
  @Test(arguments: HostListReadingTests.cases)
  func factsStandWhereTheyAreWritten(_ example: ReadingCase) {
    let lines = Rendering(example.input).lines
    for line in example.expected { #expect(lines.contains(line), "\(lines)") }
    for prefix in example.forbidden {
      #expect(!lines.contains { $0.hasPrefix(prefix) }, "\(lines)")
    }
  }

  @Test func longListsAreCut() {
    let hosts = (1...1002).map {
      "  - {role: controller, ssh: {address: 10.0.\($0 / 250).\($0 % 250)}}"
    }
    let text =
      "apiVersion: k0sctl.k0sproject.io/v1beta1\nkind: Cluster\nspec:\n  hosts:\n"
      + hosts.joined(separator: "\n") + "\n"
    let lines = Rendering(text).lines
    #expect(lines.filter { $0.hasPrefix("node ") }.count == 1000)
    #expect(!lines.contains { $0.hasPrefix("nodes stated") })
    #expect(lines.contains { $0.hasPrefix("problem 1005:12") && $0.contains("more than 1000") })
  }

  static let cases = [
    ReadingCase(
      title: "k0sctl: roles before and behind addresses, comments in Thai, CRLF",
      input: "apiVersion: k0sctl.k0sproject.io/v1beta1\r\nkind: cluster\r\nspec:\r\n  hosts:\r\n"
        + "  - ssh: {address: 10.0.0.1}  # เครื่องแรก\r\n    role: controller+worker \r\n"
        + "  - role: controller\r\n    hostname: two\r\n    privateAddress: 10.1.0.2\r\n"
        + "    ssh:\r\n      address: 10.0.0.2\r\n  - role: worker\r\n    ssh: {address: 10.0.0.3}\r\n"
        + "  k0s:\r\n    version: 1.31.2+k0s.0\r\n",
      expected: [
        "part k0sctl whole", #"node 10.0.0.1 10.0.0.1 5:20 "10.0.0.1""#,
        #"node two 10.1.0.2 8:15 "two""#, #"nodes stated 4:3 "hosts""#, "member on each node",
        #"topology stacked 4:3 "hosts""#, #"policy local 4:3 "hosts""#,
        #"workers 1 4:3 "hosts""#, #"version 1.31.2+k0s.0 15:14 "1.31.2+k0s.0""#,
        #"gap endpoint 2:7 "cluster""#,
      ], forbidden: ["problem", "mark", "node host"]),
    ReadingCase(
      title: "k0sctl: hosts behind one gateway, and what is left to be filled in",
      input: """
        apiVersion: k0sctl.k0sproject.io/v1beta1
        kind: Cluster
        metadata: {name: lab}
        spec:
          hosts:
            - {role: controller, ssh: {address: 127.0.0.1, port: 9022}}
            - {role: controller, ssh: {address: 127.0.0.1, port: 9023}}
            - {role: controller, ssh: {address: "${THIRD}"}}
          k0s: {version: "${K0S_VERSION}"}
        """,
      expected: [
        #"name lab 3:18 "lab""#, #"node 127.0.0.1:9022 - 6:41 "127.0.0.1""#,
        #"node 127.0.0.1:9023 - 7:41 "127.0.0.1""#, #"node host-3 - 8:14 "controller""#,
        #"mark 8:42 "${THIRD}""#, #"gap spec.k0s.version 9:19 "${K0S_VERSION}""#,
      ], forbidden: ["version", "problem"]),
    ReadingCase(
      title: "k0sctl: kine is no etcd, external etcd is somebody else's",
      input: """
        apiVersion: k0sctl.k0sproject.io/v1beta1
        kind: Cluster
        spec:
          hosts: [{role: controller, ssh: {address: 10.0.0.1}}]
          k0s: {config: {spec: {storage: {type: kine}}}}
        ---
        apiVersion: k0sctl.k0sproject.io/v1beta1
        kind: Cluster
        spec:
          hosts: [{role: controller, ssh: {address: 10.0.0.1}}]
          k0s:
            config:
              spec:
                storage:
                  etcd:
                    externalCluster: {endpoints: ["https://10.9.0.1:2379", "https://10.9.0.2:2379"]}
                api: {externalAddress: "[fd00::9]:7443"}
        """,
      expected: [
        #"gap etcd 5:41 "kine""#, #"topology external 16:13 "externalCluster""#,
        #"lists https://10.9.0.2:2379 16:69 "https://10.9.0.2:2379""#,
        #"endpoint [fd00::9]:7443 17:33 "[fd00::9]:7443""#,
      ], forbidden: ["problem", "member on", "topology stacked"]),
    ReadingCase(
      title: "RKE: roles in lists of every kind",
      input: """
        cluster_name: east
        kubernetes_version: v1.27.8-rancher1-1
        nodes:
          - address: 10.0.0.1
            internal_address: ""
            role: [controlplane, etcd]
          - address: 10.0.0.2
            internal_address: 10.1.0.2
            hostname_override: two
            labels: {topology.kubernetes.io/zone: b}
            role: ['controlplane']
          - address: 10.0.0.3
            role:
              - etcd
              - worker
        services:
          etcd: {extra_args: {election-timeout: "2000"}}
        """,
      expected: [
        #"name east 1:15 "east""#, #"version v1.27.8-rancher1-1 2:21 "v1.27.8-rancher1-1""#,
        #"node 10.0.0.1 10.0.0.1 4:14 "10.0.0.1""#, #"node two 10.1.0.2 9:24 "two""#,
        #"nodes stated 3:1 "nodes""#, #"topology external 3:1 "nodes""#,
        #"member 10.0.0.3 | 12:14 "10.0.0.3""#, #"etcd host 10.0.0.3 10.0.0.3 12:14 "10.0.0.3""#,
        #"flag etcd election-timeout=2000 17:42 "2000""#, #"workers 1 3:1 "nodes""#,
        #"balancer nginx-proxy node-local - 3:1 "nodes""#, #"policy all 3:1 "nodes""#,
      ], forbidden: ["problem", "gap"]),
    ReadingCase(
      title: "RKE: nodes of another tool are not ours",
      input: "nodes:\n  - address: 10.0.0.1\n    role: controlplane-ish\nname: x\n", expected: [],
      forbidden: ["part", "problem"]),
    ReadingCase(
      title: "KubeKey: flow maps, ranges, a version 6 address, kube-vip",
      input: """
        apiVersion: kubekey.kubesphere.io/v1alpha2
        kind: Cluster
        metadata: {name: sample}
        spec:
          hosts:
          - {name: node1, address: 10.0.0.1, internalAddress: "10.1.0.1,fd00::1", user: ubuntu}
          - {name: node2, address: 10.0.0.2, internalAddress: 10.1.0.2}
          - {name: node3, address: 10.0.0.3, internalAddress: 10.1.0.3, labels: {a: b}}
          - {name: node4, address: 10.0.0.4}
          roleGroups:
            etcd:
            - node1
            - node[3:4]
            control-plane:   # the masters
            - node[1:3]
            worker: [node4]
          controlPlaneEndpoint: {internalLoadbalancer: kube-vip, domain: lb.lan, address: 10.1.0.9, port: 6443}
          kubernetes:
            version: v1.28.0
            controllerManagerArgs: [leader-elect-renew-deadline=8s]
          etcd: {type: kubekey, electionTimeout: 3000}
        """,
      expected: [
        #"name sample 3:18 "sample""#, #"version v1.28.0 19:14 "v1.28.0""#,
        #"node node1 10.1.0.1 6:12 "node1""#, #"node node3 10.1.0.3 8:12 "node3""#,
        #"nodes stated 14:5 "control-plane""#, #"members stated 11:5 "etcd""#,
        #"etcd host node4 10.0.0.4 9:12 "node4""#, #"topology external 11:5 "etcd""#,
        #"balancer kube-vip-node2 kube-vip 10.1.0.9 17:48 "kube-vip""#,
        #"endpoint 10.1.0.9:6443 17:83 "10.1.0.9""#, #"workers 1 14:5 "control-plane""#,
        #"flag kube-controller-manager leader-elect-renew-deadline=8s 20:57 "8s""#,
        #"flag etcd election-timeout=3000 21:42 "3000""#,
      ], forbidden: ["problem", "gap", "node node4"]),
    ReadingCase(
      title: "KubeKey: groups that name nobody, and the documents without hosts",
      input: """
        apiVersion: kubekey.kubesphere.io/v1alpha1
        kind: Cluster
        spec:
          hosts: [{name: a, address: 10.0.0.1}]
          roleGroups: {etcd: [a, b], master: [a]}
        ---
        apiVersion: kubekey.kubesphere.io/v1
        kind: Config
        spec: {etcd: {etcd_version: v3.5.12}}
        ---
        apiVersion: kubekey.kubesphere.io/v1
        kind: Inventory
        metadata: {name: four}
        spec:
          hosts: {x: {connector: {host: 10.0.0.7}, internal_ipv4: 10.1.0.7}}
          groups:
            kube_control_plane: {hosts: [x, y, z]}
            etcd: {hosts: [x, y, z]}
        """,
      expected: [
        #"problem 5:26 "b": `b` is in group etcd, but not among the hosts"#,
        #"node a 10.0.0.1 4:18 "a""#, #"node x 10.1.0.7 15:11 "x""#,
        #"nodes stated 17:5 "kube_control_plane""#, #"topology stacked 18:5 "etcd""#,
      ], forbidden: ["part kubekey loose"]),
    ReadingCase(
      title: "KubeOne: private addresses, an endpoint, flags",
      input: """
        apiVersion: kubeone.k8c.io/v1beta3
        kind: KubeOneCluster
        name: demo
        versions: {kubernetes: "1.31.1"}
        controlPlane:
          hosts:
            - {privateAddress: 10.1.0.1, publicAddress: 10.0.0.1, hostname: cp-1}
            - {privateAddress: 10.1.0.2}
        apiEndpoint: {host: api.lan, port: 443}
        controlPlaneComponents:
          scheduler: {flags: {leader-elect-lease-duration: 20s}}
        """,
      expected: [
        #"name demo 3:7 "demo""#, #"version 1.31.1 4:25 "1.31.1""#,
        #"node cp-1 10.1.0.1 7:69 "cp-1""#, #"node 10.1.0.2 10.1.0.2 8:24 "10.1.0.2""#,
        #"nodes stated 6:3 "hosts""#, "member on each node",
        #"endpoint api.lan:443 9:21 "api.lan""#,
        #"flag kube-scheduler leader-elect-lease-duration=20s 11:52 "20s""#,
      ], forbidden: ["problem", "gap"]),
    ReadingCase(
      title: "KubeOne: hosts are Terraform's",
      input: "apiVersion: kubeone.k8c.io/v1beta2\nkind: KubeOneCluster\nname: x\n",
      expected: [#"gap count 2:7 "KubeOneCluster""#],
      forbidden: ["problem", "nodes stated", "gap endpoint"]),
    ReadingCase(
      title: "sealos: groups of addresses",
      input: """
        apiVersion: apps.sealos.io/v1beta1
        kind: Cluster
        metadata: {name: default}
        spec:
          hosts:
          - ips: ["10.0.0.1:22", 10.0.0.2:22, 10.0.0.3:22]
            roles: [master, amd64]
          - ips: [10.0.0.4]
            roles: [node]
        """,
      expected: [
        #"name default 3:18 "default""#, #"node 10.0.0.1 10.0.0.1 6:12 "10.0.0.1:22""#,
        #"node 10.0.0.3 10.0.0.3 6:39 "10.0.0.3:22""#, #"nodes stated 5:3 "hosts""#,
        #"workers 1 5:3 "hosts""#, #"balancer lvscare node-local - 2:7 "Cluster""#,
      ], forbidden: ["problem", "gap"]),
    ReadingCase(
      title: "sealer: counts as texts, settings beside the cluster",
      input: """
        apiVersion: zlink.aliyun.com/v1alpha1
        kind: Cluster
        metadata: {name: cloud}
        spec:
          masters: {count: "3", cpu: "4"}
          nodes: {count: "2"}
        ---
        apiVersion: sealer.io/v2
        kind: KubeadmConfig
        spec: {kubernetesVersion: v1.22.15, controlPlaneEndpoint: "api.lan:6443"}
        """,
      expected: [
        #"node master-3 - 5:21 "3""#, #"nodes stated 5:3 "masters""#, #"workers 2 5:3 "masters""#,
        #"version v1.22.15 10:27 "v1.22.15""#, #"endpoint api.lan:6443 10:60 "api.lan:6443""#,
      ], forbidden: ["problem", "gap"]),
    ReadingCase(
      title: "a list that a template makes",
      input: """
        apiVersion: k0sctl.k0sproject.io/v1beta1
        kind: Cluster
        spec:
          hosts:
          {{- range .Hosts }}
            - role: controller
              ssh: {address: {{ .IP }}}
          {{- end }}
        """,
      expected: [#"template 5:3 "{{- range .Hosts }}""#], forbidden: ["problem"]),
    ReadingCase(
      title: "cut off in the middle of a host",
      input:
        "apiVersion: k0sctl.k0sproject.io/v1beta1\nkind: Cluster\nspec:\n  hosts:\n    - {role: contr",
      expected: [], forbidden: ["node", "nodes stated"]),
  ]
}
