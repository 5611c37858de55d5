package import Syntax

/// Compares a document with its shape; each difference is a located problem.
package struct ShapeCheck {
  private var problems: [InputProblem] = []

  /// The differences, in the order of the document.
  package static func problems(of node: DataNode, shape: Shape, name: String) -> [InputProblem] {
    var check = ShapeCheck()
    check.compare(node, shape, name, depth: 0)
    return check.problems
  }

  private mutating func compare(_ node: DataNode, _ shape: Shape, _ name: String, depth: Int) {
    guard depth < SyntaxLimits.depth else { return }
    switch shape {
    case .object(let object): compareObject(node, object, name, depth)
    case .map(let value, _):
      guard expectMapping(node, shape, name) else { return }
      for entry in node.entries {
        compare(entry.value, value, "\(name).\(entry.key.text)", depth: depth + 1)
      }
    case .list(let item, let least): compareList(node, shape, item, least, name, depth)
    case .either(let shapes): compareEither(node, shape, shapes, name, depth)
    case .nullable(let inner):
      if !node.isNull { compare(node, inner, name, depth: depth + 1) }
    case .text, .integer, .fraction, .number, .boolean, .choice, .scalar:
      if !matches(node, shape) { report(node, shape, name) }
    }
  }

  private mutating func compareObject(
    _ node: DataNode, _ object: ObjectShape, _ name: String, _ depth: Int
  ) {
    guard expectMapping(node, .object(object), name) else { return }
    for entry in node.entries {
      let key = entry.key.text
      guard !key.hasPrefix("x-"), key != "<<" else { continue }
      guard let known = object.key(key) else {
        reportUnknown(entry.key, object, name)
        continue
      }
      compare(entry.value, known.shape, name.isEmpty ? key : "\(name).\(key)", depth: depth + 1)
    }
    for key in object.keys where key.isRequired && node[key.name] == nil {
      let place = name.isEmpty ? key.name : "\(name).\(key.name)"
      problems.append(
        InputProblem("\(place) is missing: it must be \(key.shape.description)", node.span))
    }
  }

  private mutating func compareList(
    _ node: DataNode, _ shape: Shape, _ item: Shape, _ least: Int, _ name: String, _ depth: Int
  ) {
    guard node.kind == .sequence else { return report(node, shape, name) }
    var count = 0
    for child in node.items {
      compare(child, item, "\(name)[\(count)]", depth: depth + 1)
      count += 1
    }
    if count < least { report(node, shape, name) }
    if count > ClusterSchema.mostOfAnything {
      problems.append(
        InputProblem(
          "\(name) has \(count) items; at most \(ClusterSchema.mostOfAnything) are read", node.span)
      )
    }
  }

  private mutating func compareEither(
    _ node: DataNode, _ shape: Shape, _ shapes: [Shape], _ name: String, _ depth: Int
  ) {
    let candidates = shapes.filter { Self.accepts($0, node.kind) }
    if candidates.count == 1, let only = candidates.first {
      return compare(node, only, name, depth: depth + 1)
    }
    if !candidates.contains(where: { matches(node, $0) }) { report(node, shape, name) }
  }

  private mutating func expectMapping(_ node: DataNode, _ shape: Shape, _ name: String) -> Bool {
    guard node.kind != .mapping else { return true }
    report(node, shape, name)
    return false
  }

  private static func accepts(_ shape: Shape, _ kind: DataNode.Kind) -> Bool {
    switch shape {
    case .object, .map: kind == .mapping
    case .list: kind == .sequence
    case .either(let shapes): shapes.contains { accepts($0, kind) }
    default: kind == .scalar
    }
  }

  private func matches(_ node: DataNode, _ shape: Shape) -> Bool {
    guard node.kind == .scalar, !node.isNull else { return false }
    return switch shape {
    case .text: !node.text.isEmpty && !node.text.unicodeScalars.contains(where: isControl)
    case .integer(let range): node.int().map(range.contains) ?? false
    case .fraction: Double(node.text).map { (0...1).contains($0) } ?? false
    case .number: Double(node.text) != nil
    case .boolean: node.bool() != nil
    case .choice(let words): words.contains(node.text)
    case .scalar: true
    case .object, .map, .list, .either, .nullable: false
    }
  }

  private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
  }

  private mutating func report(_ node: DataNode, _ shape: Shape, _ name: String) {
    let subject = name.isEmpty ? "the document" : name
    let isQuoted = node.kind == .scalar && node.style != .plain && Self.isNoText(shape)
    problems.append(
      InputProblem(
        "\(subject) must be \(shape.description), not \(isQuoted ? "the text " : "")"
          + Self.describe(node), node.span))
  }

  private mutating func reportUnknown(_ key: DataNode, _ object: ObjectShape, _ name: String) {
    let place = name.isEmpty ? "the document" : name
    let guess = Spelling.nearest(to: key.text, among: object.keys.map(\.name))
    let hint = guess.map { "; did you mean `\($0)`?" } ?? ""
    problems.append(InputProblem("\(place) has no key `\(key.text)`\(hint)", key.span))
  }

  /// Whether a quoted value is none of the shape.
  private static func isNoText(_ shape: Shape) -> Bool {
    switch shape {
    case .integer, .boolean: true
    default: false
    }
  }

  private static func describe(_ node: DataNode) -> String {
    switch node.kind {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar: node.isNull ? "empty" : "`\(node.text.prefix(60))`"
    }
  }
}
