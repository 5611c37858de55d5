/// A cost in whatever unit the user counts in, exact to six decimals so that equal costs are equal.
public struct PlanCost: Sendable, Hashable, Comparable {
  /// Millionths of the unit.
  public let millionths: Int64

  public init(millionths: Int64) { self.millionths = millionths }

  /// Of what nothing is said.
  public static let one = PlanCost(millionths: 1_000_000)
  /// Nothing.
  public static let zero = PlanCost(millionths: 0)
  /// The greatest cost of one thing, in units.
  public static let mostUnits: Int64 = 1_000_000_000

  /// Decimals without an exponent, `12` or `0.25`, up to `mostUnits`; `nil` where the text is not
  /// that.
  public init?(_ text: String) {
    let pieces = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(pieces.count), let whole = pieces.first, (1...10).contains(whole.count),
      whole.utf8.allSatisfy({ (48...57).contains($0) }), let units = Int64(whole),
      units <= Self.mostUnits
    else { return nil }
    let fraction = pieces.count == 2 ? pieces[1] : "0"
    guard (1...6).contains(fraction.count), fraction.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    let padded = fraction + String(repeating: "0", count: 6 - fraction.count)
    guard let rest = Int64(padded) else { return nil }
    millionths = units * 1_000_000 + rest
  }

  /// In units; what JSON prints.
  public var units: Double { Double(millionths) / 1_000_000 }

  /// The shortest decimals: `36`, `0.25`.
  public var description: String {
    let whole = millionths / 1_000_000
    let rest = millionths % 1_000_000
    guard rest != 0 else { return String(whole) }
    var digits = String(rest)
    digits = String(repeating: "0", count: 6 - digits.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(whole).\(digits)"
  }

  /// By amount.
  public static func < (left: PlanCost, right: PlanCost) -> Bool {
    left.millionths < right.millionths
  }

  /// The sum; the greatest cost where it does not fit.
  public static func + (left: PlanCost, right: PlanCost) -> PlanCost {
    PlanCost(millionths: left.millionths.saturatingAdd(right.millionths))
  }

  /// So many of them.
  public static func * (cost: PlanCost, count: Int) -> PlanCost {
    PlanCost(millionths: cost.millionths.saturatingMultiply(Int64(count)))
  }
}
