import ClusterModel
import Syntax

/// A controller manager or scheduler that elects a leader, and is not known not to.
final class JudgedElector {
  let election: LeaderElection
  /// The view keeps its electors.
  private unowned let view: ClusterView

  init(_ election: LeaderElection, in view: ClusterView) {
    self.election = election
    self.view = view
  }

  var invocation: Invocation { election.invocation }

  /// The same for all rules, so that one of them can stand in for others.
  var subject: String { Self.subject(of: invocation) }

  static func subject(of invocation: Invocation) -> String {
    [invocation.component.program, invocation.machine].compactMap { $0 }.joined(separator: " on ")
  }

  /// The program, and its machine where one of these durations is stated for that machine alone:
  /// what machines share is told once.
  func title(_ timings: [LeaderElection.Timing]) -> String {
    let component = invocation.component
    let titles = timings.compactMap { timing in
      invocation.flag(timing.flag).map { view.title(ofFlagSet: $0.flagSet, component: component) }
    }
    return titles.first { $0 != component.program } ?? component.program
  }

  /// The first of these durations that a document states.
  func place(_ timings: [LeaderElection.Timing]) -> Span? {
    timings.lazy.compactMap { [election] in election.duration($0).span }.first
  }

  /// "renew deadline 10s", and that nobody wrote it where that is so.
  func describe(_ timing: LeaderElection.Timing) -> String {
    guard let value = election.duration(timing).value else { return timing.title }
    let text = "\(timing.title) \(GoDuration.format(value))"
    return election.duration(timing).isStated ? text : text + " (the default)"
  }

  /// Sets a duration where it is stated, else beside the first of the others that is.
  func change(_ timing: LeaderElection.Timing, to nanoseconds: Int64) -> Change? {
    let candidates = [timing] + LeaderElection.Timing.allCases
    guard let set = candidates.compactMap({ invocation.flag($0.flag)?.flagSet }).first else {
      return nil
    }
    return .setFlag(
      flagSet: set, name: timing.flag, value: GoDuration.format(nanoseconds))
  }

  /// The other durations that are stated, as second places.
  func related(
    _ timings: [LeaderElection.Timing], besides span: Span
  ) -> [Violation.Related] {
    timings.compactMap { timing in
      guard let place = election.duration(timing).span, place != span else { return nil }
      return Violation.Related(describe(timing), at: place)
    }
  }
}
