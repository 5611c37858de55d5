import ClusterModel

/// What stands around the flags in a file.
struct Frame {
  /// The lines above.
  let head: [String]
  /// The blanks before each flag.
  let indent: Int
  /// The lines below.
  let foot: [String]

  init(_ head: [String], _ indent: Int, _ foot: [String] = []) {
    self.head = head
    self.indent = indent
    self.foot = foot
  }
}

extension Shape {
  /// `nil` where the format has no flags of that component.
  func frame(_ component: Component, _ needs: FlagFault.Needs) -> Frame? {
    switch self {
    case .specMap, .specFlow, .specList, .specAnchor, .specFlowList: specFrame(component, needs)
    case .specJSON: jsonSpecFrame(component, needs)
    case .kubeadmMap, .kubeadmFlow, .kubeadmEntries, .kubeadmBlocks: kubeadmFrame(component)
    case .kubeadmJSON: jsonKubeadmFrame(component)
    case .masterConfiguration: masterFrame(component)
    case .staticPod, .staticPodFlow, .staticPodPairs, .staticPodJSON: podFrame(component)
    case .unit, .unitLine, .unitEnvironment, .environmentLine, .script, .scriptLine, .heredoc,
      .page:
      commandFrame(component)
    case .componentConfig: configFrame(component)
    case .etcdConfig, .etcdEnvironment: etcdFrame(component)
    default: toolFrame(component)
    }
  }

  /// The key of a component in a spec and in kubeadm's documents.
  private func key(_ component: Component) -> String {
    switch component {
    case .apiServer: "apiServer"
    case .controllerManager: "controllerManager"
    case .scheduler: "scheduler"
    case .etcd: "etcd"
    }
  }

  private func specFrame(_ component: Component, _ needs: FlagFault.Needs) -> Frame {
    let etcd = needs == .members ? Self.externalMembers : ["  etcd: stacked"]
    let top = [
      "apiVersion: haplan.dev/v1alpha1", "kind: Cluster", "metadata:", "  name: &n prod", "spec:",
      "  x-owner: *n", "  controlPlane:", "    count: 3",
    ]
    let (open, close) =
      switch self {
      case .specFlow: (" {", ["}"])
      case .specFlowList: (" [", ["]"])
      case .specAnchor: (" &flags", [])
      default: ("", [String]())
      }
    let again = self == .specAnchor ? ["  x-again: *flags"] : []
    if component == .etcd {
      return Frame(
        top + ["  etcd:", "    topology: stacked", "    flags:\(open)"], 6,
        close.map { "      \($0)" } + again + ["  workers: {count: 2}"])
    }
    return Frame(
      top + ["    \(key(component)):", "      flags:\(open)"], 8,
      close.map { "        \($0)" } + etcd + again)
  }

  private func jsonSpecFrame(_ component: Component, _ needs: FlagFault.Needs) -> Frame {
    let members = (1...3).map {
      "{\"name\": \"e\($0)\", \"clientURL\": \"https://10.0.0.2\($0):2379\"}"
    }
    .joined(separator: ", ")
    let etcd =
      needs == .members
      ? "{\"topology\": \"external\", \"members\": [\(members)]}" : "\"stacked\""
    let top = [
      "{", "  \"apiVersion\": \"haplan.dev/v1alpha1\",", "  \"kind\": \"Cluster\",",
      "  \"metadata\": {\"name\": \"prod\"},",
    ]
    if component == .etcd {
      return Frame(
        top + [
          "  \"spec\": {\"controlPlane\": {\"count\": 3}, \"etcd\": {\"topology\": \"stacked\",",
          "    \"flags\": {",
        ], 6, ["    }}}", "}"])
    }
    return Frame(
      top + [
        "  \"spec\": {\"etcd\": \(etcd),",
        "    \"controlPlane\": {\"count\": 3, \"\(key(component))\": {", "      \"flags\": {",
      ], 8, ["      }", "    }}", "  }", "}"])
  }

  private func kubeadmFrame(_ component: Component) -> Frame {
    let hasList = self == .kubeadmEntries || self == .kubeadmBlocks
    let top = [
      "apiVersion: kubeadm.k8s.io/\(hasList ? "v1beta4" : "v1beta3")",
      "kind: ClusterConfiguration", "controlPlaneEndpoint: k8s.prod:6443",
    ]
    let isFlow = self == .kubeadmFlow
    let open = isFlow ? " {" : ""
    if component == .etcd {
      return Frame(
        top + ["etcd:", "  local:", "    extraArgs:\(open)"], 6,
        (isFlow ? ["    }"] : []) + ["clusterName: prod"])
    }
    return Frame(
      top + ["\(key(component)):", "  extraArgs:\(open)"], 4,
      (isFlow ? ["  }"] : []) + ["clusterName: prod"])
  }

