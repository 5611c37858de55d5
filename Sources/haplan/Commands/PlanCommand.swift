import ArgumentParser
import HaplanKit
import Planning
import Reporting

/// The formats of `plan`.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
  case yaml, text, json
}

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "The cheapest topology that keeps what is asked for, or why there is none.",
    discussion: """
      EXAMPLES
        haplan plan --zones a,b,c --survive '1 zone' -o text
        haplan plan --zones a,b,c --survive zone=1,node=1 --members 9 > cluster.yaml
        haplan plan --zones a,b --witness c --survive zone=1 -o text
        haplan plan request.yaml -o json
        haplan plan cluster.yaml -o text        for what its requirements promise
        haplan plan request.yaml --from cluster.yaml -o text    and the way there
        haplan plan request.yaml --emit kubeadm,haproxy,keepalived --output-folder prod
      """)

  @Argument(
    help: "A PlanRequest, or a cluster with requirements; - for standard input.",
    completion: .file())
  var file: String?

  @Option(
    help: """
      The cluster that there is: text and JSON show the way from it, as migrate does. Without a \
      request, the plan is for its zones and requirements.
      """, completion: .file())
  var from: String?

  @Option(
    name: .output,
    help: "yaml (a Cluster spec), text (why), or json.")
  var output: PlanFormat?

  @Option(help: "The zones to build in, comma-separated.")
  var zones: String?

  @Option(help: "Zones that may hold voters only, comma-separated.")
  var witness: String?

  @Option(help: "Failures to survive at once: '1 zone + 1 node', or zone=1,node=1. Repeatable.")
  var survive: [String] = []

  @Option(help: "Of writes through the API, such as 99.95%.")
  var availability: String?

  @Option(help: "Where etcd members stand: stacked, external or any.")
  var topology: String?

  @Option(help: "What a stacked API server lists: local (its own member) or all.")
  var etcdEndpoints: String?

  @Option(help: "How many balancers: 2, or 1..3.")
  var loadBalancers: String?

  @Option(help: "The most etcd members; 9 where nothing is said.")
  var members: String?

  @Option(help: "The most machines, balancers apart; 30 where nothing is said.")
  var nodes: String?

  @Option(help: "What one costs: node=10 or load-balancer=3. Repeatable.")
  var cost: [String] = []

  @Option(help: "The fraction of time that one is down: node=0.004. Repeatable.")
  var assume: [String] = []

  @Option(help: "Version of Kubernetes, for the files emitted.")
  var kubernetesVersion: String?

  @Option(help: "Where clients will connect: k8s.example:6443.")
  var endpoint: String?

  @Option(help: "The address that the balancers share.")
  var virtualAddress: String?

  @OptionGroup var emission: PlanEmission

  @Option(help: "Give up the search after so many steps; the standard is some ten seconds.")
  var searchSteps = SearchLimit.standard.steps

  @Option(
    name: .customLong("output-file"), help: "Write to this file instead of standard output.",
    completion: .file())
  var outputFile: String?

  func validate() throws {
    guard searchSteps > 0 else { throw ValidationError("--search-steps must be 1 or more") }
  }

  func run() throws {
    guard file != nil || from != nil || !flags.isEmpty else {
      Output.remark("give a request, or --zones and what to survive; see haplan plan --help")
      throw ExitStatus.impossible
    }
    let reading = PlanRequestReading(path: file ?? from, flags: flags)
    guard let request = reading.request, reading.problems.problems.isEmpty else {
      Output.say(CheckText.renderProblems(of: reading.problems))
      throw ExitStatus.impossible
    }
    let line = SearchLine()
    let report = Planner.report(
      for: request, limit: SearchLimit(steps: searchSteps), progress: line.show)
    line.end()
    if output != .text { tell(report) }
    let way = try from.flatMap { try MigrationRun(from: [$0]).report(to: report) }
    let folder = try emission.folder(for: report)
    // The list of what was written is the result, unless another is asked for.
    if let folder, output == nil { return try folder.write(list: .results) }
    let output = output ?? .yaml
    let bytes =
      switch output {
      case .yaml: PlanAcceptance.spec(of: report)
      case .text:
        PlanText.render(report, progress: line.show) + (way.map { MigrationText.below($0) } ?? [])
      case .json: PlanJSON.render(report, way: way)
      }
    line.end()
    if report.isFeasible || output != .yaml { try Output.deliver(bytes, to: outputFile) }
    guard report.isFeasible else { throw refusal(report, output) }
    try folder?.write(list: .remarks)
    if let way, !way.isFeasible {
      if output == .yaml { Output.remark("no way there: \(way.reason ?? "")") }
      throw ExitStatus.found
    }
  }

  /// How a run ends that found nothing, with the reason where no output says it.
  private func refusal(_ report: PlanReport, _ output: PlanFormat) -> ExitStatus {
    if output == .yaml {
      let answer = report.plan.isProven ? "not possible" : "nothing found"
      Output.remark("\(answer): \(report.reason ?? "")")
    }
    // Nobody knows whether it is possible where the search was given up.
    return report.plan.isProven ? .found : .impossible
  }

  /// What the text says and other outputs have no place for.
  private func tell(_ report: PlanReport) {
    if report.isAvailabilityOpen { Output.remark(PlanText.unassumed) }
    if let best = report.plan.best, !report.plan.isProven {
      Output.remark(PlanText.proof(report.plan, best))
    }
  }

  private var flags: PlanFlags {
    var flags = PlanFlags()
    flags.zones = list(zones)
    flags.witnesses = list(witness)
    flags.survive = survive
    flags.availability = availability
    flags.topology = topology
    flags.etcdEndpoints = etcdEndpoints
    flags.loadBalancers = loadBalancers
    flags.members = members
    flags.nodes = nodes
    flags.costs = cost
    flags.assumptions = assume
    flags.kubernetesVersion = kubernetesVersion
    flags.endpoint = endpoint
    flags.virtualAddress = virtualAddress
    return flags
  }

  private func list(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map(String.init)
  }
}
