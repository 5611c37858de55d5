import ClusterModel

extension Shape {
  /// Frames of documents of tools, which hand flags on.
  func toolFrame(_ component: Component) -> Frame? {
    switch self {
    case .k3s:
      Frame(["cluster-init: true", "tls-san: [k8s.lan]", "\(argumentsKey(component)):"], 0)
    case .k3sFlow:
      Frame(
        ["cluster-init: true", "\(argumentsKey(component)): ["], 0, ["]", "tls-san: [k8s.lan]"])
    case .talos: talosFrame(component)
    case .rke: rkeFrame(component)
    case .capiMap, .capiEntries, .capiRKE2: capiFrame(component)
    case .k0sctl: k0sctlFrame(component)
    case .kind: kindFrame(component)
    case .kubeone: kubeoneFrame(component)
    case .kops: kopsFrame(component)
    case .kubesprayArguments: kubesprayFrame(component)
    case .kubesprayFields: Frame(["cluster_name: prod"], 0, ["kube_version: 1.33.2"])
    case .kubekey: kubekeyFrame(component)
    case .kubeadmExternal: externalFrame(component)
    default: nil
    }
  }

  private func argumentsKey(_ component: Component) -> String { "\(component.program)-arg" }

  private func talosFrame(_ component: Component) -> Frame {
    let key =
      switch component {
      case .apiServer: "apiServer"
      case .controllerManager: "controllerManager"
      case .scheduler: "scheduler"
      case .etcd: "etcd"
      }
    return Frame(
      [
        "version: v1alpha1", "machine:", "  type: controlplane", "cluster:", "  clusterName: west",
        "  controlPlane:", "    endpoint: https://10.50.0.10:6443", "  \(key):", "    extraArgs:",
      ], 6, ["  network:", "    dnsDomain: cluster.local"])
  }

  private func rkeFrame(_ component: Component) -> Frame {
    let key =
      switch component {
      case .apiServer: "kube-api"
      case .controllerManager: "kube-controller"
      case .scheduler: "scheduler"
      case .etcd: "etcd"
      }
    let nodes = (1...3).map {
      "  - {address: 10.0.0.\($0), user: rancher, role: [controlplane, etcd]}"
    }
    return Frame(
      ["cluster_name: east", "nodes:"] + nodes + ["services:", "  \(key):", "    extra_args:"], 6,
      ["ssh_key_path: ~/.ssh/id_rsa"])
  }

  private func capiFrame(_ component: Component) -> Frame? {
    if self == .capiRKE2 { return capiRKE2Frame(component) }
    let version = self == .capiMap ? "v1beta1" : "v1beta2"
    let path: [String] =
      switch component {
      case .apiServer: ["apiServer:", "  extraArgs:"]
      case .controllerManager: ["controllerManager:", "  extraArgs:"]
      case .scheduler: ["scheduler:", "  extraArgs:"]
      case .etcd: ["etcd:", "  local:", "    extraArgs:"]
      }
    return Frame(
      [
        "apiVersion: controlplane.cluster.x-k8s.io/\(version)", "kind: KubeadmControlPlane",
        "metadata: {name: west}", "spec:", "  replicas: 3", "  version: v1.33.5",
        "  kubeadmConfigSpec:", "    clusterConfiguration:",
      ] + path.map { "      \($0)" }, 6 + 2 * path.count,
      ["  rolloutStrategy: {type: RollingUpdate}"])
  }

  private func capiRKE2Frame(_ component: Component) -> Frame? {
    let path: [String] =
      switch component {
      case .apiServer: ["kubeAPIServer:", "  extraArgs:"]
      case .controllerManager: ["kubeControllerManager:", "  extraArgs:"]
      case .scheduler: ["kubeScheduler:", "  extraArgs:"]
      case .etcd: ["etcd:", "  customConfig:", "    extraArgs:"]
      }
    return Frame(
      [
        "apiVersion: controlplane.cluster.x-k8s.io/v1beta1", "kind: RKE2ControlPlane",
        "metadata: {name: west}", "spec:", "  replicas: 3", "  version: v1.33.5+rke2r1",
        "  serverConfig:",
      ] + path.map { "    \($0)" }, 4 + 2 * path.count, ["  registrationMethod: internal-first"])
  }

