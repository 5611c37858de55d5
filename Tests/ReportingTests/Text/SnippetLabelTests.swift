import Syntax
import Testing

@testable import Reporting

/// Labels that share a line.
@Suite struct SnippetLabelTests {
  @Test func twoOnOneLine() {
    let input = file("{lease: 10s, renew: 12s}\n")
    #expect(
      drawing(
        place("10s", in: input), "the lease",
        others: [(place("12s", in: input), "the renew deadline")], in: input) == """
            --> a.yaml:1:9
            |
          1 | {lease: 10s, renew: 12s}
            |         ^^^         --- the renew deadline
            |         |
            |         the lease
          """)
  }

  @Test func threeOnOneLine() {
    let input = file("a bb ccc\n")
    #expect(
      drawing(
        place("bb", in: input), "two",
        others: [(place("a", in: input), "one"), (place("ccc", in: input), "three")], in: input)
          == """
            --> a.yaml:1:3
            |
          1 | a bb ccc
            | - ^^ --- three
            | | |
            | | two
            | one
          """)
  }

  @Test func overlapping() {
    let input = file("abcdefgh\n")
    #expect(
      drawing(
        place("cde", in: input), "inner", others: [(place("abcdefgh", in: input), "outer")],
        in: input) == """
            --> a.yaml:1:3
            |
          1 | abcdefgh
            | --^^^--- outer
            |   |
            |   inner
          """)
  }

  @Test func onTheSamePlace() {
    let input = file("a: 10s\n")
    let value = place("10s", in: input)
    #expect(
      drawing(value, "here", others: [(value, "and here")], in: input) == """
          --> a.yaml:1:4
          |
        1 | a: 10s
          |    ^^^ here
          |    |
          |    and here
        """)
  }

  @Test func labelsOfTheInputCannotHarm() {
    let input = file("a: 1\n")
    let drawn = drawing(place("1", in: input), "two\nlines \u{1B}[31m", in: input)
    #expect(drawn.hasSuffix("|    ^ two\\u{a}lines \\u{1b}[31m"))
  }

  @Test func coloursEachMarkAsItsOwn() {
    let input = file("abcdef\n")
    let marks = [
      Snippet.Mark(span: place("cd", in: input), label: "x", isPrimary: true),
      Snippet.Mark(span: place("abcdef", in: input), label: "", isPrimary: false),
    ]
    let lines = Snippet.lines(marks, files: FileTexts([input]), theme: .ansi, role: .error)
    let signs = lines.first { $0.contains("^") }
    #expect(signs?.contains("\u{1B}[34m--\u{1B}[0m\u{1B}[1;31m^^\u{1B}[0m") == true)
  }
}
