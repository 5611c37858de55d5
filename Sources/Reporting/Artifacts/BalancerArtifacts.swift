/// Configurations of the balancers' machines.
struct BalancerArtifacts {
  let cluster: EmittedCluster

  private func artifact(
    _ balancer: EmittedCluster.Machine, _ path: String, _ lines: [String]
  ) -> Artifact {
    let title = "# \(balancer.name), \(cluster.place(of: balancer))"
    return Artifact(
      path: "\(balancer.name)/\(path)", text: ([title] + lines + [""]).joined(separator: "\n"),
      machine: balancer.name)
  }

  // MARK: haproxy

  /// `/readyz` over TLS: what fails when an API server has lost etcd or shuts down.
  var haproxy: [Artifact] {
    let api = EmittedCluster.Ports.api
    let servers = cluster.masters.map { master in
      "    server \(master.name) \(master.address.host):\(api)"
        + EmittedAddress.mark(master.address)
    }
    let check =
      "inter \(RecommendedTimings.checkSeconds)s fall \(RecommendedTimings.checkFailures) "
      + "rise \(RecommendedTimings.checkSuccesses)"
    return cluster.balancers.map { balancer in
      artifact(
        balancer, "haproxy.cfg",
        [
          "global", "    log /dev/log local0", "    user haproxy", "    group haproxy", "",
          "defaults", "    mode tcp", "    log global", "    option tcplog",
          "    option dontlognull", "    timeout connect 2s",
          "    timeout client \(RecommendedTimings.idleHours)h",
          "    timeout server \(RecommendedTimings.idleHours)h", "",
          "listen kube-apiserver", "    bind :\(cluster.endpointPort)", "    balance leastconn",
          "    option httpchk GET /readyz", "    http-check expect status 200",
          "    timeout check \(RecommendedTimings.checkSeconds)s",
          "    # With the cluster's CA on this machine: verify required ca-file /etc/haproxy/ca.crt",
          "    default-server check check-ssl verify none \(check) on-marked-down shutdown-sessions",
        ] + servers)
    }
  }

  // MARK: nginx

  /// nginx checks nothing by itself: it counts the connections that fail.
  var nginx: [Artifact] {
    let api = EmittedCluster.Ports.api
    let servers = cluster.masters.map { master in
      "        server \(master.address.host):\(api) "
        + "max_fails=\(RecommendedTimings.checkFailures) fail_timeout=10s;"
        + EmittedAddress.mark(master.address)
    }
    return cluster.balancers.map { balancer in
      artifact(
        balancer, "nginx.conf",
        [
          "include /etc/nginx/modules-enabled/*.conf;", "worker_processes auto;", "",
          "events {", "    worker_connections 4096;", "}", "", "stream {",
          "    upstream kube-apiserver {", "        least_conn;",
        ] + servers + [
          "    }", "    server {", "        listen \(cluster.endpointPort);",
          "        proxy_pass kube-apiserver;",
          "        proxy_connect_timeout \(RecommendedTimings.checkSeconds)s;",
          "        proxy_timeout \(RecommendedTimings.idleHours)h;", "    }", "}",
        ])
    }
  }

  // MARK: keepalived

  private static let note = [
    "# The address moves only within one network: where zones have networks of their own, let the",
    "# provider move it, or announce it by BGP.",
  ]

  /// One address that the first healthy balancer holds. It is given up at once when what the machine
  /// forwards to stops answering.
  var keepalived: [Artifact] {
    guard let shared = cluster.sharedAddress else { return [] }
    return cluster.balancers.enumerated().map { index, balancer in
      let peers = cluster.balancers.filter { $0 != balancer }
      var lines = peers.isEmpty ? [] : Self.note
      lines += ["global_defs {", "    router_id \(balancer.name)", "    script_user root"]
      lines += ["    enable_script_security", "}", "", "vrrp_script apiserver {"]
      lines += [
        "    script \"/usr/bin/curl -s -k -f -m \(RecommendedTimings.checkSeconds) -o /dev/null "
          + "https://127.0.0.1:\(cluster.endpointPort)/readyz\"",
        "    interval \(RecommendedTimings.checkSeconds)",
        "    fall \(RecommendedTimings.checkFailures)",
        "    rise \(RecommendedTimings.checkSuccesses)", "}", "",
      ]
      lines += ["vrrp_instance kubernetes {", "    state BACKUP"]
      lines += ["    interface eth0  # replace: interface of \(balancer.name)"]
      lines += ["    virtual_router_id 51", "    priority \(max(1, 150 - index))"]
      lines += ["    advert_int 1"]
      if !peers.isEmpty {
        lines.append(
          "    unicast_src_ip \(balancer.address.text)" + EmittedAddress.mark(balancer.address))
        lines.append("    unicast_peer {")
        lines += peers.map { "        \($0.address.text)" + EmittedAddress.mark($0.address) }
        lines.append("    }")
      }
      lines += ["    virtual_ipaddress {", "        \(shared.text)" + EmittedAddress.mark(shared)]
      lines += ["    }", "    track_script {", "        apiserver", "    }", "}"]
      return artifact(balancer, "keepalived.conf", lines)
    }
  }
}
