public import Syntax

/// What a team promises of its control plane; `requirement-unmet` holds the cluster to it.
public struct Requirements: Sendable {
  /// So many failures of one class.
  public struct Failures: Sendable, Hashable {
    /// `node`, `zone`, `load-balancer`, …
    public let className: String
    public let count: Int

    public init(className: String, count: Int) {
      self.className = className
      self.count = count
    }
  }

  /// One entry of `survive`: these failures at the same time, the service goes on.
  public struct Survive: Sendable, Hashable {
    public let failures: [Failures]
    /// `control-plane` where nothing else is said.
    public let service: String
    public let span: Span

    public init(failures: [Failures], service: String, span: Span) {
      self.failures = failures
      self.service = service
      self.span = span
    }
  }

  /// An average year of 365.25 days, in which promises of downtime count.
  public static let minutesPerYear = 525_960.0

  public let survive: [Survive]
  /// Failures to survive while any one node is drained.
  public let duringMaintenance: Located<[Failures]>?
  /// The greatest unavailability of `api-write` allowed, a fraction of time from 0 to 1.
  public let unavailability: Located<Double>?
  /// The latest takeover allowed, in nanoseconds.
  public let controllerTakeover: Located<Int64>?

  public init(
    survive: [Survive], duringMaintenance: Located<[Failures]>?, unavailability: Located<Double>?,
    controllerTakeover: Located<Int64>?
  ) {
    self.survive = survive
    self.duringMaintenance = duringMaintenance
    self.unavailability = unavailability
    self.controllerTakeover = controllerTakeover
  }
}

extension [Requirements.Failures] {
  /// As messages say it: `1 zone + 2 nodes`.
  public var described: String {
    map { "\($0.count) \($0.className)\($0.count == 1 ? "" : "s")" }.joined(separator: " + ")
  }
}
