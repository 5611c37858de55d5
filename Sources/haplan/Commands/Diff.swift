import ArgumentParser
import HaplanKit
import Reporting

/// The formats of `diff`.
enum DiffFormat: String, ExpressibleByArgument, CaseIterable {
  case text, markdown, json
}

struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What got better and what got worse between two descriptions.",
    discussion: """
      EXAMPLES
        haplan diff before.yaml after.yaml
        haplan diff --rev main...HEAD -- clusters/
        haplan diff --rev HEAD -o markdown      the last commit and the work tree

      EXIT STATUS
        0  nothing got worse
        1  a figure got worse, or there is a new error or warning
        2  the job could not be done, or an input has a problem
      """)

  @Option(
    name: .output,
    help: "The format: \(DiffFormat.allValueStrings.joined(separator: ", ")).")
  var output = DiffFormat.text

  @Option(
    help: """
      Two git revisions, A..B or A...B (from where they parted), or one, which is compared with the \
      work tree; the paths are then what is compared.
      """)
  var rev: String?

  @OptionGroup var input: InputOptions

  func validate() throws {
    if rev == nil, input.paths.count != 2 {
      throw ValidationError("diff wants two paths, BASE and HEAD, or --rev A..B")
    }
    if input.paths.contains("-") {
      throw ValidationError("diff reads files and folders, not standard input")
    }
  }

  func run() throws {
    let request = input.request
    let (base, head) = try rev.map { try sides(of: $0, request) } ?? sides(request)
    // What one side has not is new or gone; what neither has is no comparison.
    if base.reading.fileCount + head.reading.fileCount == 0, !request.options.allowsEmpty {
      Output.remark("nothing here describes a control plane, on either side")
      throw ExitStatus.impossible
    }
    let report = Comparison.report(from: base, to: head)
    let bytes =
      switch output {
      case .text: DiffText.render(report, theme: request.theme)
      case .markdown: DiffMarkdown.render(report)
      case .json: DiffJSON.render(report)
      }
    try Output.deliver(bytes, to: request.outputFile)
    var hasProblems = false
    for side in [base, head] where !side.report.problems.isEmpty {
      hasProblems = true
      Output.say(CheckText.renderProblems(of: side.report.problems))
    }
    if hasProblems { throw ExitStatus.impossible }
    if report.isWorse { throw ExitStatus.found }
  }

  private func sides(
    _ request: InputRequest
  ) throws -> (base: Comparison.Side, head: Comparison.Side) {
    func side(_ path: String) throws -> Comparison.Side {
      var request = request
      request.options.paths = [path]
      return Comparison.Side(try request.read(), options: request.options, root: path)
    }
    return (try side(request.options.paths[0]), try side(request.options.paths[1]))
  }

  private func sides(
    of range: String, _ request: InputRequest
  ) throws -> (base: Comparison.Side, head: Comparison.Side) {
    let base: Comparison.Side
    let head: Comparison.Side?
    do throws(Revision.Failure) {
      let ends = try Revision.ends(of: range)
      base = try side(at: ends.base, request)
      head = try ends.head.map { (commit) throws(Revision.Failure) in
        try side(at: commit, request)
      }
    } catch {
      Output.remark(error.message)
      throw ExitStatus.impossible
    }
    if let head { return (base, head) }
    let tree = Reading.read(request.options)
    guard tree.faults.isEmpty else { throw Output.tell(tree.faults) }
    for remark in tree.remarks { Output.remark(remark) }
    return (base, Comparison.Side(tree, options: request.options, root: "."))
  }

  private func side(
    at commit: String, _ request: InputRequest
  ) throws(Revision.Failure) -> Comparison.Side {
    let (list, texts) = try Revision.inputs(of: commit, below: request.options.paths)
    let reading = Reading.read(list, options: request.options, texts: texts, isClosed: true)
    for remark in reading.remarks { Output.remark("\(commit.prefix(12)): \(remark)") }
    return Comparison.Side(reading, options: request.options, root: ".")
  }
}
