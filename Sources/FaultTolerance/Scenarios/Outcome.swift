/// Whether a service works after some failures, and what shows it.
package struct Outcome: Sendable, Hashable {
  package let service: Service
  package let status: ServiceStatus
  /// The witness, as a sentence without a full stop: which members remain of which quorum, which
  /// API server serves through what.
  package let why: String
}
