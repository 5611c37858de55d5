/// Times as nginx reads them: `ngx_parse_time` in src/core/ngx_parse.c.
public enum NginxTime {
  private static let units: [(name: String, milliseconds: Int64)] = [
    ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ("w", 604_800_000),
  ]

  /// Milliseconds of `10s`, `1m30s`, `500ms`, `60` (a bare number is seconds); `nil` for all else.
  public static func milliseconds(_ text: String) -> Int64? {
    var rest = text.utf8[...]
    var total: Int64 = 0
    guard !rest.isEmpty, text.utf8.count <= 32 else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { (48...57).contains($0) }
      guard !digits.isEmpty, digits.count <= 10, let number = Int64(String(digits) ?? "") else {
        return nil
      }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { !(48...57).contains($0) }
      rest = rest.dropFirst(unit.count)
      let name = String(unit) ?? ""
      guard let scale = name.isEmpty ? 1000 : units.first(where: { $0.name == name })?.milliseconds
      else { return nil }
      let (product, isLong) = number.multipliedReportingOverflow(by: scale)
      let (sum, isLonger) = total.addingReportingOverflow(product)
      guard !isLong, !isLonger else { return nil }
      total = sum
    }
    return total
  }

  /// The shortest way to write milliseconds: `2s`, `500ms`.
  public static func format(_ milliseconds: Int64) -> String {
    HAProxyTime.format(milliseconds)
  }
}
