public import Syntax

/// What is known of one value. Unknown is never judged.
public enum Fact<Value> {
  /// A document states it, there.
  case stated(Value, Span)
  /// Nobody wrote it: this is what the program takes.
  case defaulted(Value)
  /// It stands in a variable, a template or a file that was not given; the text says which.
  case unknown(String)

  /// The value, where it is known.
  public var value: Value? {
    switch self {
    case .stated(let value, _), .defaulted(let value): value
    case .unknown: nil
    }
  }

  /// The place that states it; `nil` for a default and for what is unknown.
  public var span: Span? {
    if case .stated(_, let span) = self { span } else { nil }
  }

  /// Whether a document states it: `false` for a default and for what is unknown.
  public var isStated: Bool { span != nil }

  /// The same fact about another value: what is stated keeps its place, what is unknown its reason.
  public func map<Other>(_ transform: (Value) -> Other) -> Fact<Other> {
    switch self {
    case .stated(let value, let span): .stated(transform(value), span)
    case .defaulted(let value): .defaulted(transform(value))
    case .unknown(let reason): .unknown(reason)
    }
  }
}

extension Fact: Sendable where Value: Sendable {}
extension Fact: Equatable where Value: Equatable {}
