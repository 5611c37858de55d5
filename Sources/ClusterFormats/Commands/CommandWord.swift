internal import Syntax

/// One word of a command line as its program gets it: quotes and escapes resolved.
struct CommandWord {
  let text: String
  /// The word's text in the file, without quotes around all of it.
  let span: Span
  /// All of it: with its quotes, or the list item.
  let entrySpan: Span
  /// Why the text is not all known, such as the variable in it; `nil` where it is.
  var unknown: String?
  /// The text with the places that its bytes come from, where the word was put together.
  var value: MappedText?

  /// The word's last path component: `etcd` of `/usr/local/bin/etcd`.
  var baseName: Substring { text.split(separator: "/").last ?? "" }

  var isFlag: Bool { text.utf8.count > 1 && text.utf8.first == UInt8(ascii: "-") }
}
