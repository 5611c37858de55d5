/// Units for every machine: etcd, and the three programs of a control-plane node.
struct SystemdArtifacts {
  let cluster: EmittedCluster

  var files: [Artifact] {
    cluster.masters.flatMap { master in
      [apiServer(master), controllerManager(master), scheduler(master)]
        + (cluster.member(on: master).map { [etcd($0)] } ?? [])
    } + cluster.members.filter(\.isAlone).map(etcd)
  }

  /// The units of members alone: beside tools that leave etcd to others.
  var members: [Artifact] { cluster.members.map(etcd) }

  private typealias Flag = (name: String, value: String, addresses: [EmittedAddress])

  private static let pki = "/etc/kubernetes/pki"

  // MARK: etcd

  private func etcd(_ member: EmittedCluster.Member) -> Artifact {
    let host = member.machine.address
    let all = cluster.members.map(\.machine.address)
    let port = EmittedCluster.Ports.etcd
    let folder = "\(Self.pki)/etcd"
    let flags: [Flag] =
      [
        ("name", member.name, []), ("data-dir", "/var/lib/etcd", []),
        ("listen-client-urls", "\(member.clientURL),https://127.0.0.1:\(port)", [host]),
        ("advertise-client-urls", member.clientURL, [host]),
        ("listen-peer-urls", member.peerURL, [host]),
        ("initial-advertise-peer-urls", member.peerURL, [host]),
        ("initial-cluster", cluster.initialCluster, all),
        ("initial-cluster-state", "new", []),
        ("heartbeat-interval", "\(RecommendedTimings.heartbeatMilliseconds)", []),
        ("election-timeout", "\(RecommendedTimings.electionMilliseconds)", []),
        ("listen-metrics-urls", "http://127.0.0.1:2381", []),
      ]
      + [
        ("client-cert-auth", "true"), ("trusted-ca-file", "\(folder)/ca.crt"),
        ("cert-file", "\(folder)/server.crt"), ("key-file", "\(folder)/server.key"),
        ("peer-client-cert-auth", "true"), ("peer-trusted-ca-file", "\(folder)/ca.crt"),
        ("peer-cert-file", "\(folder)/peer.crt"), ("peer-key-file", "\(folder)/peer.key"),
      ].map { ($0, $1, []) }
    return unit(
      "etcd", on: member.machine, flags,
      about: ["etcd member \(member.name) of \(cluster.members.count)"],
      service: ["Type=notify"])
  }

  // MARK: Control plane

  private func apiServer(_ master: EmittedCluster.Machine) -> Artifact {
    let servers = cluster.etcdServers(of: master)
    var flags: [Flag] = [
      ("advertise-address", master.address.text, [master.address]),
      ("bind-address", "0.0.0.0", []), ("secure-port", "\(EmittedCluster.Ports.api)", []),
      ("etcd-servers", servers.urls.joined(separator: ","), servers.addresses),
    ]
    if !cluster.balancers.isEmpty {
      flags.append(
        ("shutdown-delay-duration", "\(RecommendedTimings.shutdownDelaySeconds)s", []))
    }
    flags += Self.apiServerFiles.map { ($0, $1, []) }
    let own = cluster.member(on: master) == nil ? [] : ["After=etcd.service"]
    return unit(
      "kube-apiserver", on: master, flags, about: ["Kubernetes API server"], order: own,
      service: ["Type=notify"])
  }

