package import ClusterModel
internal import Syntax

/// kubeadm's configuration files, from v1alpha1 to v1beta4. All kubeadm documents of one file are
/// one cluster.
package enum KubeadmFormat: Format {
  package static let name = FormatName.kubeadm
  package static let material = Material.objects

  package static func claim(_ input: FormatInput) -> Claim {
    if input.outline.has(group: KubeadmKind.group) {
      return input.looksLikeScript ? .possible : .certain
    }
    let isConfigMap = input.outline.has(kind: "ConfigMap") && input.contains("kubeadm-config")
    return isConfigMap ? .possible : .none
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var reader = KubeadmReader(file: input.file)
    for document in input.documents.documents { reader.read(document.root) }
    var result = reader.result()
    result.addSyntaxProblems(
      of: input, claim: claim(input), documents: reader.documents)
    return result
  }
}
