import Syntax
import Testing

@Suite struct AliasTests {
  @Test func aliasReadsAsItsTargetAndKeepsItsPlace() throws {
    let text = "a: &x [1, 2]\nb: *x\nc: &x 3\nd: *x\n"
    let root = try #require(yaml(text).documents.first?.root)
    let alias = try #require(root["b"])
    #expect(alias.isAlias)
    #expect(alias.source == "*x")
    #expect(alias.kind == .sequence)
    #expect(alias.items.map(\.text) == ["1", "2"])
    #expect(root["d"]?.int() == 3)
    #expect(root["a"]?.isAlias == false)
  }

  @Test(arguments: [
    ("a: *x\n", "the alias *x names no anchor: there is no &x before it"),
    ("a: &x [*x]\n", "the alias *x stands inside what it names"),
    ("&x a: 1\nb: &y {c: {d: *y}}\n", "the alias *y stands inside what it names"),
  ])
  func undefinedAndCyclicAliasesReadAsNull(_ source: String, _ message: String) throws {
    let parsed = yaml(source)
    #expect(parsed.problems.map(\.message) == [message])
    let text = dump(parsed.documents.first?.root)
    #expect(text.contains("null"))
  }

  @Test func billionLaughsStopsAtTheBudget() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(items)]\n"
    }
    let parsed = yaml(text)
    #expect(parsed.problems.first?.message.contains("repeat more than 200000 nodes") == true)
    #expect(dump(try #require(parsed.documents.first?.root)).utf8.count < 4_000_000)
  }

  @Test func aliasesCannotNestBeyondTheDepth() throws {
    var text = "a0: &a0 [x]\n"
    for level in 1...200 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    let parsed = yaml(text)
    #expect(parsed.problems.first?.message.contains("more than 128 levels deep") == true)
    let dumped = dump(parsed.documents.first?.root, depth: 70)
    #expect(!dumped.contains("nil"))
  }

  @Test func mergeKeysGiveWhatTheMappingLacks() throws {
    let text = """
      base: &b {x: 1, y: 2}
      more: &m {<<: *b, y: 3, z: 4}
      one: {<<: *m, z: 5}
      list: {<<: [*b, *m]}
      """
    let root = try #require(yaml(text).documents.first?.root)
    #expect(root["one"]?["x"]?.text == "1")
    #expect(root["one"]?["y"]?.text == "3")
    #expect(root["one"]?["z"]?.text == "5")
    #expect(root["list"]?["y"]?.text == "2")
    #expect(root["list"]?["z"]?.text == "4")
    #expect(root["list"]?["none"] == nil)
  }

  @Test func mergeLookupsEnd() throws {
    var text = "a0: &a0 {x: 1}\n"
    for level in 1...25 { text += "a\(level): &a\(level) {<<: [*a\(level - 1), *a\(level - 1)]}\n" }
    let root = try #require(yaml(text).documents.first?.root)
    #expect(root["a10"]?["x"]?.text == "1")
    #expect(root["a10"]?["none"] == nil)
    #expect(root["a25"]?["x"] == nil)
  }
}