  private func k0sctlFrame(_ component: Component) -> Frame {
    let path: [String] =
      switch component {
      case .apiServer: ["api:", "  extraArgs:"]
      case .controllerManager: ["controllerManager:", "  extraArgs:"]
      case .scheduler: ["scheduler:", "  extraArgs:"]
      case .etcd: ["storage:", "  etcd:", "    extraArgs:"]
      }
    let hosts = (1...3).map { "  - {role: controller, ssh: {address: 10.60.0.1\($0)}}" }
    return Frame(
      [
        "apiVersion: k0sctl.k0sproject.io/v1beta1", "kind: Cluster", "metadata: {name: edge}",
        "spec:", "  hosts:",
      ] + hosts + ["  k0s:", "    config:", "      spec:"] + path.map { "        \($0)" },
      8 + 2 * path.count, ["    version: v1.33.4+k0s.0"])
  }

  private func kindFrame(_ component: Component) -> Frame {
    let path: [String] =
      switch component {
      case .apiServer: ["apiServer:", "  extraArgs:"]
      case .controllerManager: ["controllerManager:", "  extraArgs:"]
      case .scheduler: ["scheduler:", "  extraArgs:"]
      case .etcd: ["etcd:", "  local:", "    extraArgs:"]
      }
    return Frame(
      [
        "kind: Cluster", "apiVersion: kind.x-k8s.io/v1alpha4", "nodes:", "- role: control-plane",
        "- role: control-plane", "- role: control-plane", "kubeadmConfigPatches:", "- |",
        "  kind: ClusterConfiguration",
      ] + path.map { "  \($0)" }, 2 + 2 * path.count, ["networking: {ipFamily: ipv4}"])
  }

  private func kubeoneFrame(_ component: Component) -> Frame? {
    let keys: [Component: String] = [
      .apiServer: "apiServer", .controllerManager: "controllerManager", .scheduler: "scheduler",
    ]
    guard let key = keys[component] else { return nil }
    let hosts = (1...3).map { "  - {privateAddress: 10.1.0.\($0), hostname: cp-\($0)}" }
    return Frame(
      [
        "apiVersion: kubeone.k8c.io/v1beta2", "kind: KubeOneCluster", "name: demo",
        "apiEndpoint: {host: api.lan, port: 6443}", "controlPlane:", "  hosts:",
      ] + hosts + ["controlPlaneComponents:", "  \(key):", "    flags:"], 6,
      ["versions: {kubernetes: 1.31.1}"])
  }

  private func kopsFrame(_ component: Component) -> Frame? {
    let top = [
      "apiVersion: kops.k8s.io/v1alpha2", "kind: Cluster", "metadata: {name: k8s.example.com}",
      "spec:", "  kubernetesVersion: 1.33.2",
    ]
    let path: [String]
    switch component {
    case .apiServer: path = ["kubeAPIServer:"]
    // kOps writes the controller manager's leader election itself.
    case .controllerManager: return nil
    case .scheduler: path = ["kubeScheduler:", "  leaderElection:"]
    case .etcd:
      path = [
        "etcdClusters:", "- name: main", "  etcdMembers:", "  - {name: a, instanceGroup: a}",
        "  manager:", "    env:",
      ]
    }
    return Frame(
      top + path.map { "  \($0)" }, component == .etcd ? 6 : 2 + 2 * path.count,
      ["  networking: {cilium: {}}"])
  }

  private func kubesprayFrame(_ component: Component) -> Frame? {
    let keys: [Component: String] = [
      .apiServer: "apiserver", .controllerManager: "controller", .scheduler: "scheduler",
    ]
    return keys[component].map {
      Frame(["cluster_name: prod", "kube_kubeadm_\($0)_extra_args:"], 2, ["kube_version: 1.33.2"])
    }
  }

  private func externalFrame(_ component: Component) -> Frame? {
    guard component == .apiServer else { return nil }
    return Frame(
      [
        "apiVersion: kubeadm.k8s.io/v1beta3", "kind: ClusterConfiguration", "etcd:",
        "  external:", "    endpoints: [\"https://10.0.0.21:2379\"]",
      ], 4, ["controlPlaneEndpoint: k8s.prod:6443"])
  }

  private func kubekeyFrame(_ component: Component) -> Frame? {
    guard component == .etcd else { return nil }
    let hosts = (1...3).map { "  - {name: n\($0), address: 10.0.0.\($0), user: root}" }
    return Frame(
      [
        "apiVersion: kubekey.kubesphere.io/v1alpha2", "kind: Cluster", "metadata: {name: prod}",
        "spec:", "  hosts:",
      ] + hosts.map { $0 } + [
        "  roleGroups:", "    etcd: [n1, n2, n3]", "    control-plane: [n1, n2, n3]",
        "  etcd:", "    type: kubekey",
      ], 4, ["  kubernetes: {version: v1.33.2}"])
  }
}
