import ClusterModel
import Rules
import Syntax
import Testing

/// What is not known is not judged; what nobody wrote is judged at what somebody did.
struct UnknownTests {
  private static func names(
    of component: Component = .scheduler, absence: FlagSet.Absence = .isDefault,
    _ flags: KeyValuePairs<String, String>
  ) -> [String] {
    var maker = ClusterMaker(nodes: 3)
    maker.add(component, absence: absence, flags)
    return Verdicts(maker.view(.prod)).names
  }

  @Test func anAbsentFlagIsItsDefaultWhereTheSetIsComplete() {
    let flags: KeyValuePairs = ["leader-elect-lease-duration": "8s"]
    #expect(Self.names(flags) == ["leader-elect-lease-not-greater-than-renew"])
    #expect(Self.names(absence: .isUnknown("$OPTS"), flags) == [])
  }

  @Test func aFileMaySetWhatASchedulersFlagsDoNot() {
    let flags: KeyValuePairs = [
      "config": "/etc/scheduler.yaml", "leader-elect-lease-duration": "8s",
    ]
    #expect(Self.names(flags) == [])
    let both: KeyValuePairs = [
      "config": "/etc/scheduler.yaml", "leader-elect": "true",
      "leader-elect-lease-duration": "8s", "leader-elect-renew-deadline": "10s",
    ]
    #expect(Self.names(both) == ["leader-elect-lease-not-greater-than-renew"])
  }

  @Test func etcdTakesNothingBesideItsFile() {
    #expect(Self.names(of: .etcd, ["election-timeout": "60000"]) == ["etcd-election-timeout-range"])
    let flags: KeyValuePairs = ["config-file": "/etc/etcd.yaml", "election-timeout": "60000"]
    #expect(Self.names(of: .etcd, flags) == [])
  }

  @Test func anUnreadableValueIsOneFinding() {
    let flags: KeyValuePairs = [
      "leader-elect-lease-duration": "15", "leader-elect-renew-deadline": "20s",
    ]
    #expect(Self.names(flags) == ["flag-value-invalid"])
  }

  @Test func defaultsAreQuiet() {
    for component in Component.allCases where component != .apiServer {
      #expect(Self.names(of: component, ["v": "2"]) == [])
    }
  }

  /// Values that the programs take, however odd.
  @Test(arguments: [
    (Component.scheduler, "leader-elect", "T"), (.scheduler, "leader-elect", "1"),
    (.controllerManager, "leader-elect-lease-duration", "+1h"),
    (.controllerManager, "leader-elect-lease-duration", ".5m"),
    (.etcd, "heartbeat-interval", "0x64"), (.apiServer, "advertise-address", "fd00::1"),
  ])
  func oddValuesAreTaken(component: Component, flag: String, value: String) {
    #expect(!Self.names(of: component, [flag: value]).contains("flag-value-invalid"))
  }

  @Test(arguments: [
    (Component.scheduler, "leader-elect", "yes", "true" as String?),
    (.scheduler, "leader-elect", "", nil), (.scheduler, "leader-elect", "maybe", nil),
    (.controllerManager, "leader-elect-lease-duration", "15", "15s"),
    (.controllerManager, "leader-elect-lease-duration", "15000", nil),
    (.controllerManager, "leader-elect-lease-duration", "15 s", "15s"),
    (.controllerManager, "leader-elect-lease-duration", "1d", nil),
    (.etcd, "election-timeout", "1s", "1000"), (.etcd, "election-timeout", "1.5ms", nil),
    (.etcd, "election-timeout", "-5", nil), (.apiServer, "apiserver-count", "0", nil),
    (.apiServer, "advertise-address", "master-1", nil),
  ])
  func refusedValues(component: Component, flag: String, value: String, repaired: String?) {
    var maker = ClusterMaker(nodes: 3)
    maker.add(component, [flag: value])
    let verdicts = Verdicts(maker.view())
    #expect(verdicts.names.contains("flag-value-invalid"))
    let values = verdicts.fixes.flatMap(\.changes).map { change in
      if case .setFlag(_, flag, let value) = change { value } else { "?" }
    }
    #expect(values == (repaired.map { [$0] } ?? []))
  }
}
