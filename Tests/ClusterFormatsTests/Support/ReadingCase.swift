import Testing

/// A text, and lines that the rendering of what was read of it must have, or must not begin with.
struct ReadingCase: CustomTestStringConvertible, Sendable {
  let title: String
  let input: String
  let expected: [String]
  var forbidden: [String] = []

  var testDescription: String { title }
}
