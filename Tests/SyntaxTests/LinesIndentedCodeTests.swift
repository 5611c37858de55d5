import Syntax
import Testing

@Suite struct LinesIndentedCodeTests {
  private func blocks(_ text: String, besides: [Range<Int>] = []) -> [String] {
    let file = SourceFile(id: FileID(0), path: "page.md", text: text)
    return IndentedCode.find(MappedText(file), besides: besides).map(\.string)
  }

  /// The examples of CommonMark 4.4, lists apart.
  @Test func blocksAsCommonMarkHasThem() {
    #expect(
      blocks("    a simple\n      indented code block\n") == [
        "    a simple\n      indented code block\n"
      ])
    #expect(blocks("text\n    no code\n") == [])
    #expect(blocks("text\n\n\tcode\n\nmore\n") == ["\tcode\n"])
    #expect(
      blocks("    one\n\n    two\nend\n\n    three") == ["    one\n\n    two\n", "    three"])
    #expect(blocks("") == [])
  }

  @Test func whatIsFencedIsNoBlock() {
    let text = "```\n    a\n```\n\n    b\n"
    #expect(blocks(text, besides: [4..<10]) == ["    b\n"])
  }
}
