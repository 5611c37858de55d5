import Foundation
import Testing

/// `haplan lsp`, driven by a client of its own that speaks the protocol over pipes.
@Suite struct LanguageServerTests {
  @Test func `an editor's session`() throws {
    let folder = try Folder()
    let client = Haplan.root
      .appendingPathComponent("Tests/CommandTests/Fixtures/lsp_client.py").path
    let result = try Haplan.shell(
      "exec timeout 60 python3 \"$0\" \"$1\" \"$2\"",
      [client, Haplan.binary.path, folder.url.path])
    #expect(result.status == 0, "\(result.stderr)")
    #expect(result.stdout == "in order\n")
  }
}
