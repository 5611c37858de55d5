/// A formula of one `FailureModel`: the place of its root in the model's arena. Equal formulas of
/// one model are often, but not always, the same value; of two models they say nothing.
package struct Formula: Hashable, Comparable, Sendable {
  let index: Int

  /// Does not hold, whatever fails.
  package static let never = Formula(index: 0)

  /// Holds, even with nothing failed.
  package static let always = Formula(index: 1)

  /// Parts come before the formulas made of them.
  package static func < (left: Formula, right: Formula) -> Bool { left.index < right.index }
}
