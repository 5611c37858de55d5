/// How long a takeover takes, in seconds; all `nil` where it is not known.
package struct Takeover: Sendable, Hashable {
  package let earliestSeconds: Double?
  package let meanSeconds: Double?
  package let latestSeconds: Double?
  /// ⌊lease⌋ − renew deadline − retry period.
  package let marginSeconds: Double?

  package init(
    earliestSeconds: Double?, meanSeconds: Double?, latestSeconds: Double?, marginSeconds: Double?
  ) {
    self.earliestSeconds = earliestSeconds
    self.meanSeconds = meanSeconds
    self.latestSeconds = latestSeconds
    self.marginSeconds = marginSeconds
  }

  /// Where no time is known.
  package static let unknown = Takeover(
    earliestSeconds: nil, meanSeconds: nil, latestSeconds: nil, marginSeconds: nil)
}
