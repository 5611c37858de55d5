/// Durations as Go's `time.ParseDuration` reads them and `Duration.String` writes them.
package enum GoDuration {
  /// Why a text is no duration.
  package struct Failure: Error, Hashable, Sendable {
    package let message: String
  }

  /// Nanoseconds of `15s`, `1h2m`, `1.5h`, `-3s`, `0`, `100ms`, `10µs`; exact, as Go computes it.
  package static func parse(_ text: String) -> Result<Int64, Failure> {
    var rest = text.utf8[...]
    var isNegative = false
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    if rest.elementsEqual("0".utf8) { return .success(0) }
    guard !rest.isEmpty else { return .failure(Failure(message: "no duration")) }
    var total: UInt64 = 0
    while !rest.isEmpty {
      switch segment(&rest) {
      case .failure(let failure): return .failure(failure)
      case .success(let value):
        let (sum, isOverflow) = total.addingReportingOverflow(value)
        guard !isOverflow, sum <= 1 << 63 else { return .failure(tooLong) }
        total = sum
      }
    }
    if isNegative { return .success(total == 1 << 63 ? .min : -Int64(total)) }
    return total < 1 << 63 ? .success(Int64(total)) : .failure(tooLong)
  }

  private static let tooLong = Failure(message: "longer than 292 years")

  /// One number with its unit, in nanoseconds.
  private static func segment(_ rest: inout Substring.UTF8View) -> Result<UInt64, Failure> {
    let integer = digits(&rest)
    var fraction = integer.prefix(0)
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = digits(&rest)
    }
    guard !integer.isEmpty || !fraction.isEmpty else {
      return .failure(Failure(message: "no number before the unit"))
    }
    let unit = rest.prefix { !(48...57).contains($0) && $0 != UInt8(ascii: ".") }
    rest = rest.dropFirst(unit.count)
    guard let scale = units[String(decoding: unit, as: UTF8.self)] else {
      let what =
        unit.isEmpty ? "no unit" : "unknown unit `\(String(decoding: unit, as: UTF8.self))`"
      return .failure(Failure(message: what))
    }
    var value: UInt64 = 0
    for digit in integer {
      let (product, first) = value.multipliedReportingOverflow(by: 10)
      let (sum, second) = product.addingReportingOverflow(UInt64(digit - 48))
      guard !first, !second, sum <= 1 << 63 else { return .failure(tooLong) }
      value = sum
    }
    let (whole, isOverflow) = value.multipliedReportingOverflow(by: scale)
    guard !isOverflow, whole <= 1 << 63 else { return .failure(tooLong) }
    return .success(whole + nanoseconds(ofFraction: fraction, scale: scale))
  }

  /// As Go does: digits beyond what 63 bits hold are dropped, the product is truncated.
  private static func nanoseconds(ofFraction digits: Substring.UTF8View, scale: UInt64) -> UInt64 {
    var value: UInt64 = 0
    var divisor = 1.0
    for digit in digits {
      guard value <= (1 << 63 - 1) / 10 else { break }
      let next = value * 10 + UInt64(digit - 48)
      guard next <= 1 << 63 else { break }
      value = next
      divisor *= 10
    }
    return UInt64(Double(value) * (Double(scale) / divisor))
  }

  private static func digits(_ rest: inout Substring.UTF8View) -> Substring.UTF8View {
    let digits = rest.prefix { (48...57).contains($0) }
    rest = rest.dropFirst(digits.count)
    return digits
  }

  /// The micro sign and the Greek letter are both Go's.
  private static let units: [String: UInt64] = [
    "ns": 1, "us": 1000, "\u{B5}s": 1000, "\u{3BC}s": 1000, "ms": 1_000_000,
    "s": 1_000_000_000, "m": 60_000_000_000, "h": 3_600_000_000_000,
  ]

  /// The shortest form that people write: `15s`, `400ms`, `1m30s`, `2h`, `1.5s`.
  package static func format(_ nanoseconds: Int64) -> String {
    guard nanoseconds != 0 else { return "0s" }
    guard nanoseconds > 0 else { return "-" + format(magnitude: nanoseconds.magnitude) }
    return format(magnitude: nanoseconds.magnitude)
  }

  private static func format(magnitude: UInt64) -> String {
    let second: UInt64 = 1_000_000_000
    if magnitude < second {
      for (unit, scale) in [("ms", 1_000_000), ("us", 1000)] as [(String, UInt64)]
      where magnitude >= scale {
        return decimal(magnitude, scale: scale) + unit
      }
      return "\(magnitude)ns"
    }
    let hours = magnitude / (3600 * second)
    let minutes = magnitude / (60 * second) % 60
    let rest = magnitude % (60 * second)
    var text = hours > 0 ? "\(hours)h" : ""
    if minutes > 0 { text += "\(minutes)m" }
    if rest > 0 { text += decimal(rest, scale: second) + "s" }
    return text
  }

  private static func decimal(_ value: UInt64, scale: UInt64) -> String {
    var fraction = String(scale + value % scale).dropFirst()
    while fraction.hasSuffix("0") { fraction = fraction.dropLast() }
    return "\(value / scale)" + (fraction.isEmpty ? "" : ".\(fraction)")
  }
}
