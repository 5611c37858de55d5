/// A value and the place that states it.
package struct Located<Value> {
  package let value: Value
  package let span: Span

  @inlinable
  package init(_ value: Value, _ span: Span) {
    self.value = value
    self.span = span
  }

  /// Another value at the same place.
  @inlinable
  package func map<Other>(_ transform: (Value) -> Other) -> Located<Other> {
    Located<Other>(transform(value), span)
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
