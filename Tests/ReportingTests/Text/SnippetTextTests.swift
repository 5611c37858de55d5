import Syntax
import Testing

@testable import Reporting

/// Text that is hard to show.
@Suite struct SnippetTextTests {
  /// The source line and the line under it.
  private func two(_ text: String, _ marked: String) -> [String] {
    let input = file(text)
    return two(input, place(marked, in: input))
  }

  private func two(_ input: SourceFile, _ span: Span) -> [String] {
    Array(drawing(span, in: input).split(separator: "\n").map(String.init).dropFirst(2))
  }

  @Test(arguments: [
    ("\tlease: 10s\n", "10s", "1 |     lease: 10s", "  |            ^^^"),
    ("a\tb\n", "b", "1 | a    b", "  |      ^"),
    ("a\tb\n", "\t", "1 | a    b", "  |  ^^^^"),
    ("名: 10s\n", "10s", "1 | 名: 10s", "  |     ^^^"),
    ("a: 日本\n", "日本", "1 | a: 日本", "  |    ^^^^"),
    ("a: ｆ 1\n", "1", "1 | a: ｆ 1", "  |       ^"),
    ("e\u{301}: 10s\n", "10s", "1 | e\u{301}: 10s", "  |    ^^^"),
    ("a: 🚀 1\n", "1", "1 | a: 🚀 1", "  |       ^"),
    ("가: 1\n", "1", "1 | 가: 1", "  |     ^"),
    ("lease: 10s\r\nx\r\n", "10s", "1 | lease: 10s", "  |        ^^^"),
    ("lease: 10s", "10s", "1 | lease: 10s", "  |        ^^^"),
    ("a\u{7}b: 1\n", "1", "1 | a\\u{7}b: 1", "  |          ^"),
    ("a\u{1B}[2Jb\n", "b", "1 | a\\u{1b}[2Jb", "  |           ^"),
    ("a\u{202E}b\n", "b", "1 | a\\u{202e}b", "  |          ^"),
    ("a\u{9B}b\n", "b", "1 | a\\u{9b}b", "  |        ^"),
    ("a\u{200B}b\n", "b", "1 | a\\u{200b}b", "  |          ^"),
    ("\u{FEFF}a: 1\n", "1", "1 | a: 1", "  |    ^"),
  ])
  func columns(_ text: String, _ marked: String, _ source: String, _ under: String) {
    #expect(two(text, marked) == [source, under])
  }

  @Test func bytesThatAreNoText() {
    let input = SourceFile(id: FileID(0), path: "a", bytes: [0x61, 0xFF, 0xC3, 0x28, 0xE2, 0x82])
    #expect(two(input, Span(FileID(0), 3, 4)) == ["1 | a\\xFF\\xC3(\\xE2\\x82", "  |          ^"])
  }

  @Test func emptyFile() {
    let input = file("")
    #expect(two(input, input.span) == ["1 |", "  | ^"])
  }

  @Test func endOfFile() {
    let broken = file("a: 1")
    #expect(two(broken, Span(FileID(0), 4, 4)) == ["1 | a: 1", "  |     ^"])
    let ended = file("a: 1\n")
    #expect(two(ended, Span(FileID(0), 5, 5)) == ["2 |", "  | ^"])
  }

  @Test func placesOutsideTheFile() {
    let input = file("a: 1")
    #expect(two(input, Span(FileID(0), 900, 950)) == ["1 | a: 1", "  |     ^"])
    #expect(drawing(Span(FileID(7), 3, 4), in: input).contains("1 |"))
  }

  @Test func longLineIsCutAroundThePlace() throws {
    let input = file(
      String(repeating: "x", count: 900) + "HERE" + String(repeating: "y", count: 900))
    let lines = two(input, place("HERE", in: input))
    let source = try #require(lines.first).dropFirst(4)
    #expect(source.count == 122)
    #expect(source.hasPrefix("…x") && source.hasSuffix("y…"))
    let column = try #require(lines.last?.firstIndex(of: "^"))
    let under = try #require(lines.last)
    let offset = under.distance(from: under.startIndex, to: column)
    #expect(lines[0].dropFirst(offset).hasPrefix("HERE"))
    #expect(under.hasSuffix(" ^^^^"))
  }

  @Test func longLineIsShownAgainForAPlaceFarAway() {
    let input = file("FIRST" + String(repeating: "x", count: 5_000) + "LAST")
    let drawn = drawing(
      place("FIRST", in: input), "one", others: [(place("LAST", in: input), "two")], in: input)
    let lines = drawn.split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines[2].hasPrefix("1 | FIRSTx") && lines[2].hasSuffix("x…"))
    #expect(lines[3].hasSuffix("| ^^^^^ one"))
    #expect(lines[4].hasPrefix("1 | …x") && lines[4].hasSuffix("xLAST"))
    #expect(lines[5].hasSuffix(" ---- two"))
  }

  @Test func longPlaceEndsWithTheLineShown() {
    let input = file("a: " + String(repeating: "日", count: 1_000))
    let lines = two(input, Span(FileID(0), 3, input.bytes.count))
    #expect(DisplayWidth.of(lines[0]) <= 4 + 121)
    #expect(DisplayWidth.of(lines[1]) == DisplayWidth.of(lines[0]))
  }

  /// Every cut of a line of many widths still shows the place.
  @Test func everyPlaceOfALongLineIsShown() {
    let input = file(String(repeating: "日\u{301}\t\u{1}a", count: 120))
    for start in input.bytes.indices {
      let line = DisplayLine(input.bytes, line: 0..<input.bytes.count, focus: start)
      #expect(line.shows(start))
      #expect(DisplayWidth.of(line.text) <= DisplayLine.widest + 2)
    }
  }
}
