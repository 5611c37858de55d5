public import Syntax

extension Requirements {
  /// A promise of which a level has no domain, so that it cannot be judged.
  public struct Unjudged: Sendable {
    /// The first such level.
    public let level: String
    public let failures: [Failures]
    public let span: Span
  }

  /// The promises of failures at a level that is none of these: those at which something stands.
  public func ofUnknownLevels(_ levels: [String]) -> [Unjudged] {
    let entries =
      survive.map { ($0.failures, $0.span) }
      + (duringMaintenance.map { [($0.value, $0.span)] } ?? [])
    return entries.compactMap { failures, span in
      let level = failures.map(\.className).first {
        !FailureClass.reserved.contains($0) && !levels.contains($0)
      }
      return level.map { Unjudged(level: $0, failures: failures, span: span) }
    }
  }

  /// What is not known of them.
  func gaps(_ levels: [String]) -> [Gap] {
    ofUnknownLevels(levels).map { entry in
      Gap(
        about: "cluster", fact: entry.level,
        message: "nothing is said to stand in a \(entry.level): whether "
          + "\(entry.failures.described) can be survived is not known",
        span: entry.span)
    }
  }
}
