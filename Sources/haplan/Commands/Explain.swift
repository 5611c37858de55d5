import ArgumentParser
import HaplanKit

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What a rule or a topic means: why it hurts, examples, the fix, the sources.",
    discussion: """
      TOPICS
        \(Topics.all.map(\.name).joined(separator: ", "))

      EXAMPLES
        haplan explain etcd-servers-incomplete
        haplan explain quorum
      """)

  @Argument(help: "A rule or a topic.", completion: .list(Explanation.names))
  var name: String

  func run() throws {
    guard let text = Explanation.text(of: name) else {
      let guess = Explanation.nearest(to: name).map { "; did you mean `\($0)`?" } ?? ""
      Output.remark("there is no rule or topic `\(name)`\(guess)")
      throw ExitStatus.impossible
    }
    try Output.print(text)
  }
}
