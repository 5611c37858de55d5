package import ClusterModel
internal import Syntax

/// OpenShift's `install-config.yaml`, and HostedCluster objects of HyperShift.
package enum OpenShiftFormat: Format {
  package static let name = FormatName.openShift
  package static let material = Material.objects

  private static let group = "hypershift.openshift.io/"

  package static func claim(_ input: FormatInput) -> Claim {
    let isOurs = input.outline.contains { document in
      (document.apiVersion == "v1" && document.kind.isEmpty && document.has("baseDomain"))
        || (document.kind == "HostedCluster" && document.apiVersion.hasPrefix(group))
    }
    return isOurs ? .certain : .none
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    var facts = FactReader(file: input.file, isRunnable: false)
    var documents: [Span] = []
    for document in input.documents.documents.map(\.root) where document.kind == .mapping {
      let version = document["apiVersion"]?.text ?? ""
      var part: ClusterPart?
      if version == "v1", document["kind"] == nil, document["baseDomain"] != nil {
        part = InstallConfigReader.read(document, facts: &facts)
      } else if version.hasPrefix(group), document["kind"]?.text == "HostedCluster" {
        part = hostedCluster(document, facts: &facts)
      }
      guard var part else { continue }
      documents.append(document.span)
      result.isRecognised = true
      facts.give(to: &part)
      result.parts.append(part)
    }
    result.problems = facts.problems
    result.addSyntaxProblems(of: input, claim: .certain, documents: documents)
    return result
  }

  /// A control plane of pods in a management cluster.
  private static func hostedCluster(
    _ document: DataNode, facts: inout FactReader
  ) -> ClusterPart? {
    let place = document["kind"]?.valueSpan ?? document.span
    var part = ClusterPart(format: .openShift, anchor: place, isWhole: true)
    part.name = facts.fact(document["metadata"]?["name"], "metadata.name")
    part.controlPlaneRunner = Located("HostedCluster", place)
    let spec = facts.mapping(document["spec"], "spec")
    let policy = facts.fact(spec?["controllerAvailabilityPolicy"], "controllerAvailabilityPolicy")
    let copies =
      switch policy?.value {
      case "HighlyAvailable": ", three pods of each program"
      case "SingleReplica": ", one pod of each program"
      default: ""
      }
    facts.addGap(
      "machines",
      "the control plane runs as pods in a management cluster\(copies): their machines "
        + "are not described", policy?.span ?? place)
    return part
  }
}
