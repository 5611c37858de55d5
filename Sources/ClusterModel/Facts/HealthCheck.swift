public import Syntax

/// How a balancer finds out whether a backend serves: facts as its configuration states them, with
/// the program's default where nobody wrote a value.
public struct HealthCheck: Sendable {
  /// What is asked of a backend.
  public enum Kind: String, Sendable, CaseIterable {
    /// Nothing: a backend is always taken to be up.
    case none
    /// Nothing by itself: what became of clients' own connections counts (nginx `max_fails`).
    case passive
    /// A connection is opened, and that is all.
    case tcp
    /// A TLS handshake, and no request.
    case tls
    /// A request in plain HTTP.
    case http
    /// A request over TLS.
    case https
  }

  public var kind: Fact<Kind>
  /// The path of the request; `nil` where none is made.
  public var path: Fact<String>?
  /// What an answer must be for a request to succeed.
  public var expectation = Expectation.success
  /// The port that is asked; `nil`: the backend's own.
  public var port: Fact<Int>?
  /// Milliseconds from one check to the next. For `passive`, the time after which a connection that
  /// is not answered counts as failed.
  public var interval: Fact<Int64>
  /// Milliseconds to the next check once one has failed; `nil`: as `interval`.
  public var retryInterval: Fact<Int64>?
  /// How many checks in a row must fail until the backend gets no more connections.
  public var fall: Fact<Int>
  /// How many checks in a row must succeed until it gets them again.
  public var rise: Fact<Int>
  /// Milliseconds that one check may take; `nil` where the program says nothing of it.
  public var timeout: Fact<Int64>?
  /// The place that states the check, or the nearest one where nobody does.
  public var span: Span

  public init(
    kind: Fact<Kind>, interval: Fact<Int64>, fall: Fact<Int>, rise: Fact<Int>, span: Span
  ) {
    self.kind = kind
    self.interval = interval
    self.fall = fall
    self.rise = rise
    self.span = span
  }

  /// Milliseconds until a backend that went away unseen gets no more connections: the first failed
  /// check comes one interval late, each further one `retryInterval` after it. `nil` where a part is
  /// not known or nothing is checked.
  public var detection: Int64? {
    guard let kind = kind.value, kind != .none, let interval = interval.value,
      let fall = fall.value, fall > 0, interval >= 0
    else { return nil }
    let retry = retryInterval.map(\.value) ?? interval
    guard let retry, retry >= 0 else { return nil }
    let (rest, isLong) = retry.multipliedReportingOverflow(by: Int64(fall - 1))
    let (sum, isLonger) = interval.addingReportingOverflow(rest)
    return isLong || isLonger ? nil : sum
  }

  /// Whether somebody wrote one of the values that decide `detection`.
  public var isTimingStated: Bool {
    interval.isStated || fall.isStated || retryInterval?.isStated == true
  }
}

/// What a request's answer must be for a check to succeed.
public struct Expectation: Hashable, Sendable {
  /// Statuses 2xx and 3xx, and nothing more: what balancers expect by themselves.
  public static let success = Expectation(statuses: [200...399])
  /// Something that haplan does not know.
  public static let unknown = Expectation(statuses: [100...999], asksMore: true)

  /// The statuses that may succeed.
  public var statuses: [ClosedRange<Int>]
  /// Whether more is asked of an answer than its status: a text, a header.
  public var asksMore = false

  public init(statuses: [ClosedRange<Int>], asksMore: Bool = false) {
    self.statuses = statuses
    self.asksMore = asksMore
  }

  /// Whether an answer of this status may succeed.
  public func mayTake(_ status: Int) -> Bool { statuses.contains { $0.contains(status) } }

  /// Whether the answer of an API server that is ready, 200 and `ok`, succeeds for certain.
  public var takesReady: Bool { mayTake(200) && !asksMore }
}
