import Syntax
import Testing

@Suite struct YAMLSpanTests {
  @Test func marksCountScalarsButSpansCountBytes() throws {
    let text = "héllo: wörld\nnäxt: [ü, \"é\"]\n"
    let root = try #require(yaml(text).documents.first?.root)
    #expect(root["héllo"]?.source == "wörld")
    #expect(root["näxt"]?.source == "[ü, \"é\"]")
    #expect(root["näxt"]?.item(1)?.source == "\"é\"")
    #expect(root["näxt"]?.item(1).map { root.tree.file.text($0.valueSpan) } == "é")
  }

  @Test func byteOrderMarkIsSkippedAndCounted() throws {
    let parsed = yaml("\u{FEFF}a: b\n")
    let node = try #require(parsed.documents.first?.root["a"])
    #expect(node.span.range == 6..<7)
    #expect(parsed.problems.isEmpty)
  }

  @Test func nextLineCharacterShiftsNoSpan() throws {
    let text = "a: \"x\u{85}y\"\nb: c\n"
    let root = try #require(yaml(text).documents.first?.root)
    #expect(root["b"]?.source == "c")
  }

  @Test func blockCollectionsEndWithTheirLastChild() throws {
    let text = "a:\n  b: 1\n  c:\n    - x\n    - y z   # note\n\n  # later\n\nd: 2\n"
    let root = try #require(yaml(text).documents.first?.root)
    #expect(root["a"]?.source == "b: 1\n  c:\n    - x\n    - y z")
    #expect(root["a"]?["c"]?.source == "- x\n    - y z")
    #expect(root.source == String(text.dropLast()))
  }

  @Test func flowCollectionsSpanTheirBrackets() throws {
    let text = "a: { b: [1, 2] , c: d }  # x\n"
    let root = try #require(yaml(text).documents.first?.root)
    #expect(root["a"]?.source == "{ b: [1, 2] , c: d }")
    #expect(root["a"]?["b"]?.source == "[1, 2]")
  }

  @Test func singlePairInAFlowSequenceIsAMappingWithoutBrackets() throws {
    let root = try #require(yaml("a: [b: c, d]\n").documents.first?.root)
    #expect(root["a"]?.item(0)?.source == "b: c")
    #expect(dump(root) == "{'a': [{'b': 'c'}, 'd']}")
  }

  @Test func blockScalarsEndWithTheirLastLineOfText() throws {
    let text = "a: |  # header\n  one\n\n  two\n\n\n# c\nb: >-\n  x\n  y\n"
    let root = try #require(yaml(text).documents.first?.root)
    #expect(root["a"]?.source == "|  # header\n  one\n\n  two")
    #expect(root["a"]?.text == "one\n\ntwo\n")
    #expect(root["b"]?.source == ">-\n  x\n  y")
    #expect(root["b"]?.text == "x y")
    #expect(root["b"]?.style == .folded)
  }

  @Test(arguments: [
    ("a: &x !!str  hi\n", "hi"), ("a: !!str &x 'hi'\n", "'hi'"), ("a: &x\n  b: 1\n", "b: 1"),
    ("a: &x\n  # note\n  - 1\n", "- 1"), ("a: &x [1]\n", "[1]"), ("a: &x\n", ""),
    ("a: !t {b: c}\n", "{b: c}"),
  ])
  func propertiesStandBeforeTheBody(_ text: String, _ body: String) throws {
    let node = try #require(yaml(text).documents.first?.root["a"])
    #expect(node.tree.file.text(node.bodySpan) == body)
    #expect(node.hasProperties)
    #expect(node.source.first == "&" || node.source.first == "!")
  }

  @Test func missingValueIsZeroWidthAfterTheColon() throws {
    let root = try #require(yaml("a:\nb:   # c\nc: []\nd:\n-\n- e\n").documents.first?.root)
    #expect(root["a"]?.span.range == 2..<2)
    #expect(root["b"]?.span.range == 5..<5)
    #expect(root["d"]?.item(0)?.span.range == 22..<22)
    #expect(root["a"]?.isNull == true)
  }

  @Test func rangeOfAFileKeepsTheFilesOffsets() throws {
    let text = "é cat <<EOF\nkind: ö\nlist: [1]\nEOF\n: : :\n"
    let file = source(text)
    let parsed = YAMLParser.parse(file, range: 13..<32)
    let root = try #require(parsed.documents.first?.root)
    #expect(root.source == "kind: ö\nlist: [1]")
    #expect(root["kind"]?.source == "ö")
    #expect(parsed.problems.isEmpty)
  }

  @Test func carriageReturnsBelongToNoNode() throws {
    let root = try #require(yaml("a: b\r\nc: |\r\n  x\r\nd:\r\n- e\r\n").documents.first?.root)
    #expect(root["a"]?.source == "b")
    #expect(root["c"]?.source == "|\r\n  x")
    #expect(root["d"]?.source == "- e")
  }

  @Test func commentsStandBetweenLeaves() {
    let text = """
      # one
      a: "x # no" # two
      b: | # three
        # no
        text
      # four
      c: d#no
      e: [1, # five
        2]
      """
    let parsed = yaml(text)
    let comments = parsed.comments().map { parsed.documents[0].file.text($0) }
    #expect(comments == ["# one", "# two", "# three", "# four", "# five"])
  }
}
