/// How long etcd is without a leader after its leader has crashed (raft `tickElection`,
/// `resetRandomizedElectionTimeout`): a follower stands after E to 2E − 1 ticks without word from a
/// leader, drawn evenly; a tick is a heartbeat interval, E the election timeout in ticks.
struct ElectionTiming {
  let heartbeatMilliseconds: Int64
  /// E.
  let ticks: Int

  /// `nil` where etcd refuses the timings or they are beyond what it takes.
  init?(heartbeatMilliseconds: Int64, electionMilliseconds: Int64) {
    guard heartbeatMilliseconds > 0, electionMilliseconds <= 50_000,
      electionMilliseconds / heartbeatMilliseconds >= 5
    else { return nil }
    self.heartbeatMilliseconds = heartbeatMilliseconds
    ticks = Int(electionMilliseconds / heartbeatMilliseconds)
  }

  /// The last heartbeat was up to one interval old, and the first tick comes up to one early.
  var earliestSeconds: Double { seconds(ticks: ticks - 2) }

  /// Where votes are not split: each round without a winner adds up to as much again.
  var latestSeconds: Double { seconds(ticks: 2 * ticks - 1) }

  /// The mean of the least of the survivors' timeouts, less the mean age of the last heartbeat.
  func meanSeconds(survivors: Int) -> Double {
    let waits = (1..<ticks).reduce(0.0) { sum, passed in
      let share = 1 - Double(passed) / Double(ticks)
      return sum + (0..<survivors).reduce(1.0) { power, _ in power * share }
    }
    return Double(heartbeatMilliseconds) * (Double(ticks) + waits - 1) / 1000
  }

  private func seconds(ticks: Int) -> Double {
    Double(heartbeatMilliseconds * Int64(ticks)) / 1000
  }
}
