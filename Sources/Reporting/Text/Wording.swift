/// Words with their numbers.
enum Wording {
  /// `1 node`, `2 nodes`.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(count == 1 ? noun : plural(noun))"
  }

  /// `nodes`, `facilities`.
  static func plural(_ noun: String) -> String {
    guard noun.hasSuffix("y"), let before = noun.dropLast().last, !"aeiou".contains(before) else {
      return noun + "s"
    }
    return noun.dropLast() + "ies"
  }
}
