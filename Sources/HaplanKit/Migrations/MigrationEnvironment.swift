internal import ClusterModel
internal import Planning
internal import Reporting
internal import Syntax

extension MigrationContext {
  /// Where the certificates of etcd stand, and whether a document says so.
  struct CertificateFiles {
    var ca: String
    var client: String
    var clientKey: String
    var server: String
    var serverKey: String
    var isStated: Bool
  }

  /// From the flags of etcd, else of the API server; else where many put them.
  var certificateFiles: CertificateFiles {
    func value(_ component: Component, _ name: String) -> String? {
      from.invocations(of: component).lazy.compactMap { $0.flag(name)?.flag.text }.first
        ?? from.commonAPIServer.flatMap { component == .apiServer ? $0.invocation : nil }
        .flatMap { $0.flag(name)?.flag.text }
    }
    let ca = value(.etcd, "trusted-ca-file") ?? value(.apiServer, "etcd-cafile")
    let server = value(.etcd, "cert-file")
    let serverKey = value(.etcd, "key-file")
    let client = value(.apiServer, "etcd-certfile") ?? server
    let clientKey = value(.apiServer, "etcd-keyfile") ?? serverKey
    let folder = "/etc/etcd/pki"
    return CertificateFiles(
      ca: ca ?? "\(folder)/ca.crt", client: client ?? "\(folder)/client.crt",
      clientKey: clientKey ?? "\(folder)/client.key", server: server ?? "\(folder)/server.crt",
      serverKey: serverKey ?? "\(folder)/server.key",
      isStated: ca != nil && client != nil && clientKey != nil && server != nil)
  }

  /// Lines that the shell needs before the commands of the steps.
  var environment: [String] {
    if case .described = etcdAccess { return caller }
    return caller + Self.functions
  }

  private var caller: [String] {
    let quoted = ShellWord.quoted
    switch etcdAccess {
    case .described:
      return [
        "# kops and kubectl speak to this cluster",
        "NAME=\(quoted(from.name))",
      ]
    case .managed:
      return [
        "# kubectl speaks to the management cluster",
        "KCP=\(quoted(controlPlaneObject))",
        "WORKLOAD=\(quoted("\(from.name).kubeconfig"))",
        "clusterctl get kubeconfig \(quoted(from.name)) > \"$WORKLOAD\"",
        "POD=$(kubectl --kubeconfig \"$WORKLOAD\" -n kube-system get pods -l component=etcd -o name "
          + "| head -n 1)",
        Self.podFunction("kubectl --kubeconfig \"$WORKLOAD\"", "\"$POD\""),
        Self.podUtility("kubectl --kubeconfig \"$WORKLOAD\"", "\"$POD\""),
        "SNAPSHOT=/var/lib/etcd/before-migration.db",
      ]
    case .pod(let pod):
      return [
        "# kubectl speaks to this cluster; ssh reaches its machines, as someone who may sudo",
        Self.podFunction("kubectl", pod), Self.podUtility("kubectl", pod),
        "SNAPSHOT=/var/lib/etcd/before-migration.db",
      ] + (addsByHand ? newMachine : [])
    case .ssh(let host, let name):
      let files = "/etc/ssl/etcd/ssl"
      // Words of the other side's shell: quoted for it, and then for this one.
      return [
        "# in kubespray's folder; ssh reaches the machines, as someone who may sudo",
        "INVENTORY=inventory/mycluster/hosts.yaml  # replace: your inventory",
        "etcdctl() { " + on(host, "sudo ETCDCTL_API=3 ")
          + "ETCDCTL_ENDPOINTS=https://127.0.0.1:2379 ETCDCTL_CACERT=\(files)/ca.pem "
          + "ETCDCTL_CERT=\(quoted(quoted("\(files)/admin-\(name).pem"))) "
          + "ETCDCTL_KEY=\(quoted(quoted("\(files)/admin-\(name)-key.pem"))) "
          + "/usr/local/bin/etcdctl \"$@\"; }",
        "etcdutl() { " + on(host, "sudo /usr/local/bin/etcdutl \"$@\"; }"),
        "SNAPSHOT=/var/backups/before-migration.db",
      ]
    case .direct:
      return direct
    }
  }

  /// etcdctl inside a static pod, with kubeadm's certificates.
  private static func podFunction(_ kubectl: String, _ pod: String) -> String {
    let files = "/etc/kubernetes/pki/etcd"
    return "etcdctl() { \(kubectl) -n kube-system exec \(pod) -- etcdctl "
      + "--endpoints=https://127.0.0.1:2379 --cacert=\(files)/ca.crt "
      + "--cert=\(files)/server.crt --key=\(files)/server.key \"$@\"; }"
  }

