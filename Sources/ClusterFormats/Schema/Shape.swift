/// What a value in a document of haplan's own kinds may look like: the one place that says so. Both
/// the checking of inputs and the published JSON Schemas come from it.
package indirect enum Shape: Sendable {
  /// A mapping with these keys and no others; keys that begin with `x-` are free.
  case object(ObjectShape)
  /// A mapping with free keys, each value of one shape.
  case map(of: Shape, keys: String)
  case list(of: Shape, atLeast: Int = 0)
  /// Text; an example of it, and the regular expression that a schema gives for it, where one does.
  case text(example: String, pattern: String? = nil)
  /// A whole number in a range.
  case integer(ClosedRange<Int>)
  /// A number from 0 to 1.
  case fraction
  /// Any number.
  case number
  case boolean
  /// The shape, or null.
  case nullable(Shape)
  /// One of these words.
  case choice([String])
  /// Any scalar: read as the program that gets it reads it.
  case scalar
  /// One of these, told apart by their kind of node.
  case either([Shape])
}

/// The keys of a mapping, in the order of documentation.
package struct ObjectShape: Sendable {
  /// One key of a mapping.
  package final class Key: Sendable {
    package let name: String
    package let isRequired: Bool
    /// What it means, one sentence for the schema.
    package let about: String
    /// Made for the keys that a document has: it may hold many others.
    private let makeShape: @Sendable () -> Shape

    package init(
      _ name: String, _ shape: @autoclosure @escaping @Sendable () -> Shape,
      isRequired: Bool = false, _ about: String
    ) {
      self.name = name
      self.isRequired = isRequired
      self.about = about
      makeShape = shape
    }

    /// What its value may look like.
    package var shape: Shape { makeShape() }
  }

  package let about: String
  package let keys: [Key]

  package init(_ about: String, _ keys: [Key]) {
    self.about = about
    self.keys = keys
  }

  /// The key of this name, if there is one.
  package func key(_ name: String) -> Key? { keys.first { $0.name == name } }
}

extension Shape {
  /// A mapping with these keys.
  package static func object(_ about: String, _ keys: [ObjectShape.Key]) -> Shape {
    .object(ObjectShape(about, keys))
  }

  /// What messages call it: "a whole number from 1 to 1000".
  package var description: String {
    switch self {
    case .object, .map: "a mapping"
    case .list(_, let least): least > 0 ? "a list that is not empty" : "a list"
    case .text(let example, _): "a text such as \(example)"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .fraction: "a number from 0 to 1"
    case .number: "a number"
    case .boolean: "true or false"
    case .nullable(let shape): "\(shape.description) or nothing"
    case .choice(let words): Self.alternatives(words)
    case .scalar: "a single value"
    case .either(let shapes): Self.alternatives(shapes.map(\.description))
    }
  }

  private static func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
