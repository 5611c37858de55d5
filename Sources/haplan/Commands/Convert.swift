import ArgumentParser
import ClusterModel
import HaplanKit
import Reporting

/// The formats of `convert`.
enum ConvertFormat: String, ExpressibleByArgument, CaseIterable {
  case yaml, json
}

struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Any input as one haplan Cluster spec that gives the same table.",
    discussion: """
      EXAMPLES
        haplan convert inventory/ > cluster.yaml
        haplan convert --merge kops.yaml haproxy.cfg --output-file cluster.yaml
        haplan convert -o json kubeadm.yaml

      Several clusters give several YAML documents; --merge folds everything into one.
      """)

  @Option(
    name: .output,
    help: "The format: \(ConvertFormat.allValueStrings.joined(separator: ", ")).")
  var output = ConvertFormat.yaml

  @OptionGroup var input: InputOptions

  func run() throws {
    let request = input.request
    let reading = try request.read()
    switch output {
    case .yaml: try Output.deliver(Converting.yaml(reading), to: request.outputFile)
    case .json:
      guard let bytes = Converting.json(reading) else {
        Output.tellProblems(of: reading)
        let names = reading.clusters.prefix(3).map(\.name).joined(separator: ", ")
        Output.remark(
          "\(reading.clusters.count) clusters (\(names)\(reading.clusters.count > 3 ? ", …" : "")) "
            + "are no one JSON document: name the files of one, fold all with --merge, or use -o yaml"
        )
        throw ExitStatus.impossible
      }
      try Output.deliver(bytes, to: request.outputFile)
    }
    try Output.endOnProblems(of: reading)
  }
}