  /// etcdutl in the same place, which etcd has from 3.5 on.
  private static func podUtility(_ kubectl: String, _ pod: String) -> String {
    "etcdutl() { \(kubectl) -n kube-system exec \(pod) -- etcdutl \"$@\"; }"
  }

  /// The name of the KubeadmControlPlane.
  private var controlPlaneObject: String {
    from.machineGroups.first { $0.role == .controlPlane }?.name.value
      ?? "\(from.name)-control-plane"
  }

  /// Whether members are added by etcdctl.
  private var addsByHand: Bool {
    migration.steps.contains { if case .addLearner = $0.move { true } else { false } }
  }

  /// Where the files of a member stand on a new machine.
  private var newMachine: [String] {
    let files = certificateFiles
    return [
      "ETCD_FILE=/etc/default/etcd  # replace: the environment file of etcd's unit",
      "ETCD_CA=\(ShellWord.quoted(files.ca)); ETCD_CERT=\(ShellWord.quoted(files.server)); "
        + "ETCD_KEY=\(ShellWord.quoted(files.serverKey))"
        + (files.isStated ? "" : "  # replace: where your files are"),
    ]
  }

  private var direct: [String] {
    let start = migration.start
    let asked = lasting.isEmpty ? migration.liveVoters(start) : lasting
    let urls = asked.map { member($0).clientURL }
    let files = certificateFiles
    var lines = [
      "# on a machine that reaches etcd; ssh reaches the others, as someone who may sudo",
      "export ETCDCTL_API=3",
      "export ETCDCTL_ENDPOINTS=\(ShellWord.quoted(urls.joined(separator: ",")))",
    ]
    if sides.members.contains(where: { $0.peerURL.hasPrefix("https") }) {
      let mark = files.isStated ? "" : "  # replace: where your files are"
      lines += [
        "export ETCDCTL_CACERT=\(ShellWord.quoted(files.ca))\(mark)",
        "export ETCDCTL_CERT=\(ShellWord.quoted(files.client))\(mark)",
        "export ETCDCTL_KEY=\(ShellWord.quoted(files.clientKey))\(mark)",
      ]
    }
    if addsByHand { lines += newMachine }
    lines += [
      "SNAPSHOT=\"$PWD/before-migration.db\""
    ]
    return lines
  }

  /// Numbers of members, looked up by name or peer URL, and patience: the list of the member that is
  /// asked may lag a moment; etcd refuses a change within five seconds of the last
  /// (server/etcdserver, HealthInterval), and the vote of a learner that lags.
  private static let functions = [
    "again() { for try in $(seq 60); do \"$@\" && return; sleep 2; done; return 1; }",
    "member_id() { for try in 1 2 3 4 5; do id=$(etcdctl member list | awk -F', ' -v key=\"$1\" "
      + "'{ n = split($4, urls, \",\"); hit = $3 == key; "
      + "for (i = 1; i <= n; i++) if (urls[i] == key) hit = 1; if (hit) print $1 }'); "
      + "[ -n \"$id\" ] && echo \"$id\" && return; sleep 1; done; "
      + "echo \"no member $1\" >&2; return 1; }",
    "leader_id() { etcdctl endpoint status --cluster -w table | awk -F'|' "
      + "'/IS LEADER/ { for (i = 1; i <= NF; i++) if ($i ~ /IS LEADER/) column = i; next } "
      + "column && $column ~ /true/ { gsub(/ /, \"\", $3); print $3 }'; }",
  ]

  /// How etcdctl reaches etcd.
  enum EtcdAccess {
    case direct
    /// Inside a static pod of this name.
    case pod(String)
    /// Inside a static pod of a cluster that a management cluster runs.
    case managed
    /// Not at all: the tool looks after it.
    case described
    case ssh(host: String, name: String)
  }

  /// By where etcd stands when the migration begins.
  var etcdAccess: EtcdAccess {
    let asked = lasting.isEmpty ? migration.liveVoters(migration.start) : lasting
    let stacked = asked.first { member($0).isStacked }
    switch tool {
    case .kubeadm:
      guard let stacked, let node = member(stacked).node else { return .direct }
      return .pod(ShellWord.quoted("etcd-\(node)"))
    case .clusterAPI: return .managed
    case .kops: return .described
    case .kubespray:
      guard let first = asked.first else { return .direct }
      return .ssh(host: member(first).host, name: member(first).node ?? member(first).name)
    case .none: return .direct
    }
  }
}
