import ClusterFormats
import ClusterModel
import Syntax
import Testing

@testable import FaultTolerance

/// Descriptions that leave things open: what is known is judged, the rest is unknown with a reason.
@Suite struct PartialTests {
  private static func kubeadm(_ text: String) -> Cluster {
    let document = "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n" + text
    let file = SourceFile(id: FileID(0), path: "kubeadm.yaml", bytes: Array(document.utf8))
    let result = KubeadmFormat.read(FormatInput(file))
    return Cluster(sealing: result.parts, name: "test") { _ in file }
  }

  @Test func noCountIsStated() {
    let assessment = Assessment(Self.kubeadm("controlPlaneEndpoint: k8s.example:6443\n"))
    for service in Service.allCases {
      #expect(assessment.status(of: service).name == "unknown")
      #expect(assessment.singlePointsOfFailure(of: service) == nil)
      #expect(assessment.tolerance(of: service).allSatisfy { $0.figures == nil })
    }
    #expect(assessment.verdict == "partial view: 1 machine seen")
    let messages = assessment.unknowns.map(\.message)
    #expect(messages.contains("the number of control-plane nodes is not stated"))
    #expect(messages.contains("the number of etcd members is not stated"))
  }

  @Test func quorumIsKnownByItself() {
    let assessment = Assessment(
      Self.kubeadm(
        """
        controllerManager:
          extraArgs: [{name: leader-elect-lease-duration, value: 20s}]
        etcd:
          external:
            endpoints: ["https://10.0.0.1:2379", "https://10.0.0.2:2379", "https://10.0.0.3:2379"]
        """))
    #expect(assessment.status(of: .etcdQuorum) == .works)
    let row = assessment.tolerance(of: .etcdQuorum, against: "etcd-member")
    #expect(row?.figures?.guaranteed == 1)
    #expect(row?.figures?.cuts == "3")
    #expect(
      assessment.status(of: .apiWrite)
        == .unknown("the number of control-plane nodes is not stated"))
    #expect(assessment.takeover(of: .controllerManager).earliestSeconds == 18)
    #expect(assessment.takeover(of: .controllerManager).meanSeconds == nil)
  }

  /// Members that only a list of endpoints names may stand on any machines.
  @Test func membersOnUnknownMachines() {
    let place = Span(FileID(0), 0, 0)
    let urls = (1...3).map { "https://10.0.0.\($0):2379" }.joined(separator: ",")
    let flag = Flag(
      name: "etcd-servers", value: .text(urls), nameSpan: place, valueSpan: place,
      entrySpan: place)
    var part = ClusterPart(format: .staticPod, anchor: place, isWhole: false)
    part.machine = "m1"
    part.flagSets = [
      FlagSet(
        component: .apiServer, machines: .all, flags: [flag], absence: .isDefault,
        style: .argumentList, anchor: place, format: .staticPod)
    ]
    let assessment = Assessment(Cluster(sealing: [part], name: "test") { _ in nil })
    #expect(assessment.status(of: .etcdQuorum) == .works)
    #expect(assessment.tolerance(of: .etcdQuorum, against: "etcd-member")?.figures?.guaranteed == 1)
    let machines = assessment.tolerance(of: .etcdQuorum, against: "machine")
    let reason = "it is not known on which machines the members of etcd stand"
    #expect(machines?.figures == nil && machines?.reason == reason)
    let loss = [Requirements.Failures(className: "node", count: 1)]
    #expect(assessment.survives(loss, service: .etcdQuorum) == .unknown(reason))
    #expect(assessment.verdict == "partial view: 1 machine seen")
  }

  @Test func differentAddressesAndNoneNamed() {
    let spec = """
      controlPlane: {count: 3, scheduler: {connectsTo: endpoint}}
      etcd: stacked
      loadBalancers: [{name: lb-1, vip: 10.9.0.1}, {name: lb-2, vip: 10.9.0.2}]
      """
    let open = Assessment(cluster(spec))
    let statuses = Service.allCases.map { open.status(of: $0).name }
    #expect(statuses == ["works", "unknown", "unknown", "unknown", "works", "unknown"])
    let named = spec.replacing("count: 3", with: "count: 3, endpoint: \"10.9.0.2:6443\"")
    #expect(
      Assessment(cluster(named)).singlePointsOfFailure(of: .apiWrite)
        == ["load-balancer:lb-2", "machine:lb-2"])
  }

  /// From 1.33 on, or where the version is unknown, API servers need the other etcd clusters too.
  @Test func whatIsSaidOfOverrides() {
    let spec = """
      controlPlane: {count: 3, etcdEndpoints: all}
      etcd:
        topology: stacked
        overrides: [{name: events, resources: [/events], topology: external, count: 1}]
      """
    let points = ["node:events-1", "etcd-member:events-1", "machine:events-1"]
    #expect(Assessment(cluster(spec)).singlePointsOfFailure(of: .apiWrite) == points)
    #expect(Assessment(cluster(spec)).unknowns.contains { $0.fact == "kubernetesVersion" })
    let older = Assessment(cluster("kubernetesVersion: v1.32.9\n" + spec))
    #expect(older.singlePointsOfFailure(of: .apiWrite) == [])
    #expect(older.tolerance(of: .apiWrite, against: "node")?.figures?.bestCase == 2)
  }
}
