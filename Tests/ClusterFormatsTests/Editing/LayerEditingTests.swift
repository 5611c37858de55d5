import ClusterFormats
import ClusterModel
import Syntax
import Testing

/// Edits of variables and of fields of configuration files.
@Suite struct LayerEditingTests {
  private func edited(
    _ text: String, _ path: String, _ edits: (FlagSet, SourceFile) -> [TextEdit]?
  ) -> String? {
    let file = SourceFile(id: FileID(0), path: path, text: text)
    let sets = Formats.read(FormatInput(file)).parts.flatMap(\.flagSets)
    guard let set = sets.last, let edits = edits(set, file) else { return nil }
    var bytes = Array(text.utf8)
    for edit in edits.reversed() {
      bytes.replaceSubrange(edit.span.range, with: edit.replacement.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let variables =
    "ETCD_LISTEN_PEER_URLS=\"http://10.2.0.1:2380\"\n"
    + "ETCD_STRICT_RECONFIG_CHECK=\"false\"  \n# end\n"

  @Test func variablesAreSetAddedAndRemoved() {
    #expect(
      edited(Self.variables, "etcd.env") {
        FlagEditing.set("strict-reconfig-check", to: "true", in: $0, file: $1)
      } == Self.variables.replacing("\"false\"", with: "\"true\""))
    #expect(
      edited(Self.variables, "etcd.env") {
        FlagEditing.set("election-timeout", to: "1000", in: $0, file: $1)
      } == Self.variables.replacing("# end", with: "ETCD_ELECTION_TIMEOUT=\"1000\"\n# end"))
    #expect(
      edited(Self.variables, "etcd.env") {
        FlagEditing.remove("strict-reconfig-check", from: $0, file: $1)
      } == "ETCD_LISTEN_PEER_URLS=\"http://10.2.0.1:2380\"\n# end\n")
  }

  private static let scheduler = """
    apiVersion: kubescheduler.config.k8s.io/v1
    kind: KubeSchedulerConfiguration
    leaderElection:
      leaderElect: false # why
      leaseDuration: 10s
    profiles: []

    """

  @Test func fieldsAreSetAddedAndRemoved() {
    #expect(
      edited(Self.scheduler, "s.yaml") {
        FlagEditing.set("leader-elect", to: "true", in: $0, file: $1)
      } == Self.scheduler.replacing("false", with: "true"))
    #expect(
      edited(Self.scheduler, "s.yaml") {
        FlagEditing.set("leader-elect-retry-period", to: "2s", in: $0, file: $1)
      } == Self.scheduler.replacing("10s\n", with: "10s\n  retryPeriod: 2s\n"))
    #expect(
      edited(Self.scheduler, "s.yaml") {
        FlagEditing.remove("leader-elect-lease-duration", from: $0, file: $1)
      } == Self.scheduler.replacing("  leaseDuration: 10s\n", with: ""))
    #expect(
      edited(Self.scheduler, "s.yaml") {
        FlagEditing.set("bind-address", to: "x", in: $0, file: $1)
      }
        == nil, "the file has no such field")
  }

  @Test func etcdsConfigurationIsWrittenAtItsTop() {
    let text = "name: e1\ninitial-cluster-state: new\npeer-transport-security:\n  auto-tls: true\n"
    #expect(
      edited(text, "etcd.yml") { FlagEditing.set("election-timeout", to: "1000", in: $0, file: $1) }
        == text.replacing("new\n", with: "new\nelection-timeout: 1000\n"))
  }
}
