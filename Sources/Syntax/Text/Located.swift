/// A value and the place that states it.
public struct Located<Value> {
  public let value: Value
  public let span: Span

  public init(_ value: Value, _ span: Span) {
    self.value = value
    self.span = span
  }

  /// Another value at the same place.
  public func map<Other>(_ transform: (Value) -> Other) -> Located<Other> {
    Located<Other>(transform(value), span)
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
