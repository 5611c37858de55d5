import Testing

@testable import Syntax

@Suite("Durations are read as Go reads them")
struct ValuesDurationTests {
  /// The cases of Go's own `TestParseDuration`, in nanoseconds.
  @Test(
    "what Go accepts",
    arguments: [
      ("0", 0), ("5s", 5_000_000_000), ("30s", 30_000_000_000), ("1478s", 1_478_000_000_000),
      ("-5s", -5_000_000_000), ("+5s", 5_000_000_000), ("-0", 0), ("+0", 0),
      ("5.0s", 5_000_000_000), ("5.6s", 5_600_000_000), ("5.s", 5_000_000_000),
      (".5s", 500_000_000), ("1.0s", 1_000_000_000), ("1.00s", 1_000_000_000),
      ("1.004s", 1_004_000_000), ("1.0040s", 1_004_000_000), ("100.00100s", 100_001_000_000),
      ("10ns", 10), ("11us", 11_000), ("12µs", 12_000), ("12μs", 12_000), ("13ms", 13_000_000),
      ("14s", 14_000_000_000), ("15m", 900_000_000_000), ("16h", 57_600_000_000_000),
      ("3h30m", 12_600_000_000_000), ("10.5s4m", 250_500_000_000),
      ("-2m3.4s", -123_400_000_000), ("1h2m3s4ms5us6ns", 3_723_004_005_006),
      ("39h9m14.425s", 140_954_425_000_000), ("52763797000ns", 52_763_797_000),
      ("0.3333333333333333333h", 1_200_000_000_000), ("9007199254740993ns", 1 << 53 | 1),
      ("9223372036854775807ns", Int64.max), ("9223372036854775.807us", Int64.max),
      ("9223372036s854ms775us807ns", Int64.max), ("-9223372036854775808ns", Int64.min),
      ("-9223372036854775.808us", Int64.min), ("-9223372036s854ms775us808ns", Int64.min),
      ("0.100000000000000000000h", 360_000_000_000),
      ("0.830103483285477580700h", 2_988_372_539_827),
    ] as [(String, Int64)])
  func accepts(text: String, nanoseconds: Int64) {
    #expect(GoDuration.parse(text) == .success(nanoseconds))
  }

  @Test(
    "what Go refuses",
    arguments: [
      "", "3", "-", "s", ".", "-.", ".s", "+.s", "1d", "3000000h", "9223372036854775808ns",
      "9223372036854775.808us", "9223372036854ms775us808ns", "1 s", "15x", "\u{85}\u{85}", "5S",
      "-9223372036854775809ns", "99999999999999999999ns",
    ])
  func refuses(text: String) {
    #expect(throws: GoDuration.Failure.self) { try GoDuration.parse(text).get() }
  }

  @Test(
    "the text people write",
    arguments: [
      (2_000_000_000, "2s"), (90_000_000_000, "1m30s"), (400_000_000, "400ms"), (0, "0s"),
      (3_600_000_000_000, "1h"), (5_400_000_000_000, "1h30m"), (1_500_000_000, "1.5s"),
      (-15_000_000_000, "-15s"), (1, "1ns"), (1_500, "1.5us"),
      (Int64.min, "-2562047h47m16.854775808s"),
    ] as [(Int64, String)])
  func formats(nanoseconds: Int64, text: String) {
    #expect(GoDuration.format(nanoseconds) == text)
    #expect(GoDuration.parse(text) == .success(nanoseconds))
  }
}
