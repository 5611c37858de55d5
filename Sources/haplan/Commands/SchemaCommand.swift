import ArgumentParser
import HaplanKit

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "The JSON Schema of the cluster spec, or of a JSON report.",
    discussion: """
      EXAMPLES
        haplan schema cluster > cluster.schema.json
      """)

  @Argument(
    help: "One of: \(Schemas.names.joined(separator: ", ")). Without one: these names.",
    completion: .list(Schemas.names))
  var name: String?

  func run() throws {
    guard let name else {
      return try Output.print(Schemas.names.map { "\($0)\n" }.joined())
    }
    guard let bytes = Schemas.bytes(of: name) else {
      Output.remark(
        "there is no schema `\(name)`; there are \(Schemas.names.joined(separator: ", "))")
      throw ExitStatus.impossible
    }
    try Output.print(bytes)
  }
}
