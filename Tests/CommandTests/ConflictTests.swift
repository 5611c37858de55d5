import Foundation
import Testing

/// What several files state differently, through the binary.
@Suite struct ConflictTests {
  /// `path:line: message | path:line of the other place` of each conflicting-facts, with severity.
  private func conflicts(_ folder: Folder, _ words: [String] = ["."]) throws -> [String] {
    let report = try Haplan.run(
      ["check", "-o", "json", "--select", "conflicting-facts"] + words, cwd: folder.url)
    return try report.findings().map { finding in
      let related = try #require(finding["related"] as? [[String: Any]])
      return "\(finding["severity"] ?? ""): \(try place(finding)): \(finding["message"] ?? "") | "
        + (try related.map(place).joined(separator: " "))
    }
  }

  private func place(_ object: [String: Any]) throws -> String {
    let location = try #require(object["location"] as? [String: Any])
    let start = try #require(location["start"] as? [String: Any])
    return "\(location["path"] ?? ""):\(start["line"] ?? 0)"
  }

  private func etcd(_ folder: Folder) throws -> [String: Any] {
    let report = try Haplan.run(["check", "-o", "json", "."], cwd: folder.url).json()
    let clusters = try #require(report["clusters"] as? [[String: Any]])
    #expect(clusters.count == 1)
    return try #require(clusters.first?["etcd"] as? [String: Any])
  }

  private func initial(_ numbers: [Int]) -> String {
    numbers.map { "e\($0)=https://10.0.0.\($0):2380" }.joined(separator: ",")
  }

  private func member(_ number: Int, _ numbers: [Int], state: String) -> String {
    MachineFiles.etcd(
      "e\(number)", "10.0.0.\(number)",
      "--initial-cluster=\(initial(numbers)) --initial-cluster-state=\(state)")
  }

  private static let four = (1...4).map {
    "{name: e\($0), clientURL: \"https://10.0.0.\($0):2379\"}"
  }

  @Test func `a version is the same without its v`() throws {
    let folder = try Folder()
    let kubeadm = "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n"
    func spec(_ version: String) -> String {
      Specs.spec(
        named: "prod", "kubernetesVersion: \(version)", "controlPlane: {count: 3}",
        "etcd: stacked", "sources: [{path: kubeadm.yaml}]")
    }
    try folder.write("kubeadm.yaml", kubeadm + "kubernetesVersion: v1.36.5\n")
    try folder.write("cluster.yaml", spec("1.36.5"))
    #expect(try conflicts(folder).isEmpty)
    try folder.write("cluster.yaml", spec("1.36.4"))
    #expect(try conflicts(folder).count == 1)
  }

  @Test func `a spec's fourth member that no unit knows`() throws {
    let folder = try Folder()
    for number in 1...3 {
      try folder.write("m\(number)/etcd.service", member(number, [1, 2, 3], state: "new"))
    }
    try folder.write(
      "cluster.yaml",
      Specs.spec(
        named: "prod", "controlPlane: {count: 3}", "etcd:", "  topology: external",
        "  members: [\(Self.four.joined(separator: ", "))]"))
    #expect(
      try conflicts(folder) == [
        "error: cluster.yaml:8: etcd members: 4 (e1, e2, e3, e4) here, 3 (e1, e2, e3) there: "
          + "e4 is only here | m1/etcd.service:5"
      ])
    #expect(try etcd(folder)["members"] as? Int == 3)
  }

  @Test func `equals that differ leave the number unknown`() throws {
    let folder = try Folder()
    try folder.write("m1/etcd.service", member(1, [1, 2, 3], state: "new"))
    try folder.write("m2/etcd.service", member(2, [1, 2, 4], state: "new"))
    #expect(
      try conflicts(folder) == [
        "warning: m2/etcd.service:5: etcd members: 3 (e1, e2, e4) here, 3 (e1, e2, e3) there: "
          + "e4 is only here, e3 is only there | m1/etcd.service:5"
      ])
    let found = try etcd(folder)
    #expect(found["members"] is NSNull)
    #expect(found["atLeast"] as? Int == 3)
  }

  @Test func `lists of machines that joined one after the other are lower bounds`() throws {
    let folder = try Folder()
    for number in 1...3 {
      try folder.write(
        "m\(number)/etcd.service", member(number, Array(1...number), state: "existing"))
    }
    #expect(try conflicts(folder).isEmpty)
    let found = try etcd(folder)
    #expect(found["members"] is NSNull)
    #expect(found["atLeast"] as? Int == 3)
  }

  @Test func `a later list that contains the first is no conflict, and a lower bound`() throws {
    let folder = try Folder()
    try folder.write("m1/etcd.service", member(1, [1, 2, 3], state: "new"))
    try folder.write("m4/etcd.service", member(4, [1, 2, 3, 4], state: "existing"))
    #expect(try conflicts(folder).isEmpty)
    #expect(try etcd(folder)["atLeast"] as? Int == 4)
  }

  @Test func `members are the same by their addresses, whatever they are called`() throws {
    let folder = try Folder()
    for number in 1...3 {
      try folder.write("m\(number)/etcd.service", member(number, [1, 2, 3], state: "new"))
    }
    let members = (1...3).map { "{name: host-\($0), peerURL: \"https://10.0.0.\($0):2380\"}" }
    try folder.write(
      "cluster.yaml",
      Specs.spec(
        named: "prod", "controlPlane: {count: 1}", "etcd:", "  topology: external",
        "  members: [\(members.joined(separator: ", "))]"))
    #expect(try conflicts(folder).isEmpty)
    #expect(try etcd(folder)["members"] as? Int == 3)
  }

  @Test func `a master that the spec does not have`() throws {
    let folder = try Folder()
    for number in 1...3 {
      try folder.write(
        "m\(number)/kube-apiserver.service",
        MachineFiles.apiServer("10.0.0.\(number)", etcd: "https://127.0.0.1:2379"))
    }
    let nodes = (1...2).map { "{name: m\($0), address: 10.0.0.\($0)}" }
    try folder.write(
      "cluster.yaml",
      Specs.spec(
        named: "prod", "controlPlane: {nodes: [\(nodes.joined(separator: ", "))]}", "etcd: stacked")
    )
    let found = try conflicts(folder)
    #expect(
      found.first == "error: cluster.yaml:5: control-plane nodes: 2 (m1, m2) here, 3 (m1, m2, m3) "
        + "there: m3 is only there | m3/kube-apiserver.service:5")
  }

  @Test func `a description gives way to the file that a program reads`() throws {
    let folder = try Folder()
    try folder.write(
      "a.yaml", Specs.spec(named: "a", "kubernetesVersion: v1.32.0", "controlPlane: {count: 3}"))
    try folder.write(
      "b.yaml", Specs.spec(named: "a", "kubernetesVersion: v1.33.0", "controlPlane: {count: 3}"))
    #expect(
      try conflicts(folder, ["--merge", "."])
        == [
          "error: b.yaml:5: kubernetesVersion: v1.33.0 here, v1.32.0 there: one of the two is stale "
            + "| a.yaml:5"
        ].map { $0.replacing("error", with: "warning") })
  }
}
