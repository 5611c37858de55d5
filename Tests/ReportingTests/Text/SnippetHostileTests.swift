import Rules
import Syntax
import Testing

@testable import Reporting

/// Any bytes and any places: something safe is printed, and never much.
@Suite struct SnippetHostileTests {
  /// SplitMix64, seeded: the same inputs in every run.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let pieces: [[UInt8]] = [
    [0x0A], [0x0D, 0x0A], [0x0D], [0x09], [0x20], [0x61], Array("lease: 10s".utf8), [0xFF], [0xC3],
    [0xE2, 0x80], Array("日".utf8), Array("e\u{301}".utf8), Array("👩‍🚀".utf8), [0x1B], [0x00],
    Array("\u{202E}".utf8), [0xEF, 0xBB, 0xBF], [UInt8](repeating: 0x78, count: 300),
    [UInt8](repeating: 0xCC, count: 90), Array(String(repeating: "\u{301}", count: 400).utf8),
  ]

  @Test(arguments: 0..<300)
  func anything(_ seed: UInt64) {
    var random = Generator(state: seed)
    let count = Int.random(in: 0..<30, using: &random)
    let bytes = (0..<count).flatMap { _ in Self.pieces.randomElement(using: &random) ?? [] }
    let input = SourceFile(id: FileID(0), path: "a.yaml", bytes: bytes)
    func span() -> Span {
      let start = Int.random(in: 0...(bytes.count + 2), using: &random)
      let length = Int.random(in: 0...40, using: &random)
      return Span(FileID(0), start, start + length)
    }
    let found = finding(
      at: span(), label: "here",
      related: (0..<3).map { .init("place \($0)", at: span()) },
      fixes: [.init(title: "f", safety: .safe, edits: [TextEdit(span(), "new\ntext")])])
    let printed = text(report([input], findings: [found]))
    #expect(printed.contains("^"))
    for scalar in printed.unicodeScalars where scalar != "\n" {
      #expect(!Visible.isHidden(scalar))
    }
    for line in printed.split(separator: "\n") {
      #expect(DisplayWidth.of(String(line)) <= 140)
      #expect(line.utf8.count <= 2_000)
    }
  }
}
