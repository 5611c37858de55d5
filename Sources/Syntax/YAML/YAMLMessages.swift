/// libyaml's messages in the words of somebody who edits a file.
enum YAMLMessages {
  struct Syntax {
    let text: String
    /// What stands at the place where the broken construct began.
    let note: String?
  }

  /// A fault of the bytes themselves.
  static func reader(_ problem: String, byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    let hex = "0x" + (digits.count < 2 ? "0" : "") + digits
    return problem.contains("control character")
      ? "a control character (byte \(hex)) is not allowed in YAML"
      : "the byte \(hex) is not UTF-8"
  }

  /// A fault of the syntax; `byte` is the one at its place, `nil` at the end of the text.
  static func syntax(problem: String, context: String, byte: UInt8?) -> Syntax {
    if let text = known[problem] { return Syntax(text: text, note: notes[context]) }
    if problem == "found character that cannot start any token" {
      return Syntax(text: unexpected(byte), note: nil)
    }
    if problem == "found unexpected end of stream", context.contains("quoted scalar") {
      return Syntax(
        text: "the text ends inside a quoted value", note: "this quote is never closed")
    }
    let place = context.isEmpty ? "" : " \(context)"
    return Syntax(text: "this is not valid YAML: \(problem)\(place)", note: notes[context])
  }

  private static func unexpected(_ byte: UInt8?) -> String {
    guard let byte, byte > 0x20, byte < 0x7F else {
      return byte == UInt8(ascii: "\t")
        ? "a tab stands where only spaces may indent" : "no value can begin here"
    }
    return "no value can begin with '\(Character(UnicodeScalar(byte)))': quote it"
  }

  private static let known = [
    "could not find expected ':'": "this line has no ':' after its key",
    "did not find expected key":
      "a key is expected here: the indentation fits no mapping that is open",
    "did not find expected '-' indicator":
      "a '-' is expected here, as the items before it began with one",
    "mapping values are not allowed in this context":
      "a ':' cannot stand here: quote the value, or mend the indentation of this line",
    "block sequence entries are not allowed in this context": "a list item cannot begin here",
    "block mapping entries are not allowed in this context": "a mapping cannot begin here",
    "mapping keys are not allowed in this context": "a key cannot begin here",
    "did not find expected ',' or ']'": "a ',' or ']' is expected here",
    "did not find expected ',' or '}'": "a ',' or '}' is expected here",
    "did not find expected node content": "a value is expected here",
    "did not find expected <document start>":
      "the document's value has ended: only '---' and another document can follow",
    "found a tab character that violates indentation":
      "a tab stands where only spaces may indent",
    "found a tab character where an indentation space is expected":
      "a tab stands where only spaces may indent",
    "found unexpected document indicator": "a document cannot end inside a quoted value",
    "found unknown escape character": "this escape is unknown in a double-quoted value",
    "found undefined tag handle": "this tag's prefix is not declared",
    "did not find expected comment or line break":
      "only a comment can follow the '|' or '>' of a block value",
  ]

  private static let notes = [
    "while parsing a block mapping": "the mapping begins here",
    "while parsing a block collection": "the list begins here",
    "while parsing a flow mapping": "the '{' stands here",
    "while parsing a flow sequence": "the '[' stands here",
    "while scanning a simple key": "the key begins here",
    "while scanning a quoted scalar": "the quoted value begins here",
    "while scanning a double-quoted scalar": "the quoted value begins here",
    "while scanning a block scalar": "the block value begins here",
  ]
}
