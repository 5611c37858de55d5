/// A fenced code block of a Markdown text.
public struct MarkdownFence: Sendable, Hashable {
  /// The first word of the info string, lower case: `bash`, `yaml`; empty where there is none.
  public let language: String
  public let info: String
  /// The lines between the fences, in the text.
  public let range: Range<Int>
  public let span: Span
  /// The same lines without the indentation of the fence, which is no part of the code.
  public let content: MappedText
  /// Whether a closing fence was found; if not, the block goes on to the end.
  public let isTerminated: Bool
}
