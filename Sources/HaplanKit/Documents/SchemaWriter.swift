internal import ClusterFormats
internal import Reporting

/// Writes a shape as JSON Schema, draft 2020-12.
struct SchemaWriter {
  /// Whether unknown keys are allowed: reports grow, inputs are checked.
  let isOpen: Bool

  /// The fields of a schema, inside the object that is being written.
  func fields(of shape: Shape, to writer: inout JSONWriter) {
    switch shape {
    case .object(let object): write(object, to: &writer)
    case .map(let value, let keys):
      writer.field("type", "object")
      writer.field("description", "By \(keys).")
      writer.object("additionalProperties") { fields(of: value, to: &$0) }
    case .list(let item, let least):
      writer.field("type", "array")
      if least > 0 { writer.field("minItems", least) }
      if !isOpen { writer.field("maxItems", ClusterSchema.mostOfAnything) }
      writer.object("items") { fields(of: item, to: &$0) }
    case .text(let example, let pattern):
      writer.field("type", "string")
      if !isOpen { writer.field("minLength", 1) }
      if let pattern { writer.field("pattern", pattern) }
      if !example.isEmpty { writer.strings("examples", [example]) }
    case .integer(let range):
      writer.field("type", "integer")
      writer.field("minimum", range.lowerBound)
      if range.upperBound < Int.max { writer.field("maximum", range.upperBound) }
    case .fraction:
      writer.field("type", "number")
      writer.field("minimum", 0)
      writer.field("maximum", 1)
    case .number: writer.field("type", "number")
    case .boolean: writer.field("type", "boolean")
    case .nullable(let inner):
      writer.array("anyOf") { writer in
        writer.object { fields(of: inner, to: &$0) }
        writer.object { $0.field("type", "null") }
      }
    case .choice(let words): writer.strings("enum", words)
    case .scalar: writer.strings("type", ["string", "number", "boolean"])
    case .either(let shapes):
      writer.array("anyOf") { writer in
        for shape in shapes { writer.object { fields(of: shape, to: &$0) } }
      }
    }
  }

  private func write(_ object: ObjectShape, to writer: inout JSONWriter) {
    writer.field("type", "object")
    writer.field("description", object.about)
    writer.object("properties") { writer in
      for key in object.keys {
        writer.object(key.name) { writer in
          fields(of: key.shape, to: &writer)
          if !hasDescription(key.shape) { writer.field("description", key.about) }
        }
      }
    }
    let required = object.keys.filter(\.isRequired).map(\.name)
    if !required.isEmpty { writer.strings("required", required) }
    if !isOpen {
      writer.object("patternProperties") { $0.object("^x-") { _ in } }
      writer.field("additionalProperties", false)
    }
  }

  /// Whether the shape itself writes a description.
  private func hasDescription(_ shape: Shape) -> Bool {
    switch shape {
    case .object, .map: true
    default: false
    }
  }
}
