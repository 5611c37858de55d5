/// Whether a service works with nothing failed.
package enum ServiceStatus: Sendable, Hashable {
  case works
  case down
  /// Not enough is known, or the exact answer is beyond the budget; the text says which.
  case unknown(String)

  /// As the reports say it.
  package var name: String {
    switch self {
    case .works: "works"
    case .down: "down"
    case .unknown: "unknown"
    }
  }
}
