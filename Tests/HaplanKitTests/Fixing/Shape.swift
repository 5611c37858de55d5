import ClusterModel

/// A way to write the flags of one component down.
enum Shape: String, CaseIterable {
  case specMap, specFlow, specList, specAnchor, specJSON, specFlowList
  case kubeadmMap, kubeadmFlow, kubeadmEntries, kubeadmBlocks, kubeadmJSON, masterConfiguration
  case staticPod, staticPodFlow, staticPodPairs, staticPodJSON
  case unit, unitLine, unitEnvironment, environmentLine
  case script, scriptLine, heredoc, page
  case componentConfig, etcdConfig, etcdEnvironment
  case k3s, k3sFlow, talos, rke, capiMap, capiEntries, capiRKE2, k0sctl, kind, kubeone
  case kops, kubesprayArguments, kubesprayFields, kubekey, kubeadmExternal

  /// The path of the file, below a folder that is the input.
  var fileName: String {
    switch self {
    case .unit, .unitLine: "kube.service"
    case .unitEnvironment, .environmentLine: "kube.env"
    case .specJSON, .kubeadmJSON, .staticPodJSON: "cluster.json"
    case .script, .scriptLine, .heredoc: "start.sh"
    case .page: "page.md"
    case .etcdConfig: "etcd.conf.yml"
    case .etcdEnvironment: "etcd.env"
    case .k3s, .k3sFlow: "config.yaml"
    case .kubesprayArguments, .kubesprayFields: "group_vars/all.yml"
    default: "cluster.yaml"
    }
  }

  /// Where the file with a fault stands.
  func place(_ fault: FlagFault) -> String {
    fault.needs == .machines ? "m3/\(fileName)" : fileName
  }

  /// Files that stand beside it.
  func beside(_ fault: FlagFault) -> [String: String] {
    let files = companions(fault)
    guard fault.needs == .machines else { return files }
    var all: [String: String] = [:]
    for machine in ["m1", "m2", "m3"] {
      for (path, text) in files { all["\(machine)/\(path)"] = text }
    }
    for machine in ["m1", "m2"] {
      all["\(machine)/\(fileName)"] = pairs(for: fault, quote: "").map { pairs in
        pairs.compactMap(\.after).joined(separator: "\n") + "\n"
      }
    }
    return all
  }

  private func companions(_ fault: FlagFault) -> [String: String] {
    var files: [String: String] = [:]
    switch self {
    case .unitEnvironment, .environmentLine:
      files["kube.service"] = """
        [Service]
        EnvironmentFile=-/etc/default/kube.env
        ExecStart=/usr/bin/\(fault.component.program) $ARGS

        """
    case .kubesprayArguments, .kubesprayFields:
      files["inventory.ini"] = """
        [kube_control_plane]
        m1 ansible_host=10.0.0.1
        m2 ansible_host=10.0.0.2
        m3 ansible_host=10.0.0.3
        [etcd:children]
        kube_control_plane
        [kube_node]
        w1 ansible_host=10.0.0.9

        """
    default: break
    }
    if fault.needs == .nodes || fault.needs == .members, !statesNodes {
      let source = files.keys.first ?? fileName
      let etcd = fault.needs == .members ? Self.externalMembers : ["  etcd: stacked"]
      let nodes = (1...3).map { "    - {name: m\($0), address: 10.0.0.\($0)}" }
      let lines =
        ["apiVersion: haplan.dev/v1alpha1", "kind: Cluster", "metadata: {name: prod}", "spec:"]
        + ["  controlPlane:", "    nodes:"] + nodes + etcd
        + ["  sources: [{path: \(source), node: m1}]"]
      files["prod.yaml"] = lines.joined(separator: "\n") + "\n"
    }
    return files
  }

  /// Three members of etcd that are on no control-plane node.
  static let externalMembers =
    ["  etcd:", "    topology: external", "    members:"]
    + (1...3).map { "    - {name: e\($0), clientURL: \"https://10.0.0.2\($0):2379\"}" }

  /// Whether the format says by itself how many nodes there are.
  private var statesNodes: Bool {
    switch self {
    case .specMap, .specFlow, .specList, .specAnchor, .specJSON, .specFlowList, .rke, .capiMap,
      .capiEntries, .capiRKE2, .k0sctl, .kind, .kubeone, .kubesprayArguments, .kubesprayFields,
      .kubekey:
      true
    default: false
    }
  }

  /// Whether API servers are told of etcd's members by a flag; tools have their own fields.
  func takes(_ needs: FlagFault.Needs) -> Bool {
    switch needs {
    case .nothing, .nodes: return true
    case .machines: return isMachine
    case .members: break
    }
    switch self {
    case .specMap, .specFlow, .specList, .specAnchor, .specJSON, .specFlowList, .staticPod,
      .staticPodFlow, .staticPodPairs, .staticPodJSON:
      return true
    default: return isCommand
    }
  }

  /// Whether the file is one of a machine's own.
  private var isMachine: Bool {
    switch self {
    case .staticPod, .staticPodFlow, .staticPodPairs, .staticPodJSON, .unit, .unitLine,
      .unitEnvironment, .environmentLine, .componentConfig, .etcdConfig, .etcdEnvironment, .k3s,
      .k3sFlow, .talos:
      true
    default: false
    }
  }

  /// What ends an item of the list that goes on, and the last item.
  var separators: (between: String, last: String) {
    switch self {
    case .specFlow, .specJSON, .specFlowList, .kubeadmFlow, .kubeadmJSON, .staticPodFlow,
      .staticPodJSON, .k3sFlow:
      (",", "")
    case .unit, .script: (" \\", "")
    case .heredoc: (" \\\\", "")
    case .page: (" \\", "")
    case .unitEnvironment: (" \\", "\"")
    default: ("", "")
    }
  }

  /// Whether all flags stand in one line.
  var isOneLine: Bool {
    switch self {
    case .unitLine, .environmentLine, .scriptLine, .staticPodFlow, .k3sFlow, .specFlowList: true
    default: false
    }
  }

  var isJSON: Bool { self == .specJSON || self == .kubeadmJSON || self == .staticPodJSON }

  /// Inside a command that goes on a shell takes no comment and no blank; a unit takes a comment.
  var isCommand: Bool {
    switch self {
    case .unit, .unitLine, .unitEnvironment, .environmentLine, .script, .scriptLine, .heredoc,
      .page:
      true
    default: false
    }
  }

  var takesCarriageReturns: Bool {
    switch self {
    case .script, .scriptLine, .heredoc, .unitEnvironment, .environmentLine, .etcdEnvironment: false
    default: true
    }
  }

  var takesByteOrderMark: Bool { !isCommand && self != .etcdEnvironment }

  /// Whether lines of its frame may have comments behind them.
  var takesComments: Bool { !isJSON && !isCommand && self != .etcdEnvironment }

  /// Whether a comment may stand above a line.
  func takesAbove(_ line: String) -> Bool {
    if isJSON { return false }
    if isCommand { return !line.hasPrefix(" ") && self != .page && self != .heredoc }
    return true
  }
}
