/// Numbers as a person reads them: no digit more than is known.
enum SignificantDigits {
  /// Two significant digits, and no more than three decimals: `54`, `5400`, `0.032`.
  static func two(_ value: Double) -> String {
    guard value > 0 else { return "0" }
    var scale = 1.0
    while value / scale >= 100 { scale *= 10 }
    while value / scale < 10 { scale /= 10 }
    let digits = (value / scale).rounded() * scale
    return digits >= 10 ? String(Int(digits.rounded())) : shortest(digits)
  }

  /// At most three decimals behind the point, without trailing zeros.
  private static func shortest(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    guard thousandths > 0 else { return "0.001" }
    var text = String(thousandths % 1000 + 1000).dropFirst()
    while text.hasSuffix("0") { text = text.dropLast() }
    return "\(thousandths / 1000)" + (text.isEmpty ? "" : ".\(text)")
  }
}
