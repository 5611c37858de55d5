/// What a scalar is to Kubernetes' loader, `sigs.k8s.io/yaml`: YAML 1.1 typing of plain scalars,
/// as in its copy of go-yaml v2 (`goyaml.v2/resolve.go`). A JSON scalar has JSON's types.
extension DataNode {
  /// Neither quoted nor a block scalar nor tagged as a string, so that its text decides its type.
  var isTyped: Bool {
    let target = target
    return target.kind == .scalar && target.style == .plain && !target.flags.contains(.stringTag)
  }

  /// A missing value, `~` or `null`, or an alias that names nothing.
  public var isNull: Bool {
    guard isTyped else { return false }
    let target = target
    if target.flags.contains(.alias) || target.textLength == 0 { return true }
    return target.textLength <= 4 && PlainScalar.isNull(text)
  }

  /// The value of `true`, `yes`, `on`, `y` and their opposites in lower, upper and title case,
  /// unquoted; `nil` for all else.
  public func bool() -> Bool? {
    guard isTyped, target.textLength <= 5, withText(PlainScalar.mayBeBool) else { return nil }
    return PlainScalar.bool(text)
  }

  /// The value of an unquoted integer, also binary, octal or hexadecimal, with `_` between digits;
  /// `nil` for all else, and for integers that do not fit.
  public func int() -> Int? {
    guard isTyped, target.textLength <= 80, withText(PlainScalar.mayBeInt) else { return nil }
    return PlainScalar.int(text)
  }

  /// Whether the loader sees a string: quoted, a block, or plain and of no other type.
  public var isString: Bool {
    guard kind == .scalar else { return false }
    guard isTyped else { return true }
    return !isNull && !PlainScalar.isTyped(text)
  }
}
