import ClusterModel
import Foundation
import HaplanKit
import Reporting
import Rules
import Syntax
import Testing

/// Rules whose verdict depends on the tool that runs the cluster.
@Suite struct ToolRuleTests {
  private func findings(_ text: String, profile: Profile = .standard) throws -> [Finding] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("haplan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("input.yaml")
    try Data(text.utf8).write(to: file)
    var options = Options()
    options.paths = [file.path]
    options.profile = profile
    return Checking.report(of: Reading.read(options), options: options).findings
  }

  private func openShift(_ replicas: Int, _ more: String = "") -> String {
    """
    apiVersion: v1
    baseDomain: ocp.test
    controlPlane:
      name: master
      replicas: \(replicas)
    \(more)
    metadata: {name: edge}

    """
  }

  @Test func twoMachinesThatFenceEachOtherAreNoPair() throws {
    let rules = try findings(openShift(2, "  fencing: {credentials: []}")).map(\.rule)
    #expect(!rules.contains("etcd-two-members"))
    #expect(try findings(openShift(2)).map(\.rule).contains("etcd-two-members"))
  }

  @Test func anArbiterIsTheThirdVoter() throws {
    let rules = try findings(openShift(2, "arbiter: {replicas: 1}")).map(\.rule)
    #expect(!rules.contains("etcd-two-members"))
  }

  @Test func openShiftSupportsFourControlPlanes() throws {
    let even = try findings(openShift(4)).filter { $0.rule == "etcd-even-member-count" }
    #expect(even.map(\.severity) == [.note])
    let six = try findings(openShift(6)).filter { $0.rule == "etcd-even-member-count" }
    #expect(six.map(\.severity) == [.warning])
  }

  @Test func nobodyAskedForKindsBalancer() throws {
    let text = """
      kind: Cluster
      apiVersion: kind.x-k8s.io/v1alpha4
      nodes: [{role: control-plane}, {role: control-plane}, {role: control-plane}]

      """
    let found = try findings(text, profile: .prod).filter { $0.rule == "lb-single-instance" }
    #expect(found.map(\.severity) == [.note])
  }

  @Test func aDatabaseHasNoQuorum() throws {
    let text = """
      datastore-endpoint: "mysql://u:p@tcp(db.lan:3306)/k3s"
      tls-san: [k8s.lan]

      """
    #expect(try findings(text, profile: .prod).map(\.rule) == [])
  }

  @Test func machinesThatBalanceByThemselvesMayNameOneOfThem() throws {
    let nodes = (1...3).map {
      "- {hostname: cp-\($0), ipAddress: 10.0.0.\($0), controlPlane: true}"
    }
    let text = """
      clusterName: home
      endpoint: https://10.0.0.1:6443
      nodes:
      \(nodes.joined(separator: "\n"))

      """
    let found = try findings(text).filter { $0.rule == "control-plane-endpoint-is-a-node" }
    #expect(found.map(\.severity) == [.note])
  }
}
