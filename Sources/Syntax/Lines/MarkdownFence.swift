/// A fenced code block of a Markdown text.
package struct MarkdownFence: Sendable, Hashable {
  /// The first word of the info string, lower case: `bash`, `yaml`; empty where there is none.
  package let language: String
  package let info: String
  /// The lines between the fences, in the text.
  package let range: Range<Int>
  package let span: Span
  /// The same lines without the indentation of the fence, which is no part of the code.
  package let content: MappedText
  /// Whether a closing fence was found; if not, the block goes on to the end.
  package let isTerminated: Bool
}
