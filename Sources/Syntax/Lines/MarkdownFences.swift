/// The fenced code blocks of a Markdown page (CommonMark 4.5).
package enum MarkdownFences {
  /// A block's lines, without its fences.
  package struct Block: Sendable, Hashable {
    package let range: Range<Int>
    /// The word behind the opening fence: `bash`, `yaml`; empty where there is none.
    package let language: String
  }

  /// Every block, in order; one that is never closed ends with the page.
  package static func blocks(in text: MappedText) -> [Block] {
    var blocks: [Block] = []
    var open: (mark: UInt8, length: Int, language: String, start: Int)?
    for line in text.lines {
      let bytes = text.bytes[line]
      let bare = bytes.drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
      guard let mark = bare.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
        continue
      }
      let length = bare.prefix { $0 == mark }.count
      let rest = bare.dropFirst(length)
      let info = String(decoding: rest, as: UTF8.self)
      guard length >= 3 else { continue }
      if let current = open {
        guard mark == current.mark, length >= current.length, info.allSatisfy({ $0 == " " }) else {
          continue
        }
        blocks.append(
          Block(
            range: current.start..<max(current.start, line.lowerBound), language: current.language)
        )
        open = nil
      } else if mark != UInt8(ascii: "`") || !rest.contains(UInt8(ascii: "`")) {
        let language = info.split(separator: " ").first.map(String.init) ?? ""
        let next = text.bytes[line.upperBound...].firstIndex(of: UInt8(ascii: "\n"))
        open = (mark, length, language, next.map { $0 + 1 } ?? text.count)
      }
    }
    if let open {
      blocks.append(Block(range: open.start..<text.count, language: open.language))
    }
    return blocks
  }
}
