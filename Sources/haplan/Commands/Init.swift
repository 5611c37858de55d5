import ArgumentParser
import HaplanKit

extension Starter: ExpressibleByArgument {}

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a spec to fill in, or what a CI needs to run haplan.",
    discussion: """
      EXAMPLES
        haplan init                    cluster.yaml, and its schema for editors
        haplan init --ci pre-commit    .pre-commit-config.yaml
        haplan init --ci github --print

      Nothing that is there is written over.
      """)

  @Option(help: "For this CI: \(Starter.allValueStrings.joined(separator: ", ")).")
  var ci: Starter?

  @ArgumentParser.Flag(help: "Print it, and write nothing.")
  var print = false

  func run() throws {
    let files: [(path: String, text: [UInt8])] =
      if let ci {
        [(ci.path, Array(ci.text.utf8))]
      } else {
        [
          (Starter.specPath, Array(Starter.spec.utf8)),
          (Starter.schemaPath, Schemas.bytes(of: "cluster") ?? []),
        ]
      }
    if print { return try Output.print(files[0].text) }
    var isWhole = true
    for (path, text) in files {
      if System.kind(of: path) != nil {
        Output.remark("\(path) is there already, and left alone; --print shows what it would be")
        isWhole = false
        continue
      }
      try Output.deliver(text, to: path, makingFolder: true)
      Output.remark("wrote \(path)")
    }
    if !isWhole { throw ExitStatus.impossible }
  }
}
