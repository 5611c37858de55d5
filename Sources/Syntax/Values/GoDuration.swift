/// Durations as Go's `time.ParseDuration` reads them and `Duration.String` writes them.
public enum GoDuration {
  /// Why a text is no duration.
  public struct Failure: Error, Hashable, Sendable {
    public let message: String
  }

  /// Nanoseconds of `15s`, `1h2m`, `1.5h`, `-3s`, `0`, `100ms`, `10µs`; exact, as Go computes it.
  public static func parse(_ text: String) -> Result<Int64, Failure> {
    var text = text
    return text.withUTF8 { parse($0) }
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<Int64, Failure> {
    let isNegative = bytes.first == UInt8(ascii: "-")
    var place = isNegative || bytes.first == UInt8(ascii: "+") ? 1 : 0
    if bytes.count == place + 1, bytes[place] == UInt8(ascii: "0") { return .success(0) }
    guard place < bytes.count else { return .failure(Failure(message: "no duration")) }
    var total: UInt64 = 0
    while place < bytes.count {
      switch segment(bytes, &place) {
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
  private static func segment(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int
  ) -> Result<UInt64, Failure> {
    let integer = digits(bytes, &place)
    var fraction = place..<place
    if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
      place += 1
      fraction = digits(bytes, &place)
    }
    guard !integer.isEmpty || !fraction.isEmpty else {
      return .failure(Failure(message: "no number before the unit"))
    }
    let start = place
    while place < bytes.count, !isDigit(bytes[place]), bytes[place] != UInt8(ascii: ".") {
      place += 1
    }
    let unit = UnsafeBufferPointer(rebasing: bytes[start..<place])
    guard let scale = scale(of: unit) else {
      let name = String(decoding: unit, as: UTF8.self)
      return .failure(Failure(message: unit.isEmpty ? "no unit" : "unknown unit `\(name)`"))
    }
    var value: UInt64 = 0
    for digit in bytes[integer] {
      let (product, first) = value.multipliedReportingOverflow(by: 10)
      let (sum, second) = product.addingReportingOverflow(UInt64(digit - 48))
      guard !first, !second, sum <= 1 << 63 else { return .failure(tooLong) }
      value = sum
    }
    let (whole, isOverflow) = value.multipliedReportingOverflow(by: scale)
    guard !isOverflow, whole <= 1 << 63 else { return .failure(tooLong) }
    if fraction.isEmpty { return .success(whole) }
    return .success(whole + nanoseconds(ofFraction: bytes[fraction], scale: scale))
  }

  /// As Go does: digits beyond what 63 bits hold are dropped, the product is truncated.
  private static func nanoseconds(
    ofFraction digits: Slice<UnsafeBufferPointer<UInt8>>, scale: UInt64
  ) -> UInt64 {
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

  private static func digits(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int
  ) -> Range<Int> {
    let start = place
    while place < bytes.count, isDigit(bytes[place]) { place += 1 }
    return start..<place
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// Nanoseconds of a unit; the micro sign and the Greek letter are both Go's.
  private static func scale(of unit: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard let last = unit.last, let first = unit.first else { return nil }
    switch (unit.count, first, last) {
    case (1, UInt8(ascii: "s"), _): return 1_000_000_000
    case (1, UInt8(ascii: "m"), _): return 60_000_000_000
    case (1, UInt8(ascii: "h"), _): return 3_600_000_000_000
    case (2, UInt8(ascii: "m"), UInt8(ascii: "s")): return 1_000_000
    case (2, UInt8(ascii: "u"), UInt8(ascii: "s")): return 1000
    case (2, UInt8(ascii: "n"), UInt8(ascii: "s")): return 1
    case (3, 0xC2, UInt8(ascii: "s")): return unit[1] == 0xB5 ? 1000 : nil
    case (3, 0xCE, UInt8(ascii: "s")): return unit[1] == 0xBC ? 1000 : nil
    default: return nil
    }
  }

  /// The shortest form that people write: `15s`, `400ms`, `1m30s`, `2h`, `1.5s`.
  public static func format(_ nanoseconds: Int64) -> String {
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
