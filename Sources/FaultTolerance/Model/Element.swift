/// Something that can fail, by class and name.
struct Element: Hashable {
  let className: String
  let name: String

  /// As reports name it: `node:m1`.
  var label: String { "\(className):\(name)" }

  /// By name in the order of Unicode scalars, which is that of UTF-8: `node-10` before `node-2`.
  static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
