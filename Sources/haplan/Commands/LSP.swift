import ArgumentParser
import HaplanKit

struct LSP: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "The language server for editors, on standard input and output.",
    discussion: """
      Diagnostics while you type, fixes as code actions, what a cluster survives as a code lens and \
      under the pointer. Point your editor's generic client at `haplan lsp` for YAML, JSON, unit \
      files and load balancer configurations; files that are not haplan's are left alone.
      """)

  func run() throws {
    let status = LanguageServer.serve(
      read: { System.readSome(0) },
      write: { bytes in
        do throws(ExitStatus) { try Output.print(bytes) } catch { Output.exit(error) }
      })
    throw status == 0 ? ExitStatus.done : ExitStatus.found
  }
}
