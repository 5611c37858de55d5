import Syntax
import Testing

@Suite struct YAMLProblemTests {
  @Test func duplicateKeysNameBothPlaces() throws {
    let text = "é: 1\na: {b: 1, \"b\": 2}\n'é': 3\n"
    let parsed = yaml(text)
    let file = source(text)
    #expect(
      parsed.problems.map(\.message) == [
        "the key 'b' stands twice in one mapping", "the key 'é' stands twice in one mapping",
      ])
    #expect(parsed.problems.map { $0.span.map(file.text) } == ["\"b\"", "'é'"])
    #expect(parsed.problems.map { file.text($0.related[0].span) } == ["b", "é"])
    #expect(parsed.documents.first?.root["é"]?.text == "3")
  }

  @Test func duplicateKeysAreFoundInLargeMappings() {
    let keys = (0..<500).map { "key-\($0): \($0)\n" }.joined()
    #expect(yaml(keys).problems.isEmpty)
    let problems = yaml(keys + "key-17: x\n\"key-400\": y\n").problems
    #expect(
      problems.map { $0.related[0].span.start } == [
        UInt32(keys.utf8.count(upTo: "key-17:")), UInt32(keys.utf8.count(upTo: "key-400:")),
      ])
  }

  @Test(arguments: [20_000, 100_000])
  func deepNestingIsOneProblem(_ depth: Int) {
    let parsed = yaml("a: b\n---\nc: " + String(repeating: "[", count: depth))
    #expect(parsed.problems.map(\.message) == ["lists and mappings nest more than 128 levels deep"])
    #expect(parsed.problems.first?.span?.range == 139..<140)
    #expect(parsed.documents.count == 2)
    #expect(parsed.documents.first?.root["a"]?.text == "b")
    #expect(parsed.documents.last?.isComplete == false)
  }

  @Test func deepBlockNestingIsOneProblem() {
    #expect(yaml(String(repeating: "- ", count: 20_000)).problems.count == 1)
  }

  @Test func documentsBeforeASyntaxErrorAreKept() throws {
    let text = "a: 1\n---\nb:\n  c: 2\n  d: [x, y\ne: 3\n---\nf: 4\n"
    let parsed = yaml(text)
    #expect(parsed.documents.map { dump($0.root) }.first == "{'a': '1'}")
    #expect(parsed.documents.last?.root["b"]?["c"]?.text == "2")
    #expect(parsed.documents.map(\.isComplete) == [true, false])
    #expect(parsed.documents.count == 2)
    let problem = try #require(parsed.problems.first)
    #expect(parsed.problems.count == 1)
    #expect(problem.related.map(\.message) == ["the '[' stands here"])
    #expect(problem.related.first?.span.start == 24)
  }

  @Test func scannerMarksBecomeBytes() throws {
    let text = "ä: ü\nö: \"x\" y\n"
    let problem = try #require(yaml(text).problems.first)
    let offset = try #require(problem.span).range.lowerBound
    #expect(source(text).text(offset..<text.utf8.count) == "y\n")
  }

  @Test(arguments: [
    ("a: b: c\n", "a ':' cannot stand here: quote the value, or mend the indentation of this line"),
    ("a: 1\nb\nc: 2\n", "this line has no ':' after its key"),
    ("a: @x\n", "no value can begin with '@': quote it"),
    ("a:\n\tb: 1\n", "a tab stands where only spaces may indent"),
    ("a: 'x\n", "the text ends inside a quoted value"),
    ("a: [1, 2\n", "a ',' or ']' is expected here"),
  ])
  func messagesArePlain(_ text: String, _ message: String) {
    #expect(yaml(text).problems.map(\.message) == [message])
  }

  @Test func badBytesHaveAByteOffsetAndHideNothingBefore() throws {
    let bytes = Array("é: 1\n---\nb: 2\nc: x".utf8) + [0xC3, 0x28] + Array("\nd: 4\n".utf8)
    let parsed = YAMLParser.parse(SourceFile(id: FileID(0), path: "x", bytes: bytes))
    #expect(parsed.problems.map(\.message) == ["the byte 0xC3 is not UTF-8"])
    #expect(parsed.problems.first?.span?.range == 19..<20)
    #expect(parsed.documents.map { dump($0.root) } == ["{'é': '1'}", "{'b': '2'}"])
  }

  @Test func controlCharactersHaveAByteOffset() {
    let parsed = yaml("é: 1\nb: \u{7}\n")
    #expect(parsed.problems.first?.span?.range == 9..<10)
    #expect(
      parsed.problems.map(\.message) == [
        "a control character (byte 0x07) is not allowed in YAML"
      ])
    #expect(parsed.documents.map { dump($0.root) } == ["{'é': '1'}"])
  }

  @Test func otherEncodingsAreNamed() {
    let file = SourceFile(id: FileID(0), path: "x", bytes: [0xFF, 0xFE, 0x61, 0x00])
    #expect(
      YAMLParser.parse(file).problems.map(\.message) == [
        "the file is UTF-16: save it as UTF-8"
      ])
  }

  @Test func largeFilesAndManyDocumentsAreRefused() {
    let large = SourceFile(
      id: FileID(0), path: "x",
      bytes: [UInt8](repeating: UInt8(ascii: "#"), count: SyntaxLimits.fileBytes + 1))
    #expect(YAMLParser.parse(large).problems.map(\.message) == ["the file is larger than 16 MiB"])
    let many = yaml(String(repeating: "---\na\n", count: SyntaxLimits.documents + 5))
    #expect(many.documents.count == SyntaxLimits.documents)
    #expect(many.problems.map(\.message) == ["the file has more than 10000 documents"])
  }

  @Test(arguments: ["", "\n", "# only a comment\n", "---\n", "---\n---\n...\n", "\u{FEFF}"])
  func emptyTextsHaveNoDocuments(_ text: String) {
    #expect(yaml(text).documents.isEmpty)
    #expect(yaml(text).problems.isEmpty)
  }

  @Test func everyPrefixOfADocumentIsReadWithoutACrash() {
    let text = """
      a: &x {b: [1, "é\\n", *y], ? [k]: v}
      <<: *x
      ? - q
      : |
        text
      {{ t }}: - x
      """
    for count in 0...text.utf8.count {
      let bytes = Array(text.utf8.prefix(count))
      for parsed in [
        YAMLParser.parse(SourceFile(id: FileID(0), path: "x", bytes: bytes)),
        JSONParser.parse(SourceFile(id: FileID(0), path: "x", bytes: bytes)),
      ] {
        for document in parsed.documents { #expect(!dump(document.root).isEmpty) }
        _ = parsed.comments()
        #expect(parsed.problems.allSatisfy { ($0.span?.range.upperBound ?? 0) <= count })
      }
    }
  }
}

extension String.UTF8View {
  /// Bytes before the first occurrence of a text.
  fileprivate func count(upTo text: String) -> Int {
    let all = Array(self)
    let part = Array(text.utf8)
    return (0...(all.count - part.count)).first { all[$0..<$0 + part.count].elementsEqual(part) }
      ?? -1
  }
}
