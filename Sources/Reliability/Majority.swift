/// Majority voting, as Raft and etcd count it: more than half of all voters, alive or not.
package enum Majority {
  /// How many voters must agree: ⌊n/2⌋ + 1. No voters never form a quorum, so 0 needs 1.
  package static func quorum(ofVoters n: Int) -> Int { max(n, 0) / 2 + 1 }

  /// How many voters may fail with the quorum kept: ⌊(n − 1)/2⌋, and 0 without voters.
  package static func tolerance(ofVoters n: Int) -> Int { max(n - 1, 0) / 2 }
}
