import ClusterFormats
import ClusterModel
import Syntax
import Testing

/// Changes of flags that variables of an inventory, or fields of a host list, set.
@Suite struct InventoryEditingTests {
  /// The text of the file at `path` after a flag was set in the set that has `beside`.
  private func setting(
    _ name: String, _ value: String, _ component: Component, beside other: String, in path: String,
    of files: [String: String]
  ) throws -> String? {
    let text = try #require(files["hosts.ini"])
    var others = files
    others["hosts.ini"] = nil
    let input = SourceFile(id: FileID(0), path: "hosts.ini", text: text)
    let shelf = Shelf(input, others)
    let part = try #require(Formats.read(FormatInput(input, companions: shelf)).parts.first)
    let set = try #require(
      part.flagSets.first { $0.component == component && $0.flag(other) != nil })
    let file = try #require(shelf.file(path))
    guard let edits = FlagEditing.set(name, to: value, in: set, file: file) else { return nil }
    var bytes = file.bytes
    for edit in edits.reversed() {
      bytes.replaceSubrange(edit.span.range, with: edit.replacement.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let hosts = "[kube_control_plane]\nm1\n[etcd]\nm1\n"

  @Test func valuesStayInTheirQuotes() throws {
    let result = try setting(
      "election-timeout", "2500", .etcd, beside: "election-timeout", in: "group_vars/etcd.yml",
      of: [
        "hosts.ini": Self.hosts,
        "group_vars/etcd.yml": "# slow\netcd_election_timeout: '5000'   # ms\n",
      ])
    #expect(result == "# slow\netcd_election_timeout: '2500'   # ms\n")
  }

  @Test func aFurtherVariableStandsBelowTheLast() throws {
    let result = try setting(
      "leader-elect-lease-duration", "30s", .controllerManager,
      beside: "leader-elect-renew-deadline", in: "group_vars/all/k8s.yml",
      of: [
        "hosts.ini": Self.hosts,
        "group_vars/all/k8s.yml":
          "kube_controller_manager_leader_elect_renew_deadline: \"20s\" # long\nkube_version: 1.33.1\n",
      ])
    #expect(
      result == """
        kube_controller_manager_leader_elect_renew_deadline: "20s" # long
        kube_controller_manager_leader_elect_lease_duration: "30s"
        kube_version: 1.33.1

        """)
  }

  @Test func sectionsOfVariables() throws {
    let hosts = Self.hosts + "[etcd:vars]\r\n  etcd_election_timeout = 1000\r\n"
    let result = try setting(
      "heartbeat-interval", "100", .etcd, beside: "election-timeout", in: "hosts.ini",
      of: ["hosts.ini": hosts])
    #expect(
      result == Self.hosts
        + "[etcd:vars]\r\n  etcd_election_timeout = 1000\r\netcd_heartbeat_interval=100\r\n")
    let inPlace = try setting(
      "election-timeout", "2000", .etcd, beside: "election-timeout", in: "hosts.ini",
      of: ["hosts.ini": hosts])
    #expect(inPlace == Self.hosts + "[etcd:vars]\r\n  etcd_election_timeout = 2000\r\n")
  }

  @Test func whatNoVariableCarriesIsLeft() throws {
    let hosts = "[kube_control_plane]\nm1 etcd_election_timeout=1000\n[etcd]\nm1\n"
    for name in ["heartbeat-interval", "quota-backend-bytes"] {
      let result = try setting(
        name, "5", .etcd, beside: "election-timeout", in: "hosts.ini", of: ["hosts.ini": hosts])
      #expect(result == nil)
    }
  }

  @Test func argumentsThatAreHandedOn() throws {
    let result = try setting(
      "leader-elect-lease-duration", "15s", .scheduler, beside: "leader-elect-renew-deadline",
      in: "group_vars/all.yml",
      of: [
        "hosts.ini": Self.hosts,
        "group_vars/all.yml":
          "kube_kubeadm_scheduler_extra_args:\n  leader-elect-renew-deadline: 10s\n",
      ])
    #expect(
      result == """
        kube_kubeadm_scheduler_extra_args:
          leader-elect-renew-deadline: 10s
          leader-elect-lease-duration: 15s

        """)
  }
}
