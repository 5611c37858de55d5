/// Durations in the shortest form that Go's `time.ParseDuration` reads: `15s`, `1.5s`, `400ms`.
/// Seconds are not split into minutes, so that flags beside each other compare at a glance.
enum DurationText {
  static func go(nanoseconds: Int64) -> String {
    if nanoseconds == 0 { return "0s" }
    let size = nanoseconds.magnitude
    let units: [(name: String, size: UInt64)] = [
      ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000), ("ns", 1),
    ]
    for unit in units where size >= unit.size {
      let sign = nanoseconds < 0 ? "-" : ""
      return sign + decimal(size, per: unit.size) + unit.name
    }
    return "0s"
  }

  private static func decimal(_ size: UInt64, per unit: UInt64) -> String {
    let whole = String(size / unit)
    var rest = size % unit
    if rest == 0 { return whole }
    var digits = ""
    var scale = unit
    while rest > 0 {
      scale /= 10
      digits += String(rest / scale)
      rest %= scale
    }
    return "\(whole).\(digits)"
  }
}
