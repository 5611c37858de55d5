import Foundation
import Testing

/// `migrate` as a user runs it.
@Suite struct MigrateTests {
  private func migrate(
    _ from: String, _ to: String, _ words: [String] = [], also files: [String: String] = [:]
  ) throws -> Haplan.Result {
    let folder = try Folder()
    try folder.write("from.yaml", from)
    try folder.write("to.yaml", to)
    for (name, text) in files { try folder.write(name, text) }
    return try Haplan.run(["migrate", "from.yaml", "to.yaml"] + words, cwd: folder.url)
  }

  private func steps(_ result: Haplan.Result) throws -> [[String: Any]] {
    try #require(try result.json()["steps"] as? [[String: Any]])
  }

  private func actions(_ result: Haplan.Result) throws -> [String] {
    try steps(result).map { "\($0["action"] ?? "") \($0["target"] ?? "")" }
  }

  @Test func `one to three, step by step`() throws {
    let result = try migrate(
      MigrationCase.members([1]), MigrationCase.members([1, 2, 3]), ["-o", "json"])
    #expect(result.status == 0)
    #expect(
      try actions(result) == [
        "snapshot etcd", "freeze the cluster", "issue-certificates e2", "issue-certificates e3",
        "add-learner e2", "start-member e2", "promote e2", "add-learner e3", "start-member e3",
        "promote e3", "update-inventory the descriptions", "unfreeze the cluster",
      ])
    let all = try steps(result)
    func figures(_ index: Int, _ side: String) throws -> [Int?] {
      let object = try #require(all[index][side] as? [String: Any])
      return ["voters", "learners", "quorum", "tolerates"].map { object[$0] as? Int }
    }
    #expect(try figures(4, "before") == [1, 0, 1, 0])
    #expect(try figures(4, "after") == [1, 1, 1, 0])
    #expect(try figures(6, "after") == [2, 0, 2, 0])
    #expect(try figures(9, "before") == [2, 1, 2, 0])
    #expect(try figures(9, "after") == [3, 0, 2, 1])
    // While both must live it is weakest.
    #expect(all.indices.filter { all[$0]["weakest"] as? Bool == true } == [6, 7, 8])
    #expect((all[6]["run"] as? [String])?.first?.contains("https://10.7.0.2:2380") == true)
    let start = try #require((all[8]["run"] as? [String])?.first)
    #expect(
      start.contains(
        "ETCD_INITIAL_CLUSTER=e1=https://10.7.0.1:2380,e2=https://10.7.0.2:2380,"
          + "e3=https://10.7.0.3:2380\n"))
    #expect(start.contains("ETCD_INITIAL_CLUSTER_STATE=existing\n"))
  }

  @Test func `five to three removes two, and asks nobody who goes`() throws {
    let result = try migrate(
      MigrationCase.external(2, "{a: 2, b: 2, c: 1}"),
      MigrationCase.external(2, "{a: 1, b: 1, c: 1}"),
      ["-o", "json"])
    let words = try actions(result).filter {
      !$0.hasPrefix("drain") && !$0.hasPrefix("add-backend")
    }
    #expect(
      words == [
        "snapshot etcd", "freeze the cluster", "set-etcd-servers master-1",
        "set-etcd-servers master-2", "move-leader etcd-2", "remove-member etcd-2",
        "reset-node etcd-2", "move-leader etcd-4", "remove-member etcd-4", "reset-node etcd-4",
        "update-inventory the descriptions", "unfreeze the cluster",
      ])
    let environment = try #require(try result.json()["environment"] as? [String])
    #expect(
      environment.contains(
        "export ETCDCTL_ENDPOINTS=https://etcd-1:2379,https://etcd-3:2379,https://etcd-5:2379"))
  }

  @Test func `a dead member goes first, whether named or silent`() throws {
    let to = MigrationCase.members([1, 2, 4])
    let named = try migrate(MigrationCase.members([1, 2, 3]), to, ["-o", "json", "--dead", "e3"])
    let folder = try Folder()
    try folder.write("live/members.json", MigrationCase.list("1 2 3"))
    try folder.write("live/status.json", MigrationCase.statuses([1, 2]))
    try folder.write("to.yaml", to)
    let silent = try Haplan.run(["migrate", "live", "to.yaml", "-o", "json"], cwd: folder.url)
    for result in [named, silent] {
      let words = try actions(result)
      #expect(
        Array(words.dropFirst(2).prefix(5)) == [
          "issue-certificates e4", "remove-member e3", "add-learner e4", "start-member e4",
          "promote e4",
        ])
      #expect(
        try steps(result).first { $0["action"] as? String == "remove-member" }?["pointOfNoReturn"]
          as? Bool == true)
    }
  }

  @Test func `names of a machine that moves are not used twice`() throws {
    let result = try migrate(
      MigrationCase.stacked([(1, "a"), (2, "a"), (3, "a")]),
      MigrationCase.stacked([(1, "a"), (2, "b"), (3, "c")]).replacing("10.8.0.2", with: "10.8.1.2")
        .replacing("10.8.0.3", with: "10.8.1.3"), ["-o", "json", "--tool", "kubeadm"])
    #expect(
      try actions(result) == [
        "snapshot etcd", "freeze the cluster", "add-api-server m4", "add-api-server m5",
        "remove-api-server m2", "remove-api-server m3", "update-inventory the descriptions",
        "unfreeze the cluster",
      ])
    let remarks = try #require(try result.json()["remarks"] as? [String])
    #expect(remarks.contains { $0.hasPrefix("m2 of TO is another machine") })
  }

  @Test func `nothing to do is no failure`() throws {
    let result = try migrate(MigrationCase.members([1, 2, 3]), MigrationCase.members([1, 2, 3]))
    #expect(result.status == 0)
    #expect(result.stdout.contains("Nothing to do"))
  }

  @Test(arguments: [
    (
      ["--dead", "e2,e3"], "etcd has no quorum: 1 of its 3 voters answer, and 2 must",
      "bring 1 more"
    ),
    ([], "e1 votes in FROM and is a learner in TO", "let another member"),
  ])
  func `what is not possible says why, and what would help`(
    _ words: [String], _ reason: String, _ change: String
  ) throws {
    let to =
      words.isEmpty
      ? MigrationCase.members([1, 2, 3]).replacing("{name: e1,", with: "{name: e1, learner: true,")
      : MigrationCase.members([1, 2, 3, 4])
    let result = try migrate(MigrationCase.members([1, 2, 3]), to, words)
    #expect(result.status == 1)
    #expect(result.stdout.contains("Not possible: \(reason)"), "\(result.stdout)")
    #expect(result.stdout.contains("Least change: \(change)"))
    let json = try migrate(MigrationCase.members([1, 2, 3]), to, words + ["-o", "json"]).json()
    #expect(json["feasible"] as? Bool == false)
    #expect((json["steps"] as? [Any])?.isEmpty == true)
  }

  @Test(arguments: [
    (["from.yaml", "no-such-file"], "cannot be opened"),
    (["from.yaml", "empty.txt"], "the file is empty"),
    (["kubeadm.yaml", "from.yaml"], "FROM (kubeadm) does not state all members"),
    (["from.yaml", "to.yaml", "--dead", "e9"], "FROM has no such member; it has e1"),
    (["from.yaml", "to.yaml", "--tool", "salt"], "salt"), (["from.yaml"], "to"),
  ])
  func `what cannot be compared ends with 2`(_ words: [String], _ message: String) throws {
    let folder = try Folder()
    try folder.write("from.yaml", MigrationCase.members([1]))
    try folder.write("to.yaml", MigrationCase.members([1, 2, 3]))
    try folder.write("empty.txt", "")
    try folder.write(
      "kubeadm.yaml",
      "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n"
        + "etcd: {local: {}}\n")
    let result = try Haplan.run(["migrate"] + words, cwd: folder.url)
    #expect(result.status == 2)
    #expect(result.stdout.isEmpty)
    #expect(result.stderr.contains(message), "\(result.stderr)")
  }

  /// The step to go on with, from every state on the way.
  @Test(arguments: [
    ("1", 1), ("1 ?2", 6), ("1 ~2", 7), ("1 2", 8), ("1 2 ?3", 9), ("1 2 ~3", 10), ("1 2 3", 11),
  ])
  func `a running etcd tells where to go on`(_ live: String, _ step: Int) throws {
    let result = try migrate(
      MigrationCase.members([1]), MigrationCase.members([1, 2, 3]),
      ["--live", "live.json", "-o", "json"], also: ["live.json": MigrationCase.list(live)])
    #expect(result.status == 0, "\(result.stdout)")
    #expect(try result.json()["resumeAt"] as? Int == step)
  }

  @Test(arguments: [
    ("1 2 7", "has a member e7, of which neither FROM nor TO knows"),
    ("1 3", "which this migration never passes through"),
  ])
  func `a running etcd that is elsewhere stops it`(_ live: String, _ reason: String) throws {
    let result = try migrate(
      MigrationCase.members([1]), MigrationCase.members([1, 2, 3]), ["--live", "live.json"],
      also: ["live.json": MigrationCase.list(live)])
    #expect(result.status == 1)
    #expect(result.stdout.contains(reason), "\(result.stdout)")
  }

  @Test func `a silent member stops it`() throws {
    let folder = try Folder()
    try folder.write("from.yaml", MigrationCase.members([1, 2, 3]))
    try folder.write("to.yaml", MigrationCase.members([1, 2, 3, 4, 5]))
    try folder.write("live/members.json", MigrationCase.list("1 2 3"))
    try folder.write("live/status.json", MigrationCase.statuses([1, 3]))
    let result = try Haplan.run(
      ["migrate", "from.yaml", "to.yaml", "--live", "live"], cwd: folder.url)
    #expect(result.status == 1)
    #expect(result.stdout.contains("e2 does not answer"))
    #expect(result.stdout.contains("--dead e2"))
  }
}
