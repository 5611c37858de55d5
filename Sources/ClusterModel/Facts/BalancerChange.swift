/// A change of a balancer's configuration; the format that states the balancer writes it.
public enum BalancerChange: Hashable, Sendable {
  /// A backend to add, in the hand of those that are there. `name` is its machine's.
  public struct NewBackend: Hashable, Sendable {
    public let name: String
    public let host: String

    public init(name: String, host: String) {
      self.name = name
      self.host = host
    }
  }

  case addBackends([NewBackend])
  /// By its index among the listed backends.
  case removeBackend(Int)
  /// Checks every backend that is not checked.
  case enableChecks
  /// Asks over TLS where a check asks in plain HTTP.
  case encryptChecks
  /// Asks for `/readyz` over TLS, in place of a bare connection.
  case askReadyz
  /// Passes connections on as they are, where requests are read.
  case passOn
  /// Lowers intervals and failures that are stated to these, where they are more.
  case hurryChecks(milliseconds: Int64, fall: Int)
}
