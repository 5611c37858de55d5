internal import Syntax

extension DataNode {
  /// A scalar that says something.
  var isFilledScalar: Bool { kind == .scalar && !isNull && !text.isEmpty }

  /// The filled scalar under a key, with its place.
  func located(_ key: String) -> Located<String>? {
    guard let value = self[key], value.isFilledScalar else { return nil }
    return Located(value.text, value.valueSpan)
  }

  /// The items of a list; none for other kinds.
  var children: [DataNode] { kind == .sequence ? Array(items) : [] }

  /// The filled scalar itself, or those of a list.
  var oneOrMore: [Located<String>] {
    isFilledScalar ? [Located(text, valueSpan)] : texts
  }

  /// The filled scalars of a list.
  var texts: [Located<String>] {
    children.filter(\.isFilledScalar).map { Located($0.text, $0.valueSpan) }
  }
}
