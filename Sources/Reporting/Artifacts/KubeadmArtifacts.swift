internal import ClusterModel
internal import Syntax

/// kubeadm's documents: one file for each control-plane node, the first of which begins the cluster.
/// kubeadm runs one member beside each API server and counts no others: where any stands alone, all
/// are run by systemd, and are external to kubeadm.
struct KubeadmArtifacts {
  let cluster: EmittedCluster
  private let version: String
  private let listsArguments: Bool

  /// v1beta4 from 1.31 on, v1beta3 from 1.22 on (cmd/kubeadm/app/apis/kubeadm).
  init(_ cluster: EmittedCluster) throws(ArtifactFailure) {
    self.cluster = cluster
    guard let version = KubernetesVersion.parse(cluster.version) else {
      throw ArtifactFailure("`\(cluster.version)` is no version of Kubernetes: v1.36.5 is one")
    }
    guard version >= KubernetesVersion(major: 1, minor: 22, patch: nil) else {
      throw ArtifactFailure(
        "kubeadm's documents are written for Kubernetes 1.22 and later, not for \(cluster.version)")
    }
    listsArguments = version >= KubernetesVersion(major: 1, minor: 31, patch: nil)
    self.version = "kubeadm.k8s.io/\(listsArguments ? "v1beta4" : "v1beta3")"
  }

  var files: [Artifact] {
    guard let first = cluster.masters.first else { return [] }
    return [initial(first)] + cluster.masters.dropFirst().map(joining)
      + (cluster.isStacked ? [] : SystemdArtifacts(cluster: cluster).members)
  }

  private func head(_ kind: String) -> [String] { ["apiVersion: \(version)", "kind: \(kind)"] }

  private func artifact(_ master: EmittedCluster.Machine, _ lines: [String]) -> Artifact {
    Artifact(
      path: "\(master.name)/kubeadm.yaml", text: (lines + [""]).joined(separator: "\n"),
      machine: master.name)
  }

  private func localEndpoint(_ master: EmittedCluster.Machine, indent: String) -> [String] {
    [
      "localAPIEndpoint:",
      "  advertiseAddress: \(SpecText.scalar(master.address.text))"
        + EmittedAddress.mark(master.address),
      "  bindPort: \(EmittedCluster.Ports.api)",
    ].map { indent + $0 }
  }

  // MARK: The first node

  private func initial(_ master: EmittedCluster.Machine) -> Artifact {
    let title = "# \(master.name), \(cluster.place(of: master))"
    return artifact(
      master,
      ["\(title): kubeadm init --config kubeadm.yaml --upload-certs"]
        + head("InitConfiguration") + [
          "nodeRegistration:", "  name: \(SpecText.scalar(master.name))",
        ]
        + localEndpoint(master, indent: "") + ["---"] + head("ClusterConfiguration") + body)
  }

  private var body: [String] {
    let endpoint = cluster.endpoint
    var lines = [
      "clusterName: \(SpecText.scalar(cluster.request.name))",
      "kubernetesVersion: \(SpecText.scalar(cluster.version))",
      "controlPlaneEndpoint: \(SpecText.scalar(endpoint.text))\(endpoint.mark)",
      "certificatesDir: /etc/kubernetes/pki",
    ]
    let servers = serverArguments
    if !servers.isEmpty { lines += ["apiServer:"] + servers }
    lines += ["controllerManager:"]
    lines += arguments(RecommendedTimings.election + RecommendedTimings.nodeMonitor, indent: "  ")
    lines += ["scheduler:"] + arguments(RecommendedTimings.election, indent: "  ")
    return lines + ["etcd:"] + (cluster.isStacked ? localEtcd : externalEtcd)
  }

  private var localEtcd: [String] {
    ["  local:", "    dataDir: /var/lib/etcd"]
      + arguments(
        [
          ("heartbeat-interval", "\(RecommendedTimings.heartbeatMilliseconds)"),
          ("election-timeout", "\(RecommendedTimings.electionMilliseconds)"),
        ], indent: "    ")
  }

  /// kubeadm lists the member beside an API server by itself; all of them it must be told.
  private var serverArguments: [String] {
    guard cluster.isStacked, cluster.policy == .all, let first = cluster.masters.first else {
      return []
    }
    let servers = cluster.etcdServers(of: first)
    return arguments(
      [("etcd-servers", servers.urls.joined(separator: ","))], servers.addresses, indent: "  ")
  }

  private var externalEtcd: [String] {
    guard let first = cluster.masters.first else { return [] }
    let servers = cluster.etcdServers(of: first)
    let addresses =
      servers.addresses.map(Optional.some) + [EmittedAddress?](repeating: nil, count: 1)
    let entries = zip(servers.urls, addresses).map { url, address in
      "      - \(url)" + (address.map { EmittedAddress.mark($0) } ?? "")
    }
    let folder = "/etc/kubernetes/pki"
    return ["  external:", "    endpoints:"] + entries + [
      "    caFile: \(folder)/etcd/ca.crt",
      "    certFile: \(folder)/apiserver-etcd-client.crt",
      "    keyFile: \(folder)/apiserver-etcd-client.key",
    ]
  }

  /// A list of names and values from v1beta4 on, a mapping before.
  private func arguments(
    _ list: [(String, String)], _ addresses: [EmittedAddress] = [], indent: String
  ) -> [String] {
    let mark = EmittedAddress.mark(addresses)
    return ["\(indent)extraArgs:"]
      + list.map { name, value in
        listsArguments
          ? "\(indent)  - {name: \(name), value: \"\(value)\"}\(mark)"
          : "\(indent)  \(name): \"\(value)\"\(mark)"
      }
  }

  // MARK: Further nodes

  private func joining(_ master: EmittedCluster.Machine) -> Artifact {
    let endpoint = cluster.endpoint
    return artifact(
      master,
      ["# \(master.name), \(cluster.place(of: master)): kubeadm join --config kubeadm.yaml"]
        + head("JoinConfiguration") + [
          "nodeRegistration:", "  name: \(SpecText.scalar(master.name))",
        ]
        + [
          "discovery:", "  bootstrapToken:",
          "    apiServerEndpoint: \(SpecText.scalar(endpoint.text))\(endpoint.mark)",
          "    token: abcdef.0123456789abcdef  # replace: what `kubeadm token create` says",
          "    caCertHashes:",
          "      # replace: what `kubeadm init` says",
          "      - sha256:\(String(repeating: "0", count: 64))",
          "controlPlane:",
          "  # replace: what `kubeadm init phase upload-certs --upload-certs` says",
          "  certificateKey: \"\(String(repeating: "0", count: 64))\"",
        ] + localEndpoint(master, indent: "  "))
  }
}
