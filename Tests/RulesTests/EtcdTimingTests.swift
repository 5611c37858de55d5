import ClusterModel
import Rules
import Testing

/// An error exactly where etcd's `Validate` refuses the two timings.
struct EtcdTimingTests {
  private static let heartbeats = [0, 1, 99, 100, 101, 200, 201, 5000, 5001, 10000, 10001]
  private static let elections = [0, 1, 499, 500, 501, 999, 1000, 1001, 49999, 50000, 50001]

  /// As etcd checks them, in its order.
  private static func isRefused(heartbeat: Int, election: Int) -> Bool {
    heartbeat == 0 || election == 0 || 5 * heartbeat > election || election > 50000
  }

  private static func verdicts(_ heartbeat: String, _ election: String) -> Verdicts {
    var maker = ClusterMaker(nodes: 3)
    maker.add(.etcd, ["heartbeat-interval": heartbeat, "election-timeout": election])
    return Verdicts(maker.view(.lab))
  }

  @Test func oneErrorWhereEtcdRefuses() {
    for heartbeat in Self.heartbeats {
      for election in Self.elections {
        let errors = Self.verdicts("\(heartbeat)", "\(election)").errors
        let isRefused = Self.isRefused(heartbeat: heartbeat, election: election)
        #expect(errors.count == (isRefused ? 1 : 0), "\(heartbeat) \(election): \(errors)")
      }
    }
  }

  @Test func fixesAreAccepted() {
    for heartbeat in Self.heartbeats {
      for election in Self.elections {
        for fix in Self.verdicts("\(heartbeat)", "\(election)").fixes {
          var values = ["heartbeat-interval": heartbeat, "election-timeout": election]
          for case .setFlag(_, let name, let value) in fix.changes { values[name] = Int(value) }
          let new = (values["heartbeat-interval"] ?? 0, values["election-timeout"] ?? 0)
          let isRefused = Self.isRefused(heartbeat: new.0, election: new.1)
          #expect(!isRefused, "\(heartbeat) \(election) became \(new)")
        }
      }
    }
  }

  /// Renew deadline in seconds, etcd's election timeout, what is said under `prod`.
  @Test(arguments: [
    (3, 3000, "warning"), (3, 2999, "note"), (3, 1500, "note"), (3, 1499, ""), (10, 5000, "note"),
    (10, 4999, ""), (10, 10000, "warning"),
  ])
  func deadlinesWithinAnElection(renew: Int, election: Int, severity: String) {
    var maker = ClusterMaker(nodes: 3)
    maker.add(.etcd, ["heartbeat-interval": "100", "election-timeout": "\(election)"])
    maker.add(
      .scheduler,
      ["leader-elect-renew-deadline": "\(renew)s", "leader-elect-retry-period": "500ms"])
    let said = Verdicts(maker.view(.prod)).findings
      .filter {
        $0.rule == "etcd-election-vs-leader-lease" && $0.message.hasPrefix("kube-scheduler:")
      }
    #expect(said.map { "\($0.severity)" }.joined() == severity)
  }
}
