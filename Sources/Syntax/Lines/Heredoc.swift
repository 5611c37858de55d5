/// A heredoc of a shell script.
public struct Heredoc: Sendable {
  public let delimiter: String
  /// Whether the delimiter is quoted, so that the shell leaves the body alone.
  public let isQuoted: Bool
  /// `<<-`: tabs at the beginning of lines are dropped.
  public let dropsTabs: Bool
  /// The body as written, without the delimiter's line, in the text that the script was read from.
  public let bodyRange: Range<Int>
  /// The body as written.
  public let bodySpan: Span
  /// Whether the delimiter's line was found; if not, the body goes on to the end.
  public let isTerminated: Bool
  public let body: HeredocBody
  /// The file that the body is written to, where it can be seen: `cat > FILE <<EOF`, `tee FILE`.
  public internal(set) var target: Word?
}

extension ShellExpansion {
  var unknownKind: UnknownPart.Kind {
    switch kind {
    case .variable(let name), .variableOrDefault(let name): .variable(name)
    case .commandOutput: .commandOutput
    case .expression: .expression
    }
  }
}

extension [String: MappedText] {
  /// What an expansion gives where it is known.
  func value(of expansion: ShellExpansion) -> MappedText? {
    switch expansion.kind {
    case .variable(let name): return self[name]
    case .variableOrDefault(let name):
      guard let value = self[name], !value.isEmpty else { return nil }
      return value
    case .commandOutput, .expression: return nil
    }
  }
}
