import Testing

/// Variables in files beside an inventory, and inventories in YAML.
@Suite struct InventoryVariablesTests {
  private static let hosts = """
    all:
      hosts:
        one: {ansible_host: 10.1.0.1, ip: 10.2.0.1}
        two: {ansible_host: 10.1.0.2}
        three:
          node_labels: {topology.kubernetes.io/zone: north}
      children:
        kube_control_plane:
          hosts:
            one:
            two:
        kube_node:
          hosts: {three: , two: }
        etcd:
          hosts:
            one:
            three:
            "[4:5]": null
        k8s_cluster:
          children: {kube_control_plane: , kube_node: }
        calico_rr:
          hosts: {}
    """

  private func lines(_ files: [String: String]) -> [String] {
    Rendering(Self.hosts, path: "inv/hosts.yaml", beside: files).lines
  }

  @Test func yamlInventories() {
    let lines = lines([:])
    for line in [
      #"node one 10.2.0.1 10:9 "one""#, #"node two 10.1.0.2 11:9 "two""#,
      #"nodes stated 8:5 "kube_control_plane""#, #"topology external 14:5 "etcd""#,
      #"member etcd2 | 17:9 "three""#, #"member etcd4 | 18:10 "[4:5]""#,
      #"etcd host three - 17:9 "three""#, #"workers 1 12:5 "kube_node""#,
    ] {
      #expect(lines.contains(line), "\(lines)")
    }
    #expect(!lines.contains { $0.hasPrefix("problem") || $0.hasPrefix("set") }, "\(lines)")
  }

  @Test func groupVariablesLieOverOneAnother() {
    let lines = lines([
      "inv/group_vars/all/all.yml": """
      loadbalancer_apiserver: {address: 10.2.0.100, port: 8443}
      apiserver_loadbalancer_domain_name: "api.prod.lan"
      etcd_election_timeout: 4000
      kube_version: "1.30.1"
      """,
      "inv/group_vars/all/zz.yaml": "etcd_heartbeat_interval: '200'\n",
      "inv/group_vars/all/notes.txt": "etcd_heartbeat_interval: 1\n",
      "inv/group_vars/k8s_cluster.yml": "kube_version: 1.31.4\n",
      "inv/group_vars/etcd": "etcd_election_timeout: \"2000\"\n",
      "inv/host_vars/one.yml": "access_ip: 10.3.0.1\nkube_controller_node_monitor_period: 4s\n",
    ])
    for line in [
      #"version 1.31.4 inv/group_vars/k8s_cluster.yml:1:15 "1.31.4""#,
      #"endpoint api.prod.lan:8443 inv/group_vars/all/all.yml:2:38 "api.prod.lan""#,
      #"node one 10.3.0.1 10:9 "one""#,
      #"flag etcd heartbeat-interval=200 inv/group_vars/all/zz.yaml:1:27 "200""#,
      #"flag etcd election-timeout=2000 inv/group_vars/etcd:1:25 "2000""#,
      #"flag kube-controller-manager node-monitor-period=4s inv/host_vars/one.yml:2:38 "4s""#,
      // kubespray's own, where nobody writes it.
      #"flag kube-controller-manager node-monitor-grace-period=40s 8:5 "kube_control_plane""#,
    ] {
      #expect(lines.contains(line), "\(lines)")
    }
    #expect(!lines.contains { $0.hasPrefix("problem") || $0.hasPrefix("balancer") }, "\(lines)")
  }

  @Test func argumentsAreHandedOn() {
    let lines = lines([
      "inv/group_vars/kube_control_plane.yml": """
      kube_kubeadm_controller_extra_args:
        leader-elect-retry-period: 3s
        node_monitor_period: "{{ period }}"
      etcd_extra_vars: {ETCD_QUOTA_BACKEND_BYTES: "8589934592"}
      """
    ])
    let file = "inv/group_vars/kube_control_plane.yml"
    for line in [
      #"set kube-controller-manager mapping(stringsOnly: false) \#(file):1:1 "#
        + #""kube_kubeadm_controller_extra_args""#,
      #"flag kube-controller-manager leader-elect-retry-period=3s \#(file):2:30 "3s""#,
      #"flag kube-controller-manager node-monitor-period=? \#(file):3:25 "{{ period }}""#,
      #"flag etcd quota-backend-bytes=8589934592 \#(file):4:46 "8589934592""#,
    ] {
      #expect(lines.contains(line), "\(lines)")
    }
    // An expression of Ansible's is no mark that its author left.
    #expect(!lines.contains { $0.hasPrefix("mark") }, "\(lines)")
  }

  @Test func whoRunsEtcd() {
    let lines = lines(["inv/group_vars/all.yml": "etcd_deployment_type: kubeadm\n"])
    let place = #"inv/group_vars/all.yml:1:23 "kubeadm""#
    #expect(lines.contains("topology stacked \(place)"), "\(lines)")
    #expect(lines.contains("policy local \(place)"), "\(lines)")
    #expect(lines.contains("member on each node"), "\(lines)")
    #expect(!lines.contains { $0.hasPrefix("members stated") }, "\(lines)")
  }

  @Test func virtualAddressOfKubeVIP() {
    let lines = lines([
      "inv/group_vars/all.yml": """
      kube_vip_enabled: true
      kube_vip_controlplane_enabled: yes
      kube_vip_address: 10.2.0.100
      loadbalancer_apiserver_localhost: false
      """
    ])
    let place = #"inv/group_vars/all.yml:3:19 "10.2.0.100""#
    #expect(lines.contains("balancer kube-vip-one kube-vip 10.2.0.100 \(place)"), "\(lines)")
    #expect(lines.contains("balancer kube-vip-two kube-vip 10.2.0.100 \(place)"), "\(lines)")
    #expect(!lines.contains { $0.hasPrefix("balancer node-local") }, "\(lines)")
  }

  @Test func filesThatCannotBeRead() {
    let lines = lines([
      "inv/group_vars/all/vault.yml": "$ANSIBLE_VAULT;1.1;AES256\n6162\n",
      "inv/group_vars/etcd.yml": "etcd_election_timeout: [5000\n",
    ])
    #expect(
      lines.contains { $0.hasPrefix(#"gap variables inv/group_vars/all/vault.yml:1:1"#) },
      "\(lines)")
    #expect(lines.contains { $0.hasPrefix("problem inv/group_vars/etcd.yml:") }, "\(lines)")
  }

  @Test func ofTheSectionsAndTheFiles() {
    let text = """
      [kube_control_plane]
      one
      [etcd]
      one etcd_heartbeat_interval=100
      [all:vars]
      kube_version=1.29.0
      etcd_election_timeout = 1000
      loadbalancer_apiserver={"address": "10.0.0.9", "port": 443}
      """
    let lines = Rendering(text, path: "hosts.ini").lines
    for line in [
      #"version 1.29.0 6:14 "1.29.0""#, #"endpoint 10.0.0.9:443 8:37 "10.0.0.9""#,
      #"flag etcd heartbeat-interval=100 4:29 "100""#,
      #"flag etcd election-timeout=1000 7:25 "1000""#,
    ] {
      #expect(lines.contains(line), "\(lines)")
    }
  }
}
