import Testing

@testable import Syntax

@Suite("Fenced code blocks")
struct LinesMarkdownTests {
  @Test("languages, contents and places")
  func fences() {
    let file = SourceFile(
      id: FileID(0), path: "README.md",
      text: """
        Text with `code`.
        ```bash
        $ etcd
        ```
        1. step
           ~~~ YAML {.x}
           a:
             b: 1

           ```
           ~~~
        - ```
          x
          ```
        ``` not `a` fence
        ````
        ```
        ````
        ```sh
        open
        """)
    let fences = MarkdownFences.find(file)
    #expect(fences.map(\.language) == ["bash", "yaml", "", "", "sh"])
    #expect(
      fences.map(\.content.string) == [
        "$ etcd\n", "a:\n  b: 1\n\n```\n", "x\n", "```\n", "open",
      ])
    #expect(fences.map(\.isTerminated) == [true, true, true, true, false])
    #expect(fences.map { file.text($0.span) }.first == "$ etcd\n")
    let b = fences[1].content.bytes.firstIndex(of: UInt8(ascii: "b")) ?? 0
    #expect(file.text(fences[1].content.span(of: b..<b + 4)) == "b: 1")
  }

  /// CommonMark 5.1: the end of a block quote is the end of a fence in it.
  @Test("fences in block quotes")
  func quotes() {
    let file = SourceFile(
      id: FileID(0), path: "README.md",
      text: """
        > ```sh
        > $ etcd
        >   --name=a
        > ```
        > ```yaml
        > a: 1
        b: 2
        ```
        c
        ```
        """)
    let fences = MarkdownFences.find(file)
    #expect(fences.map(\.content.string) == ["$ etcd\n  --name=a\n", "a: 1\n", "c\n"])
    #expect(fences.map(\.isTerminated) == [true, false, true])
  }
}
