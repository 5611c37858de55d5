import Foundation
import Testing

/// Which files make one cluster, through the binary.
@Suite struct FoldingTests {
  static let three = "https://10.0.0.1:2379,https://10.0.0.2:2379,https://10.0.0.3:2379"

  /// Each cluster as `name: sources: nodes`; nodes are the names behind `node:` in the table's cuts.
  private func clusters(_ words: [String], in folder: Folder) throws -> [String] {
    let report = try Haplan.run(["check", "-o", "json"] + words, cwd: folder.url).json()
    let clusters = try #require(report["clusters"] as? [[String: Any]])
    return try clusters.map { cluster in
      let name = try #require(cluster["name"] as? String)
      let sources = try #require(cluster["sources"] as? [String])
      let verdict = try #require(cluster["verdict"] as? String)
      return "\(name): \(sources.joined(separator: " ")): \(verdict)"
    }
  }

  private func machines(_ folder: Folder, below prefix: String = "") throws {
    for number in 1...3 {
      let machine = "\(prefix)m\(number)"
      try folder.write(
        "\(machine)/kube-apiserver.service",
        MachineFiles.apiServer("10.0.0.\(number)", etcd: Self.three))
      try folder.write(
        "\(machine)/systemd/etcd.service", MachineFiles.etcd("e\(number)", "10.0.0.\(number)"))
    }
  }

  @Test func `machine folders belong to the folder above them`() throws {
    let folder = try Folder()
    try machines(folder, below: "prod/")
    try folder.write("lab/x/kube-apiserver.service", MachineFiles.apiServer(etcd: Self.three))
    let found = try clusters(["."], in: folder)
    #expect(found.count == 2)
    #expect(found.first == "lab: lab/x/kube-apiserver.service: partial view: 1 machine seen")
    #expect(
      found.last?.hasPrefix("prod: prod/m1/kube-apiserver.service prod/m1/systemd/etcd.service ")
        == true)
    #expect(found.last?.hasSuffix(": partial view: 3 machines seen") == true)
  }

  @Test func `a copy of a machine's own tree is its folder`() throws {
    let folder = try Folder()
    try folder.write(
      "prod/m1/etc/systemd/system/kube-apiserver.service", MachineFiles.apiServer(etcd: Self.three))
    try folder.write(
      "prod/m1/usr/lib/systemd/system/kube-scheduler.service",
      MachineFiles.unit("kube-scheduler", "--v=2"))
    try folder.write(
      "prod/m2/kube-apiserver.service.d/kube-apiserver.service",
      MachineFiles.apiServer(etcd: Self.three))
    let found = try clusters(["."], in: folder)
    #expect(found.map { $0.prefix(5) } == ["prod:"])
    #expect(found.first?.hasSuffix("2 machines seen") == true)
  }

  @Test func `the one spec of the folder takes the machines in, by name`() throws {
    let folder = try Folder()
    try machines(folder)
    let nodes = (1...3).map { "{name: m\($0), address: 10.0.0.\($0)}" }.joined(separator: ", ")
    try folder.write(
      "cluster.yaml",
      Specs.spec(named: "prod", "controlPlane: {nodes: [\(nodes)]}", "etcd: stacked"))
    let found = try clusters(["."], in: folder)
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix("survives any 1 machine; zones unknown") == true)
  }

  @Test func `machines take the places of nodes that are only counted`() throws {
    let folder = try Folder()
    try machines(folder)
    try folder.write(
      "cluster.yaml", Specs.spec(named: "prod", "controlPlane: {count: 3}", "etcd: stacked"))
    let table = try Haplan.run(["table", "-o", "json", "."], cwd: folder.url).stdout
    #expect(table.contains(#""node:m1""#))
    #expect(!table.contains("master-1"))
    #expect(try clusters(["."], in: folder).first?.contains("survives any 1 machine") == true)
  }

  @Test func `a spec takes the machines of its own folder too`() throws {
    let folder = try Folder()
    for name in ["a", "b"] {
      try folder.write(
        "\(name)/cluster.yaml", Specs.spec(named: name, "controlPlane: {count: 1}", "etcd: stacked")
      )
      try folder.write(
        "\(name)/kube-apiserver.service", MachineFiles.apiServer(etcd: "https://127.0.0.1:2379"))
    }
    #expect(
      try clusters(["."], in: folder).map { $0.split(separator: ":").prefix(2).joined() }
        == [
          "a a/cluster.yaml a/kube-apiserver.service", "b b/cluster.yaml b/kube-apiserver.service",
        ])
  }

  @Test func `with several specs machines stay apart, and the way out is named`() throws {
    let folder = try Folder()
    try machines(folder)
    try folder.write("a.yaml", Specs.spec(named: "a", "controlPlane: {count: 3}", "etcd: stacked"))
    try folder.write("b.yaml", Specs.spec(named: "b", "controlPlane: {count: 3}", "etcd: stacked"))
    #expect(try clusters(["."], in: folder).count == 3)
    let table = try Haplan.run(["table", "-o", "json", "."], cwd: folder.url).stdout
    #expect(
      table.contains(
        "holds 2 clusters: name these files in one's spec.sources, or fold all with --merge"))
  }

  @Test func `files of machines given by name are judged one by one, and that is said`() throws {
    let folder = try Folder()
    try machines(folder)
    let words = ["m1/kube-apiserver.service", "m2/kube-apiserver.service"]
    #expect(try clusters(words, in: folder).count == 2)
    let said = try Haplan.run(["check"] + words, cwd: folder.url).stderr
    #expect(
      said == "haplan: 2 files of single machines are judged one by one; give their folder, or "
        + "--merge, to judge them as one cluster\n")
    let merged = try clusters(["--merge"] + words, in: folder)
    #expect(merged.count == 1)
    #expect(merged.first?.hasSuffix("2 machines seen") == true)
  }
}
