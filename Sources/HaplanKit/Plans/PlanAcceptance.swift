internal import ClusterModel
internal import Planning
package import Reporting
internal import Rules
internal import Syntax

/// Lets the files of a plan accept, in so many words, the weaknesses that follow from its request: a
/// cluster of one zone is one because that was asked for. What follows from how the files are written
/// is not accepted.
package enum PlanAcceptance {
  private static let one = "as planned: nothing asked for needs a second"
  private static let domain = "as planned: nothing asked for speaks of the loss of a domain"

  /// By rule, the reason.
  private static let reasons = [
    "lb-single-instance": one, "etcd-single-member": one, "apiserver-single": one,
    "two-zone-control-plane": domain, "etcd-domain-loses-quorum": domain,
    "apiserver-domain-concentration": domain,
    "etcd-too-many-members": "as planned: what is asked for needs as many",
  ]

  private static let folder = "plan"

  /// The plan's spec; empty where there is none.
  package static func spec(of report: PlanReport) -> [UInt8] {
    let text = String(decoding: PlanYAML.render(report), as: UTF8.self)
    guard !text.isEmpty else { return [] }
    let file = Artifact(path: "plan.yaml", text: text, machine: nil)
    return Array((accepting([file]).first?.text ?? text).utf8)
  }

  /// The same files, with comments that accept what is found in them.
  static func accepting(_ files: [Artifact]) -> [Artifact] {
    var options = Options()
    options.profile = .prod
    options.configuration = .none
    var list = InputList()
    var texts: [String: [UInt8]] = [:]
    for (index, file) in files.enumerated() {
      let path = "\(folder)/\(file.path)"
      texts[path] = Array(file.text.utf8)
      list.inputs.append(
        .init(
          file: SourceFile(
            id: FileID(UInt32(index)), path: path, bytes: Array(file.text.utf8)),
          origin: .walked(folder: folder)))
    }
    let reading = Reading.read(list, options: options, texts: texts, isClosed: true)
    let report = Checking.report(of: reading, options: options)
    var accepted: [String: [String]] = [:]
    for finding in report.findings where finding.severity >= .warning {
      guard reasons[finding.rule] != nil, let path = reading.file(finding.span.file)?.path else {
        continue
      }
      accepted[path, default: []].append(finding.rule)
    }
    return files.map { file in
      let rules = Set(accepted["\(folder)/\(file.path)"] ?? []).sorted()
      guard !rules.isEmpty else { return file }
      let lines = rules.map { "# haplan: ignore-file[\($0)] \(reasons[$0] ?? "")\n" }
      return Artifact(path: file.path, text: lines.joined() + file.text, machine: file.machine)
    }
  }
}
