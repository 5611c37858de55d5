package import Syntax

/// What a team promises of its control plane; `requirement-unmet` holds the cluster to it.
package struct Requirements: Sendable {
  /// So many failures of one class.
  package struct Failures: Sendable, Hashable {
    /// `node`, `zone`, `load-balancer`, …
    package let className: String
    package let count: Int

    package init(className: String, count: Int) {
      self.className = className
      self.count = count
    }
  }

  /// One entry of `survive`: these failures at the same time, the service goes on.
  package struct Survive: Sendable, Hashable {
    package let failures: [Failures]
    /// `control-plane` where nothing else is said.
    package let service: String
    package let span: Span

    package init(failures: [Failures], service: String, span: Span) {
      self.failures = failures
      self.service = service
      self.span = span
    }
  }

  /// An average year of 365.25 days, in which promises of downtime count.
  package static let minutesPerYear = 525_960.0

  package let survive: [Survive]
  /// Failures to survive while any one node is drained.
  package let duringMaintenance: Located<[Failures]>?
  /// The greatest unavailability of `api-write` allowed, a fraction of time from 0 to 1.
  package let unavailability: Located<Double>?
  /// The latest takeover allowed, in nanoseconds.
  package let controllerTakeover: Located<Int64>?

  package init(
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
  package var described: String {
    map { "\($0.count) \($0.className)\($0.count == 1 ? "" : "s")" }.joined(separator: " + ")
  }
}
