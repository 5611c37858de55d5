import ClusterFormats
import ClusterModel
import Syntax
import Testing

/// Fields and flags of kOps, against the pairs that its own source pairs
/// (pkg/apis/kops/componentconfig.go); and edits in its hand.
@Suite struct KopsFieldTests {
  private static let text = """
    apiVersion: kops.k8s.io/v1alpha2
    kind: Cluster
    metadata: {name: east.test}
    spec:
      kubeScheduler:
        leaderElection:
          leaderElectLeaseDuration: 30s # long
          leaderElect: true
      kubeControllerManager:
        nodeMonitorPeriod: 5s
      etcdClusters:
      - name: main
        manager:
          env:
          - name: ETCD_HEARTBEAT_INTERVAL
            value: "200"

    """

  private func edited(
    _ component: Component, _ edit: (FlagSet, SourceFile) -> [TextEdit]?
  ) throws -> String {
    let file = SourceFile(id: FileID(0), path: "cluster.yaml", text: Self.text)
    let part = try #require(Formats.read(FormatInput(file)).parts.first)
    let set = try #require(
      part.flagSets.first { $0.component == component && $0.style != .derived })
    var bytes = file.bytes
    for edit in try #require(edit(set, file)).reversed() {
      bytes.replaceSubrange(edit.span.range, with: edit.replacement.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func aFlagIsSetInItsPlace() throws {
    let result = try edited(.scheduler) { set, file in
      FlagEditing.set("leader-elect-lease-duration", to: "15s", in: set, file: file)
    }
    #expect(result == Self.text.replacing("30s #", with: "15s #"))
  }

  @Test func aFurtherFlagIsWrittenAsAField() throws {
    let result = try edited(.scheduler) { set, file in
      FlagEditing.set("leader-elect-renew-deadline", to: "20s", in: set, file: file)
    }
    #expect(
      result
        == Self.text.replacing(
          "leaderElect: true\n",
          with: "leaderElect: true\n      leaderElectRenewDeadlineDuration: 20s\n"))
  }

  @Test(arguments: [
    ("node-monitor-grace-period", "nodeMonitorGracePeriod"),
    ("root-ca-file", "rootCAFile"), ("cluster-cidr", "clusterCIDR"),
    ("node-cidr-mask-size", "nodeCIDRMaskSize"), ("kube-api-burst", "kubeAPIBurst"),
    ("concurrent-rc-syncs", "concurrentRCSyncs"), ("profiling", "enableProfiling"),
    ("horizontal-pod-autoscaler-sync-period", "horizontalPodAutoscalerSyncPeriod"),
  ])
  func flagsHaveFields(_ flag: String, _ field: String) throws {
    let result = try edited(.controllerManager) { set, file in
      FlagEditing.set(flag, to: "1", in: set, file: file)
    }
    #expect(result.contains("nodeMonitorPeriod: 5s\n    \(field): 1\n"), "\(result)")
  }

  @Test func etcdIsSetByItsEnvironment() throws {
    let result = try edited(.etcd) { set, file in
      FlagEditing.set("election-timeout", to: "2000", in: set, file: file)
    }
    #expect(
      result.hasSuffix(
        "value: \"200\"\n      - name: ETCD_ELECTION_TIMEOUT\n        value: \"2000\"\n"),
      "\(result)")
  }

  @Test func aFieldIsTakenAway() throws {
    let result = try edited(.scheduler) { set, file in
      FlagEditing.remove("leader-elect", from: set, file: file)
    }
    #expect(result == Self.text.replacing("      leaderElect: true\n", with: ""))
  }
}