  private static let apiServerFiles = [
    ("etcd-cafile", "\(pki)/etcd/ca.crt"),
    ("etcd-certfile", "\(pki)/apiserver-etcd-client.crt"),
    ("etcd-keyfile", "\(pki)/apiserver-etcd-client.key"),
    ("client-ca-file", "\(pki)/ca.crt"), ("tls-cert-file", "\(pki)/apiserver.crt"),
    ("tls-private-key-file", "\(pki)/apiserver.key"),
    ("kubelet-client-certificate", "\(pki)/apiserver-kubelet-client.crt"),
    ("kubelet-client-key", "\(pki)/apiserver-kubelet-client.key"),
    ("service-account-issuer", "https://kubernetes.default.svc.cluster.local"),
    ("service-account-key-file", "\(pki)/sa.pub"),
    ("service-account-signing-key-file", "\(pki)/sa.key"),
    ("service-cluster-ip-range", "10.96.0.0/12"), ("authorization-mode", "Node,RBAC"),
    ("enable-admission-plugins", "NodeRestriction"), ("enable-bootstrap-token-auth", "true"),
    ("requestheader-client-ca-file", "\(pki)/front-proxy-ca.crt"),
    ("requestheader-allowed-names", "front-proxy-client"),
    ("requestheader-extra-headers-prefix", "X-Remote-Extra-"),
    ("requestheader-group-headers", "X-Remote-Group"),
    ("requestheader-username-headers", "X-Remote-User"),
    ("proxy-client-cert-file", "\(pki)/front-proxy-client.crt"),
    ("proxy-client-key-file", "\(pki)/front-proxy-client.key"),
  ]

  private func controllerManager(_ master: EmittedCluster.Machine) -> Artifact {
    let file = "/etc/kubernetes/controller-manager.conf"
    let flags =
      [
        ("kubeconfig", file), ("authentication-kubeconfig", file),
        ("authorization-kubeconfig", file),
      ]
      + [("bind-address", "127.0.0.1")] + RecommendedTimings.election
      + RecommendedTimings.nodeMonitor
      + [
        ("controllers", "*,bootstrapsigner,tokencleaner"),
        ("use-service-account-credentials", "true"), ("root-ca-file", "\(Self.pki)/ca.crt"),
        ("client-ca-file", "\(Self.pki)/ca.crt"),
        ("requestheader-client-ca-file", "\(Self.pki)/front-proxy-ca.crt"),
        ("cluster-signing-cert-file", "\(Self.pki)/ca.crt"),
        ("cluster-signing-key-file", "\(Self.pki)/ca.key"),
        ("service-account-private-key-file", "\(Self.pki)/sa.key"),
      ]
    return unit(
      "kube-controller-manager", on: master, flags.map { ($0, $1, []) },
      about: ["Kubernetes controller manager"],
      notes: ["\(file) names the API server of this machine."])
  }

  private func scheduler(_ master: EmittedCluster.Machine) -> Artifact {
    let file = "/etc/kubernetes/scheduler.conf"
    let flags =
      [
        ("kubeconfig", file), ("authentication-kubeconfig", file),
        ("authorization-kubeconfig", file),
      ]
      + [("bind-address", "127.0.0.1")] + RecommendedTimings.election
    return unit(
      "kube-scheduler", on: master, flags.map { ($0, $1, []) }, about: ["Kubernetes scheduler"],
      notes: ["\(file) names the API server of this machine."])
  }

  // MARK: Units

  /// A comment between the lines of a command does not end it (systemd.syntax(7)).
  private func unit(
    _ program: String, on machine: EmittedCluster.Machine, _ flags: [Flag], about: [String],
    notes: [String] = [], order: [String] = [], service: [String] = []
  ) -> Artifact {
    var lines = ["# \(program) on \(machine.name), \(cluster.place(of: machine))"]
    lines += notes.map { "# \($0)" }
    lines += ["[Unit]", "Description=\(about.joined())", "Wants=network-online.target"]
    lines += ["After=network-online.target"] + order
    lines += ["", "[Service]"] + service + ["ExecStart=/usr/local/bin/\(program) \\"]
    for (index, flag) in flags.enumerated() {
      if let note = EmittedAddress.note(flag.addresses) { lines.append("# \(note)") }
      lines.append("  --\(flag.name)=\(flag.value)\(index < flags.count - 1 ? " \\" : "")")
    }
    lines += ["Restart=always", "RestartSec=5", "LimitNOFILE=65536", ""]
    lines += ["[Install]", "WantedBy=multi-user.target", ""]
    return Artifact(
      path: "\(machine.name)/\(program).service", text: lines.joined(separator: "\n"),
      machine: machine.name)
  }
}
