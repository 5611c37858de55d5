import Syntax
import Testing

@testable import Reporting

@Suite struct FixDiffTests {
  private func diff(_ input: SourceFile, _ edits: TextEdit...) -> [String] {
    FixDiff.lines(edits, files: FileTexts([input]), theme: .plain, indent: "")
  }

  @Test func insideALine() {
    let input = file("a: 1\nlease: 10s # why\nb: 2\n")
    #expect(
      diff(input, TextEdit(place("10s", in: input), "15s"))
        == ["- lease: 10s # why", "+ lease: 15s # why"])
  }

  @Test func twoEditsOfOneLine() {
    let input = file("x: [a, b, c]\n")
    #expect(
      diff(input, TextEdit(place("c", in: input), "z"), TextEdit(place("a, ", in: input), ""))
        == ["- x: [a, b, c]", "+ x: [b, z]"])
  }

  @Test func aLineMore() {
    let input = file("a: 1\nb: 2\n")
    let start = Int(place("b", in: input).start)
    #expect(diff(input, TextEdit(Span(input.id, start, start), "new: 3\n")) == ["+ new: 3"])
    #expect(diff(input, TextEdit(Span(input.id, 4, 4), "\nnew: 3")) == ["+ new: 3"])
    let end = input.bytes.count
    #expect(diff(input, TextEdit(Span(input.id, end, end), "new: 3\n")) == ["+ new: 3"])
  }

  @Test func aLineLess() {
    let input = file("a: 1\r\nb: 2\r\nc: 3\r\n")
    #expect(diff(input, TextEdit(place("b: 2\r\n", in: input), "")) == ["- b: 2"])
  }

  @Test func severalLinesApart() {
    let input = file("a \\\\\nb\nc \\\\\n")
    #expect(
      diff(
        input, TextEdit(place("\\\\", in: input), "\\"),
        TextEdit(place("\\\\", in: input, nth: 2), "\\"))
        == ["- a \\\\", "+ a \\", "- c \\\\", "+ c \\"])
  }

  @Test func longChangesAreLeftOut() {
    let input = file("a: 1\n")
    let long = String(repeating: "x\n", count: 20)
    #expect(diff(input, TextEdit(place("1", in: input), long)).isEmpty)
  }

  @Test func longLinesAreCutAroundTheChange() {
    let input = file(
      String(repeating: "x", count: 2_000) + "OLD" + String(repeating: "y", count: 999))
    let lines = diff(input, TextEdit(place("OLD", in: input), "NEW"))
    #expect(lines.count == 2)
    #expect(lines.first?.contains("xOLDy") == true && lines.last?.contains("xNEWy") == true)
    #expect(lines.allSatisfy { $0.count <= 124 })
  }

  @Test func nothingToShow() {
    let input = file("a: 1\n")
    #expect(diff(input).isEmpty)
    #expect(diff(input, TextEdit(Span(FileID(9), 0, 1), "x")).isEmpty)
    #expect(diff(input, TextEdit(Span(input.id, 50, 60), "x")) == ["+ x"])
  }
}
