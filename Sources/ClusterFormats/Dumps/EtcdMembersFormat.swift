package import ClusterModel
internal import Syntax

/// What `etcdctl member list` and `etcdctl endpoint status` print, in any of their formats, and
/// what etcd's gateway answers.
package enum EtcdMembersFormat: Format {
  package static let name = FormatName.etcdctl
  package static let material = Material.others

  package static func claim(_ input: FormatInput) -> Claim {
    if input.looksLikeJSON {
      return input.outline.contains(where: isTelling) ? .possible : .none
    }
    guard !input.outline.hasObjects, !input.looksLikeScript,
      EtcdMembersText.isTelling(input.file)
    else { return .none }
    return .certain
  }

  private static func isTelling(_ document: FileOutline.Document) -> Bool {
    document.has("members")
      || (document.has("Endpoint") && document.has("Status"))
      || (document.has("endpoint") && document.has("status"))
      || (document.has("raftTerm") && document.has("leader"))
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    if input.looksLikeJSON {
      for document in input.documents.documents {
        if let part = EtcdMembersReader().read(document.root) { result.parts.append(part) }
      }
    } else {
      result.parts = EtcdMembersText(input.file).parts
    }
    result.isRecognised = !result.parts.isEmpty
    if result.isRecognised, input.looksLikeJSON { result.problems += input.documents.problems }
    return result
  }
}
