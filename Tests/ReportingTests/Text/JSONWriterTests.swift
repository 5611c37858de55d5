import Foundation
import Testing

@testable import Reporting

@Suite struct JSONWriterTests {
  private func written(
    isCompact: Bool = false, _ body: (inout JSONWriter) -> Void
  ) -> String {
    var writer = JSONWriter(isCompact: isCompact)
    writer.object(body)
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  /// What Foundation reads back for one field.
  private func readBack(_ body: (inout JSONWriter) -> Void) throws -> Any? {
    let json = try JSONSerialization.jsonObject(with: Data(written(body).utf8))
    return try #require(json as? [String: Any])["x"]
  }

  @Test func layout() {
    let body: (inout JSONWriter) -> Void = { writer in
      writer.field("z", 1)
      writer.object("empty") { _ in }
      writer.array("list") { list in
        list.item("a")
        list.object { $0.field("b", true) }
        list.item(["c", "d"])
        list.item([])
      }
      writer.strings("none", [])
      writer.null("a")
    }
    #expect(
      written(body) == """
        {
          "z": 1,
          "empty": {},
          "list": [
            "a",
            {
              "b": true
            },
            [
              "c",
              "d"
            ],
            []
          ],
          "none": [],
          "a": null
        }

        """)
    #expect(
      written(isCompact: true, body)
        == #"{"z":1,"empty":{},"list":["a",{"b":true},["c","d"],[]],"none":[],"a":null}"# + "\n")
  }

  @Test(arguments: [
    0.0, -0.0, 1, 13, 0.1, 1.02e-4, 1e-300, Double.leastNonzeroMagnitude, 1.7976931348623157e308,
    0.1 + 0.2, 9804, 1e21,
    2.0 / 3,
  ])
  func doublesReadBackAsTheyWere(_ value: Double) throws {
    let text = written { $0.field("x", value) }
    #expect(try JSONDecoder().decode([String: Double].self, from: Data(text.utf8))["x"] == value)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func whatIsNoNumberIsNull(_ value: Double) throws {
    #expect(try readBack { $0.field("x", value) } is NSNull)
  }

  @Test func everyScalarReadsBack() throws {
    var text = ""
    for value in (0...0xFFFF).map(UInt32.init) + [0x1F680, 0xE0001, 0xE007F, 0x10FFFF] {
      if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
    let read = try #require(try readBack { $0.field("x", text) } as? String)
    #expect(Array(read.unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test func nothingThatATerminalObeys() {
    let text = written { $0.field("x", "\u{1B}[31m\u{9B}\u{7F}\u{202E}\u{2028}\u{E0001}\u{0}é日") }
    #expect(
      text.contains(
        #""\u001b[31m\u009b\u007f\u202e\u2028\udb40\udc01\u0000é日""#))
  }

  @Test func keysAreEscapedToo() {
    #expect(written(isCompact: true) { $0.field("a\"\n", 1) } == "{\"a\\\"\\n\":1}\n")
  }

  @Test func countsBeyondDoublesAreTexts() {
    #expect(written(isCompact: true) { $0.field("x", count: "9007199254740992") }.contains("992}"))
    #expect(
      written(isCompact: true) { $0.field("x", count: "9007199254740993") }.contains("993\"}"))
    let huge = String(repeating: "9", count: 40)
    #expect(written(isCompact: true) { $0.field("x", count: huge) }.contains("\"\(huge)\""))
    #expect(written(isCompact: true) { $0.field("x", count: nil) }.contains("null"))
  }
}
