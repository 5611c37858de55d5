internal import ClusterModel
internal import Planning

/// An inventory for kubespray, and the variables beside it.
struct KubesprayArtifacts {
  let cluster: EmittedCluster

  var files: [Artifact] {
    [
      Artifact(path: "inventory.yaml", text: text(inventory), machine: nil),
      Artifact(path: "group_vars/all.yaml", text: text(variables), machine: nil),
    ]
  }

  private func text(_ lines: [String]) -> String { (lines + [""]).joined(separator: "\n") }

  // MARK: Inventory

  private var inventory: [String] {
    let alone = cluster.members.filter(\.isAlone).map(\.machine)
    var lines = ["# Hosts for kubespray: ansible-playbook -i inventory.yaml cluster.yml", "all:"]
    lines += ["  hosts:"] + (cluster.masters + alone).flatMap(host)
    lines += ["  children:"] + group("kube_control_plane", cluster.masters)
    lines += group("etcd", cluster.members.map(\.machine))
    lines += ["    kube_node:", "      # The workers' names go here, and their addresses above."]
    lines += ["      hosts: {}", "    k8s_cluster:", "      children:"]
    return lines + ["        kube_control_plane:", "        kube_node:"]
  }

  private func host(_ machine: EmittedCluster.Machine) -> [String] {
    let address = SpecText.scalar(machine.address.text) + EmittedAddress.mark(machine.address)
    var lines = ["    \(SpecText.scalar(machine.name)):", "      ansible_host: \(address)"]
    lines += ["      ip: \(address)"]
    if let member = cluster.members.first(where: { $0.machine == machine }) {
      lines.append("      etcd_member_name: \(SpecText.scalar(member.name))")
    }
    let level = cluster.request.level
    if level == "zone" || level == "region" {
      let zone = SpecText.scalar(machine.zone)
      lines += ["      node_labels:", "        topology.kubernetes.io/\(level): \(zone)"]
    }
    return lines
  }

  private func group(_ name: String, _ machines: [EmittedCluster.Machine]) -> [String] {
    ["    \(name):", "      hosts:"] + machines.map { "        \(SpecText.scalar($0.name)):" }
  }

  // MARK: Variables

  private var variables: [String] {
    var lines = ["# Variables of every host."]
    if let version = cluster.request.kubernetesVersion {
      // Without the `v` since kubespray 2.28.
      let bare = version.hasPrefix("v") ? String(version.dropFirst()) : version
      lines.append("kube_version: \(SpecText.scalar(bare))")
    }
    lines += etcd
    if let balancer = cluster.sharedAddress ?? cluster.balancers.first?.address {
      lines += ["loadbalancer_apiserver:"]
      lines += ["  address: \(SpecText.scalar(balancer.text))" + EmittedAddress.mark(balancer)]
      lines += ["  port: \(cluster.endpointPort)"]
      if let name = cluster.endpointName {
        lines += ["apiserver_loadbalancer_domain_name: \(SpecText.scalar(name))"]
      }
    }
    for (prefix, name) in [
      ("kube_controller_manager", "lease_duration"), ("kube_controller_manager", "renew_deadline"),
      ("kube_scheduler", "lease_duration"), ("kube_scheduler", "renew_deadline"),
    ] {
      let flag = "leader-elect-" + name.replacing("_", with: "-")
      guard let value = RecommendedTimings.election.first(where: { $0.0 == flag })?.1 else {
        continue
      }
      lines.append("\(prefix)_leader_elect_\(name): \(value)")
    }
    for (flag, value) in RecommendedTimings.nodeMonitor {
      lines.append("kube_controller_\(flag.replacing("-", with: "_")): \(value)")
    }
    return lines
  }

  /// kubespray's own etcd lists every member for every API server; one that takes its own alone is
  /// kubeadm's where all are stacked, else it is said to.
  private var etcd: [String] {
    let isKubeadm = cluster.isStacked && cluster.policy == .local
    var lines = ["etcd_deployment_type: \(isKubeadm ? "kubeadm" : "host")"]
    lines += ["etcd_heartbeat_interval: \"\(RecommendedTimings.heartbeatMilliseconds)\""]
    lines += ["etcd_election_timeout: \"\(RecommendedTimings.electionMilliseconds)\""]
    if !isKubeadm, cluster.policy == .local {
      lines += ["kube_kubeadm_apiserver_extra_args:"]
      lines += ["  etcd-servers: https://127.0.0.1:\(EmittedCluster.Ports.etcd)"]
    }
    return lines
  }
}
