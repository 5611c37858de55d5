internal import ClusterModel
internal import Syntax

extension ControlPlaneReader {
  /// Files that the control plane's machines get: a manifest of kube-vip among them holds the
  /// address on each of them. Without a number of machines nobody can say on how many.
  func readFiles(_ spec: DataNode?, into part: inout ClusterPart, facts: inout FactReader) {
    let lists = [spec, spec?["kubeadmConfigSpec"], spec?["k0sConfigSpec"]].map { $0?["files"] }
    for list in lists {
      for item in list?.children ?? [] {
        guard let path = item["path"], path.kind == .scalar, path.text.contains("kube-vip"),
          let content = item["content"], let text = BlockText.parse(content, in: facts.file)
        else { continue }
        var reader = KubeVIPReader(file: facts.file)
        for document in text.documents { reader.read(document) }
        // The machines may render the manifest first: what breaks its syntax is no problem here.
        facts.add(reader.problems)
        for found in reader.parts { addVirtualAddress(found, to: &part) }
      }
    }
  }

  private func addVirtualAddress(_ found: ClusterPart, to part: inout ClusterPart) {
    part.marks += found.marks
    part.gaps += found.gaps
    guard let fact = found.balancers.first else { return }
    for node in part.nodes {
      var balancer = fact
      balancer.name = "kube-vip-\(node.name)"
      balancer.node = Located(node.name, node.span)
      part.balancers.append(balancer)
    }
  }
}
