import ArgumentParser
import HaplanKit

struct Man: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The manual pages, generated from the program.",
    discussion: """
      EXAMPLES
        haplan man haplan-check | man -l -
        haplan man --folder /usr/local/share/man
      """)

  @Argument(help: "A page: haplan, haplan-check, …, haplan.yaml.")
  var page = "haplan"

  @Option(help: "Write all pages below this folder, into man1 and man5.", completion: .directory)
  var folder: String?

  func run() throws {
    let pages = ManPages.pages(help: Array(Haplan._dumpHelp().utf8))
    if let folder {
      for page in pages {
        let path = "\(folder)/man\(page.section)/\(page.name).\(page.section)"
        try Output.deliver(Array(page.text.utf8), to: path, makingFolder: true)
      }
      return
    }
    guard let page = pages.first(where: { $0.name == page }) else {
      Output.remark(
        "there is no page `\(self.page)`; there are "
          + pages.map(\.name).joined(separator: ", "))
      throw ExitStatus.impossible
    }
    try Output.print(page.text)
  }
}
