package import ClusterModel
internal import Syntax

/// Pod manifests of control-plane components: static pods, and pods as the API server dumps them,
/// alone or in lists. Each component that a pod runs is a part of one machine.
package enum StaticPodFormat: Format {
  package static let name = FormatName.staticPod

  package static func claim(_ input: FormatInput) -> Claim {
    let isPod = input.outline.has(kind: "Pod", of: "v1")
    let isTold =
      isPod || kindsOfLists.contains(where: { input.outline.has(kind: $0, of: "v1") })
      || input.outline.contains(where: isBare)
    guard isTold, input.contains("containers"), ComponentNames.appear(in: input)
    else { return .none }
    return isPod && names.contains(where: input.hasListItem) && !input.looksLikeScript
      ? .certain : .possible
  }

  /// An object that a tool kept without its kind.
  private static func isBare(_ document: FileOutline.Document) -> Bool {
    document.kind.isEmpty && document.has("spec") && document.has("metadata")
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var reader = StaticPodReader(input)
    for document in input.documents.documents { reader.read(document.root) }
    var result = reader.result()
    result.addSyntaxProblems(
      of: input, claim: claim(input), documents: reader.documents)
    return result
  }

  private static let kindsOfLists = ["List", "PodList"]
  private static let names = Component.allCases.map(\.program)
}
