internal import ClusterModel
internal import Syntax

/// One object of Cluster API, as far as it tells which it is.
struct ClusterAPIObject {
  static let group = "cluster.x-k8s.io/"
  static let controlPlaneGroup = "controlplane.cluster.x-k8s.io/"
  static let infrastructureGroup = "infrastructure.cluster.x-k8s.io/"

  let node: DataNode
  /// As written, placeholders too: within a file they are as good as names.
  let rawName: String
  let namespace: String
  let apiVersion: String
  let kind: String
  /// The kind's place: the nearest place for the object as a whole.
  let place: Span

  /// `nil` where the document is none of Cluster API's.
  init?(_ node: DataNode) {
    guard node.kind == .mapping, let version = node["apiVersion"], version.kind == .scalar,
      let kind = node["kind"], kind.kind == .scalar
    else { return nil }
    apiVersion = version.text
    guard
      [Self.group, Self.controlPlaneGroup, Self.infrastructureGroup].contains(where: {
        version.text.hasPrefix($0)
      })
    else { return nil }
    self.node = node
    self.kind = kind.text
    place = kind.valueSpan
    rawName = node["metadata"]?["name"]?.text ?? ""
    namespace = node["metadata"]?["namespace"]?.text ?? ""
  }

  var spec: DataNode? { node["spec"].flatMap { $0.kind == .mapping ? $0 : nil } }

  var isCluster: Bool { kind == "Cluster" && apiVersion.hasPrefix(Self.group) }
  var isControlPlane: Bool {
    apiVersion.hasPrefix(Self.controlPlaneGroup) && kind.hasSuffix("ControlPlane")
  }
  var isInfrastructure: Bool {
    apiVersion.hasPrefix(Self.infrastructureGroup) && kind.hasSuffix("Cluster")
  }
  var isWorkers: Bool {
    apiVersion.hasPrefix(Self.group) && (kind == "MachineDeployment" || kind == "MachinePool")
  }
  /// A machine of the control plane, as the label says that the controllers put there.
  var isControlPlaneMachine: Bool {
    kind == "Machine" && apiVersion.hasPrefix(Self.group)
      && node["metadata"]?["labels"]?["cluster.x-k8s.io/control-plane"] != nil
  }

  /// Whether a reference names this object.
  func isNamed(by reference: DataNode?) -> Bool {
    guard let reference, reference.kind == .mapping, reference["kind"]?.text == kind,
      reference["name"]?.text == rawName
    else { return false }
    let space = reference["namespace"]?.text ?? ""
    return space.isEmpty || namespace.isEmpty || space == namespace
  }

  /// The identity of an object of this kind and name; none where the name is to be filled in.
  static func identity(_ kind: String, _ name: String, namespace: String) -> [String] {
    guard !name.isEmpty, !Placeholder.isUnknown(name), !Placeholder.isUnknown(namespace) else {
      return []
    }
    return ["cluster-api/\(namespace)/\(kind)/\(name)"]
  }

  var identity: [String] { Self.identity(kind, rawName, namespace: namespace) }

  /// Whether lists of arguments are lists of name and value: the second beta has them from kubeadm's
  /// v1beta4 (bootstrap/kubeadm/api/v1beta2).
  var listsArguments: Bool { apiVersion.hasSuffix("/v1beta2") }
}
