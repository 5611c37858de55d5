import Syntax
import Testing

@testable import Reporting

@Suite struct SnippetTests {
  @Test func underlinesAPlace() {
    let input = file("first\nlease: 10s\n")
    #expect(
      drawing(place("10s", in: input), "must be more", in: input) == """
          --> a.yaml:2:8
          |
        2 | lease: 10s
          |        ^^^ must be more
        """)
  }

  @Test func secondPlaceNearby() {
    let input = file("lease: 10s\nrenew: 10s\n")
    #expect(
      drawing(
        place("10s", in: input), others: [(place("10s", in: input, nth: 2), "renew deadline")],
        in: input) == """
            --> a.yaml:1:8
            |
          1 | lease: 10s
            |        ^^^
          2 | renew: 10s
            |        --- renew deadline
          """)
  }

  @Test func oneLineBetweenIsShown() {
    let input = file("a: 1\nb: 2\nc: 3\n")
    #expect(
      drawing(place("3", in: input), others: [(place("1", in: input), "one")], in: input) == """
          --> a.yaml:3:4
          |
        1 | a: 1
          |    - one
        2 | b: 2
        3 | c: 3
          |    ^
        """)
  }

  @Test func linesBetweenAreFolded() {
    let input = file("a: 1\nb: 2\nc: 3\nd: 4\n")
    #expect(
      drawing(place("1", in: input), others: [(place("4", in: input), "four")], in: input) == """
          --> a.yaml:1:4
          |
        1 | a: 1
          |    ^
        ...
        4 | d: 4
          |    - four
        """)
  }

  @Test func farPlaceHasItsOwnBlock() {
    let input = file("a: 1\n" + String(repeating: "-\n", count: 98) + "z: 9\n")
    #expect(
      drawing(place("9", in: input), "here", others: [(place("1", in: input), "one")], in: input)
        == """
            --> a.yaml:100:4
            |
        100 | z: 9
            |    ^ here
            ::: a.yaml:1:4
            |
          1 | a: 1
            |    - one
        """)
  }

  @Test func otherFileHasItsOwnBlock() {
    let spec = file("endpoint: a\n")
    let proxy = file("backend api\n  server m1\n", path: "haproxy.cfg", id: 1)
    #expect(
      drawing(
        place("a", in: spec), others: [(place("m1", in: proxy), "the only backend")],
        in: spec, proxy) == """
            --> a.yaml:1:11
            |
          1 | endpoint: a
            |           ^
            ::: haproxy.cfg:2:10
            |
          2 |   server m1
            |          -- the only backend
          """)
  }

  @Test func manyPlacesAreCounted() {
    let input = file((0..<9).map { "k\($0): v\n" }.joined())
    let others = (1..<9).map { (place("k\($0)", in: input), "") }
    let drawn = drawing(place("k0", in: input), others: others, in: input)
    #expect(drawn.hasSuffix("= and 3 more"))
    #expect(drawn.split(separator: "\n").count == 2 + 2 * 6 + 1)
  }

  @Test func severalLines() {
    let input = file("nodes:\n  - a\n  - b\n  - c\nend: 1\n")
    let list = place("- a\n  - b\n  - c", in: input)
    #expect(
      drawing(list, "three nodes", in: input) == """
          --> a.yaml:2:3
          |
        2 |   - a
          |   ^^^
        3 |   - b
        4 |   - c
          |   ^^^ three nodes
        """)
  }

  @Test func lineBreakBelongsToTheLineItEnds() {
    let input = file("a: 1\nb: 2\n")
    #expect(
      drawing(place("1\n", in: input), "one", in: input) == """
          --> a.yaml:1:4
          |
        1 | a: 1
          |    ^ one
        """)
  }
}