  private func jsonKubeadmFrame(_ component: Component) -> Frame {
    let top = [
      "{", "  \"apiVersion\": \"kubeadm.k8s.io/v1beta3\", \"kind\": \"ClusterConfiguration\",",
      "  \"controlPlaneEndpoint\": \"k8s.prod:6443\",",
    ]
    let isEtcd = component == .etcd
    let path = isEtcd ? "\"etcd\": {\"local\": {" : "\"\(key(component))\": {"
    return Frame(top + ["  \(path)\"extraArgs\": {"], 4, ["  }\(isEtcd ? "}}" : "}")", "}"])
  }

  private func masterFrame(_ component: Component) -> Frame {
    let field = component == .etcd ? "etcd" : "\(key(component))ExtraArgs"
    return Frame(
      ["apiVersion: kubeadm.k8s.io/v1alpha2", "kind: MasterConfiguration"]
        + (component == .etcd ? ["etcd:", "  local:", "    extraArgs:"] : ["\(field):"]),
      component == .etcd ? 6 : 2, ["clusterName: prod"])
  }

  private func podFrame(_ component: Component) -> Frame {
    let program = component.program
    let image = "registry.k8s.io/\(program):v1.33.2"
    if self == .staticPodJSON {
      return Frame(
        [
          "{", "  \"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"x\"},",
          "  \"spec\": {\"containers\": [{\"name\": \"\(program)\", \"command\": [",
          "    \"\(program)\",",
        ], 4, ["  ], \"image\": \"\(image)\"}]}", "}"])
    }
    let top = [
      "apiVersion: v1", "kind: Pod", "metadata:", "  name: \(program)", "spec:", "  containers:",
      "  - name: \(program)",
    ]
    let foot = ["    image: \(image)"]
    if self == .staticPodFlow {
      return Frame(top + ["    command: [\(program)]", "    args: ["], 0, ["]"] + foot)
    }
    return Frame(top + ["    command:", "    - \(program)"], 4, foot)
  }

  private func commandFrame(_ component: Component) -> Frame {
    let program = component.program
    return switch self {
    case .unit:
      Frame(
        ["[Unit]", "Description=m", "[Service]", "ExecStart=/usr/bin/\(program) \\"], 2,
        ["", "Restart=always"])
    case .unitLine:
      Frame(["[Service]", "ExecStart=/usr/bin/\(program)"], 1, ["", "Restart=always"])
    case .unitEnvironment: Frame(["ARGS=\" \\"], 2, ["", "OTHER=1"])
    case .environmentLine: Frame(["ARGS=\""], 0, ["\"", "OTHER=1"])
    case .script: Frame(["#!/bin/sh", "set -eu", "exec \(program) \\"], 2)
    case .scriptLine: Frame(["#!/bin/sh", "\(program)"], 1, [" &", "wait"])
    case .heredoc:
      Frame(
        [
          "#!/bin/sh", "cat >/etc/systemd/system/x.service <<EOF", "[Service]",
          "ExecStart=/usr/bin/\(program) \\\\",
        ], 2, ["Restart=always", "EOF"])
    default:
      Frame(["# How to start it", "", "```", "$ \(program) \\"], 2, ["```", "", "That is all."])
    }
  }

  private func configFrame(_ component: Component) -> Frame? {
    switch component {
    case .scheduler:
      Frame(
        [
          "apiVersion: kubescheduler.config.k8s.io/v1", "kind: KubeSchedulerConfiguration",
          "leaderElection:",
        ], 2, ["profiles: []"])
    case .controllerManager:
      Frame(
        [
          "apiVersion: kubecontrollermanager.config.k8s.io/v1alpha1",
          "kind: KubeControllerManagerConfiguration", "generic:", "  leaderElection:",
        ], 4)
    default: nil
    }
  }

  private func etcdFrame(_ component: Component) -> Frame? {
    guard component == .etcd else { return nil }
    return self == .etcdConfig
      ? Frame(["name: e1", "listen-peer-urls: http://10.0.0.1:2380", "data-dir: /var/lib/etcd"], 0)
      : Frame(
        ["ETCD_NAME=e1", "ETCD_LISTEN_PEER_URLS=http://10.0.0.1:2380"], 0,
        ["ETCD_DATA_DIR=/var/lib/etcd"])
  }
}
