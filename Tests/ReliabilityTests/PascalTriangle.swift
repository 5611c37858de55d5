/// Binomial coefficients by addition alone, as decimal digits, the least one first.
struct PascalTriangle {
  private var row: [[Int]] = [[1]]

  /// The row of `n`.
  init(n: Int) {
    for _ in 0..<n {
      let inner = zip(row, row.dropFirst()).map { Self.sum($0, $1) }
      row = [[1]] + inner + [[1]]
    }
  }

  subscript(k: Int) -> String {
    row[k].reversed().map(String.init).joined()
  }

  private static func sum(_ left: [Int], _ right: [Int]) -> [Int] {
    var digits: [Int] = []
    var carry = 0
    for place in 0..<max(left.count, right.count) {
      carry += place < left.count ? left[place] : 0
      carry += place < right.count ? right[place] : 0
      digits.append(carry % 10)
      carry /= 10
    }
    return carry > 0 ? digits + [carry] : digits
  }
}
