/// A part of a text that only the machine it runs on knows.
public struct UnknownPart: Sendable, Hashable {
  /// Why the part is not known.
  public enum Kind: Sendable, Hashable {
    /// `$NAME`, `${NAME}`: no value was given.
    case variable(String)
    /// `$(…)`, backticks, `$((…))`, `<(…)`.
    case commandOutput
    /// systemd's `%i` and the like; without the percent sign.
    case specifier(String)
    /// `${NAME##…}`, an array: more than the name decides.
    case expression
    /// `{{ … }}`: whoever renders the template decides.
    case template
  }

  /// Why it is unknown.
  public let kind: Kind
  /// In the text that it is a part of.
  public let range: Range<Int>
  public let span: Span

  /// - Parameter range: in the text that it is a part of.
  public init(_ kind: Kind, _ range: Range<Int>, _ span: Span) {
    self.kind = kind
    self.range = range
    self.span = span
  }
}
