/// Times as haproxy reads them (configuration manual 2.5, `parse_time_err` in src/tools.c).
public enum HAProxyTime {
  private static let units: [(name: String, microseconds: Int64)] = [
    ("us", 1), ("ms", 1000), ("s", 1_000_000), ("m", 60_000_000), ("h", 3_600_000_000),
    ("d", 86_400_000_000),
  ]

  /// Milliseconds of `2s`, `500ms`, `1m`, `2000` (a bare number is milliseconds); `nil` for all else
  /// and for what haproxy takes as too long.
  public static func milliseconds(_ text: String) -> Int64? {
    let digits = text.utf8.prefix { (48...57).contains($0) }
    guard !digits.isEmpty, digits.count <= 12, let number = Int64(String(digits) ?? "") else {
      return nil
    }
    let unit = String(text.utf8.dropFirst(digits.count)) ?? ""
    let scale = unit.isEmpty ? 1000 : units.first { $0.name == unit }?.microseconds
    guard let scale else { return nil }
    let (product, isOverflow) = number.multipliedReportingOverflow(by: scale)
    guard !isOverflow else { return nil }
    let milliseconds = product / 1000 + (product % 1000 > 0 ? 1 : 0)
    return milliseconds <= Int64(Int32.max) ? milliseconds : nil
  }

  /// The shortest way to write milliseconds: `2s`, `500ms`.
  public static func format(_ milliseconds: Int64) -> String {
    milliseconds % 1000 == 0 ? "\(milliseconds / 1000)s" : "\(milliseconds)ms"
  }
}
