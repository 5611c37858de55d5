import ClusterModel
import Syntax

/// An etcd member's process, as one command line runs it, or all of them by common flags.
final class EtcdProcess {
  let invocation: Invocation
  let timing: EtcdTiming
  /// "etcd", or "etcd on m1" where the timings are stated for that machine alone.
  let title: String

  init(_ invocation: Invocation, in view: ClusterView) {
    self.invocation = invocation
    timing = EtcdTiming(invocation)
    let set = [EtcdTiming.electionFlag, EtcdTiming.heartbeatFlag].lazy
      .compactMap { invocation.flag($0)?.flagSet }.first
    title = set.map { view.title(ofFlagSet: $0, component: .etcd) } ?? Component.etcd.program
  }

  var subject: String { JudgedElector.subject(of: invocation) }

  /// Sets a flag where it is stated, else beside the other timing.
  func change(_ flag: String, to milliseconds: Int64) -> Change? {
    let sets = [flag, EtcdTiming.electionFlag, EtcdTiming.heartbeatFlag].lazy
      .compactMap { [invocation] in invocation.flag($0)?.flagSet }
    return sets.first.map { .setFlag(flagSet: $0, name: flag, value: String(milliseconds)) }
  }

  /// The stated timings, as second places.
  func related(besides span: Span) -> [Violation.Related] {
    let places: [(String, Fact<Int64>)] = [
      ("heartbeat interval", timing.heartbeat), ("election timeout", timing.election),
    ]
    return places.compactMap { name, fact in
      guard case .stated(let value, let place) = fact, place != span else { return nil }
      return Violation.Related("\(name) \(value) ms", at: place)
    }
  }
}
