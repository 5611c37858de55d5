import Foundation
import Syntax
import Testing

@Suite struct JSONParserTests {
  @Test func surrogatePairsAndEscapesDecode() throws {
    let text = #"{"a": "\ud83d\ude00 \u00e9\n\"\\\/", "b": "é", "c": "\ud83d", "": 1e3}"#
    let root = try #require(json(text).documents.first?.root)
    #expect(root["a"]?.text == "😀 é\n\"\\/")
    #expect(root["b"]?.source == "\"é\"")
    #expect(root["c"]?.text == "\u{FFFD}")
    #expect(root[""]?.text == "1e3")
    #expect(root.source == text)
  }

  @Test func treeEqualsTheOneOfYAML() throws {
    let text = #"{"a": [1, true, null, "x", {}, []], "b": {"c": -0.5}}"#
    #expect(dump(json(text).documents.first?.root) == dump(yaml(text).documents.first?.root))
    let root = try #require(json(text).documents.first?.root)
    #expect(root["a"]?.item(0)?.int() == 1)
    #expect(root["a"]?.item(1)?.bool() == true)
    #expect(root["a"]?.item(2)?.isNull == true)
    #expect(root["a"]?.item(3)?.isString == true)
  }

  @Test func duplicateKeysAreReported() {
    let problems = json(#"{"a": 1, "b": 2, "\u0061": 3}"#).problems
    #expect(problems.map { $0.span?.range } == [17..<25])
    #expect(problems.first?.related.first?.span.range == 1..<4)
  }

  @Test(arguments: [
    "{a: 1}", "[1 2]", "{\"a\" 1}", "[01]", "[1.]", "[+1]", "[.5]", "[tru]",
    "[\"a\nb\"]", "[\"\\x\"]", "[\"\\u12\"]", "[\"a", "[", "{", "{\"a\":", "]", "\"\t\"", "[1]]",
    "{\"a\": 1 \"b\": 2}", "['a']", "[1e]", "[--1]", "nul", "// x", "{,}", "[,]",
  ])
  func refusesWhatFoundationRefuses(_ text: String) throws {
    let foundation = try? JSONSerialization.jsonObject(
      with: Data(text.utf8), options: .fragmentsAllowed)
    #expect(foundation == nil)
    #expect(json(text).problems.count == 1)
  }

  @Test(arguments: ["{\"a\": 1,}", "[1,]"])
  func refusesACommaBeforeABracket(_ text: String) {
    #expect(json(text).problems.count == 1)
  }

  @Test func whatStandsBeforeAnErrorIsKept() throws {
    let parsed = json("{\"a\": 1}\n{\"b\": {\"c\": 2, \"d\" 3}}\n{\"e\": 1}")
    #expect(
      parsed.documents.map { dump($0.root) } == ["{'a': '1'}", "{'b': {'c': '2', 'd': null}}"])
    #expect(parsed.problems.map(\.message) == ["a ':' is expected here, after the key"])
  }

  @Test func badUTF8IsAProblem() {
    let bytes = Array("{\"a\": \"x".utf8) + [0xFF] + Array("\"}".utf8)
    let parsed = JSONParser.parse(SourceFile(id: FileID(0), path: "x", bytes: bytes))
    #expect(parsed.problems.map(\.message) == ["the byte 0xFF is not UTF-8"])
    #expect(parsed.problems.first?.span?.range == 8..<9)
  }

  @Test(arguments: [20_000, 100_000])
  func deepNestingIsOneProblem(_ depth: Int) {
    #expect(json(String(repeating: "[", count: depth)).problems.count == 1)
    #expect(json(String(repeating: "{\"a\":", count: depth)).problems.count == 1)
  }

  @Test func numbersBeyondDoublesKeepTheirText() {
    let root = json("{\"ID\": 18249187646912138824}").documents.first?.root
    #expect(root?["ID"]?.text == "18249187646912138824")
    #expect(root?["ID"]?.int() == nil)
    #expect(root?["ID"]?.isString == false)
  }
}
