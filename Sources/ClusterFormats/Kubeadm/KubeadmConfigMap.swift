internal import Syntax

/// The object `kubeadm-config`, in which kubeadm keeps its configuration inside a cluster.
enum KubeadmConfigMap {
  /// Its `data`; `nil` where the document is something else.
  static func data(of document: DataNode) -> DataNode? {
    guard document.kind == .mapping, document["kind"]?.text == "ConfigMap",
      let metadata = document["metadata"], metadata.kind == .mapping,
      metadata["name"]?.text == "kubeadm-config", let data = document["data"],
      data.kind == .mapping
    else { return nil }
    return data
  }
}
