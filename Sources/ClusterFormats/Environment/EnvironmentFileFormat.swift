package import ClusterModel
internal import Syntax

/// Environment files of control-plane units, given without the unit: variables that etcd reads, and
/// variables that hold flags of a Kubernetes component. Where their unit is given too, it reads
/// them.
package enum EnvironmentFileFormat: Format {
  package static let name = FormatName.environmentFile
  package static let material = Material.others

  package static func claim(_ input: FormatInput) -> Claim {
    guard !input.looksLikeJSON, !input.outline.hasObjects,
      input.contains("ETCD_") || input.contains("KUBE_"), !input.looksLikeScript
    else { return .none }
    return EnvironmentVariables(input.file).isTelling ? .certain : .none
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    let variables = EnvironmentVariables(input.file)
    guard variables.isTelling else { return result }
    result.isRecognised = true
    if let place = TemplateScan.firstControlFlow(in: input.file) {
      result.template = InputProblem("this is a template: render it first", place)
    }
    var facts = FactReader(file: input.file, isRunnable: true)
    for set in variables.flagSets(facts: &facts) {
      result.parts.append(ComponentFacts.part(of: [set], file: input.file))
    }
    if !result.parts.isEmpty {
      facts.give(to: &result.parts[0])
    }
    return result
  }
}
