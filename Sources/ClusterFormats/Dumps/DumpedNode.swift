internal import ClusterModel
internal import Syntax

/// One node as the API server tells it.
struct DumpedNode {
  private let object: DataNode

  init(_ object: DataNode) { self.object = object }

  var name: DataNode? { scalar(object["metadata"]?["name"]) }
  var span: Span { (name ?? object["metadata"] ?? object).span }

  /// The roles of control-plane nodes, as labels and taints have had them (k8s.io/kubernetes
  /// cmd/kubeadm/app/constants; RKE writes `controlplane`).
  private static let controlPlaneRoles = [
    "node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master",
    "node-role.kubernetes.io/controlplane",
  ]

  /// Whether the control plane runs on it: by its role's label, or by the taint that goes with it.
  var isControlPlane: Bool {
    if Self.controlPlaneRoles.contains(where: { hasRole($0) != nil }) { return true }
    if scalar(labels?["kubernetes.io/role"])?.text == "master" { return true }
    let taints = object["spec"]?["taints"]
    guard let taints, taints.kind == .sequence else { return false }
    return taints.items.contains { taint in
      taint.kind == .mapping && Self.controlPlaneRoles.contains(taint["key"]?.text ?? "")
    }
  }

  /// The place of the role that says that a member of etcd runs on it (RKE2, k3s, RKE).
  var etcdRole: Span? { hasRole("node-role.kubernetes.io/etcd")?.span }

  private func hasRole(_ name: String) -> DataNode? {
    guard let value = scalar(labels?[name]), value.text != "false" else { return nil }
    return value
  }

  /// The well-known labels of places, widest first, the older names behind the newer
  /// (k8s.io/api/core/v1 well_known_labels.go).
  static let levels = [
    (
      level: "region",
      labels: ["topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region"]
    ),
    (
      level: "zone",
      labels: ["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"]
    ),
  ]

  var domains: [DomainPlace] {
    Self.levels.compactMap { level, names in
      let place = names.lazy.compactMap { scalar(labels?[$0]) }.first { !$0.text.isEmpty }
      return place.map { DomainPlace(level: level, names: [$0.text], span: $0.valueSpan) }
    }
  }

  /// The address that other machines of the cluster use, else the one from outside.
  var address: Located<String>? { addresses(["InternalIP", "ExternalIP"]).first }

  /// What else it is reached by.
  var otherAddresses: [Located<String>] {
    let all = addresses(["InternalIP", "ExternalIP", "Hostname", "InternalDNS", "ExternalDNS"])
    return all.filter { $0.value != address?.value && $0.value != name?.text }
  }

  /// The addresses of these types, in this order.
  private func addresses(_ types: [String]) -> [Located<String>] {
    guard let list = object["status"]?["addresses"], list.kind == .sequence else { return [] }
    return types.flatMap { type -> [Located<String>] in
      list.items.compactMap { entry in
        guard entry.kind == .mapping, entry["type"]?.text == type,
          let node = scalar(entry["address"]),
          !type.hasSuffix("IP") || IPAddress.parse(node.text) != nil
        else { return nil }
        return Located(node.text, node.valueSpan)
      }
    }
  }

  /// Labels that services write which run the control plane themselves.
  private static let managers = [
    "eks.amazonaws.com/": "EKS", "alpha.eksctl.io/": "EKS", "cloud.google.com/gke-": "GKE",
    "kubernetes.azure.com/": "AKS", "doks.digitalocean.com/": "DigitalOcean",
    "lke.linode.com/": "Linode", "k8s.scaleway.com/": "Scaleway", "k8s.ovh.net/": "OVHcloud",
    "oci.oraclecloud.com/": "Oracle", "ibm-cloud.kubernetes.io/": "IBM",
    "alibabacloud.com/nodepool-id": "Alibaba Cloud", "vke.vultr.com/": "Vultr",
    "kubernetes.civo.com/": "Civo",
  ]

  /// The service that runs the cluster's control plane, out of sight.
  var manager: Located<String>? {
    guard let labels else { return nil }
    for (key, _) in labels.entries {
      let name = key.text
      if let entry = Self.managers.first(where: { name.hasPrefix($0.key) }) {
        return Located(entry.value, key.span)
      }
    }
    return nil
  }

  private var labels: DataNode? {
    object["metadata"]?["labels"].flatMap { $0.kind == .mapping ? $0 : nil }
  }

  private func scalar(_ node: DataNode?) -> DataNode? {
    node.flatMap { $0.kind == .scalar ? $0 : nil }
  }
}
