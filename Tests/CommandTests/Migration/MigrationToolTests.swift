import Foundation
import Testing

/// The commands are those of the tool that runs the cluster, and a shell reads them.
@Suite struct MigrationToolTests {
  static let tools = ["kubeadm", "kubespray", "kops", "cluster-api", "none"]

  static let sides: [(title: String, from: String, to: String, words: [String])] = [
    (
      "1 to 3", MigrationCase.stacked([(1, "a")]),
      MigrationCase.stacked([(1, "a"), (2, "b"), (3, "c")]), ["--accept-outage"]
    ),
    (
      "5 to 3", MigrationCase.stacked([(1, "a"), (2, "b"), (3, "c"), (4, "a"), (5, "b")]),
      MigrationCase.stacked([(1, "a"), (2, "b"), (3, "c")]), []
    ),
    (
      "stacked to external", MigrationCase.stacked([(1, "a"), (2, "b"), (3, "c")]),
      MigrationCase.external(3, "{a: 1, b: 1, c: 1}"), []
    ),
    (
      "names that a shell would obey",
      Specs.spec(
        named: "it's", "controlPlane: {nodes: [\"m 1'; reboot #\", \"-oProxyCommand=x\"]}",
        "etcd: {topology: external, members: [{name: \"e$(id)\"}, {name: \"e`id`\"}, {name: \"x'y\"}]}"
      ),
      Specs.spec(
        named: "it's", "controlPlane: {nodes: [\"m 1'; reboot #\", \"x;reboot\"]}",
        "etcd: {topology: external, members: [{name: \"e`id`\"}, {name: \"x'y\"}, {name: \"\\\"e\"}, "
          + "{name: \"$(reboot)\"}, {name: \"a;id\"}]}"
      ), ["--dead", "e$(id)"]
    ),
  ]

  @Test(arguments: tools, sides.map(\.title))
  func `a shell reads every command`(_ tool: String, _ title: String) throws {
    let side = try #require(Self.sides.first { $0.title == title })
    let folder = try Folder()
    try folder.write("from.yaml", side.from)
    try folder.write("to.yaml", side.to)
    let words = ["migrate", "from.yaml", "to.yaml", "--tool", tool] + side.words
    let result = try Haplan.run(words + ["-o", "json"], cwd: folder.url)
    #expect(result.status < 2, "\(result.stderr)")
    #expect(result.status == 0 || tool != "none")
    guard result.status == 0 else { return }
    let report = try result.json()
    var lines = try #require(report["environment"] as? [String])
    lines += runs(report["goNoGo"])
    for step in try #require(report["steps"] as? [[String: Any]]) {
      lines += runs(step["precheck"]) + (step["run"] as? [String] ?? []) + runs(step["verify"])
      lines += step["undo"] as? [String] ?? []
    }
    try folder.write("all.sh", lines.joined(separator: "\n") + "\n")
    let shell = try Haplan.shell("bash -n all.sh", ["sh"], cwd: folder.url)
    #expect(shell.status == 0, "\(shell.stderr)")
    // Nothing of a name runs, here or on the other side of ssh.
    try folder.write("play.sh", Self.stage + "set +e\n. ./all.sh\n")
    let played = try Haplan.shell("exec timeout 20 bash play.sh", ["sh"], cwd: folder.url)
    #expect(played.status != 124)
    #expect(!FileManager.default.fileExists(atPath: folder.file("obeyed").path))
    try fence(words, folder)
  }

  /// A shell without programs, in which ssh does what the other side's shell does with its words.
  private static let stage = """
    PATH=/nowhere
    id() { : >obeyed; }
    reboot() { : >obeyed; }
    sudo() { "$@"; }
    ssh() {
      [ "$1" = -n ] && shift
      if [ "$1" != -- ]; then
        case "$1" in -*) : >obeyed ;; esac
      fi
      shift 2
      eval "$*"
    }

    """

  /// The fenced code of the checklist is the same to a shell.
  private func fence(_ words: [String], _ folder: Folder) throws {
    let page = try Haplan.run(words + ["-o", "markdown"], cwd: folder.url).stdout
    var isInside = false
    var code: [Substring] = []
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { isInside.toggle() } else if isInside { code.append(line) }
    }
    #expect(!isInside && code.count > 5)
    try folder.write("page.sh", code.joined(separator: "\n") + "\n")
    let shell = try Haplan.shell("bash -n page.sh", ["sh"], cwd: folder.url)
    #expect(shell.status == 0, "\(shell.stderr)")
    #expect(page.contains("- [ ] "))
  }

  private func runs(_ checks: Any?) -> [String] {
    (checks as? [[String: Any]] ?? []).compactMap { $0["run"] as? String }
  }

  private func text(_ words: [String], _ from: String, _ to: String) throws -> Haplan.Result {
    let folder = try Folder()
    try folder.write("from.yaml", from)
    try folder.write("to.yaml", to)
    return try Haplan.run(["migrate", "from.yaml", "to.yaml"] + words, cwd: folder.url)
  }

  @Test(arguments: [
    ("kubeadm", "kubeadm token create", []), ("kubespray", "cluster.yml", ["--accept-outage"]),
    ("kops", "kops update cluster", ["--accept-outage"]),
    ("cluster-api", "\"replicas\":3", []),
  ])
  func `a tool adds its members itself`(_ tool: String, _ command: String, _ words: [String]) throws
  {
    let side = Self.sides[0]
    let page = try text(["--tool", tool] + words, side.from, side.to)
    #expect(page.status == 0)
    #expect(page.stdout.contains(command))
    #expect(!page.stdout.contains("member add"))
  }

  /// kubespray and kOps add voters; kubeadm does before 1.29.
  @Test(arguments: [
    ("kubespray", "v1.33.2"), ("kops", "v1.33.2"), ("kubeadm", "v1.28.4"),
  ])
  func `a voter that is added before it runs is no safe second`(
    _ tool: String, _ version: String
  ) throws {
    let result = try text(
      ["--tool", tool], MigrationCase.stacked([(1, "a")], version: version),
      MigrationCase.stacked([(1, "a"), (2, "b"), (3, "c")], version: version))
    #expect(result.status == 1)
    #expect(result.stdout.contains("as a voter before it runs"))
    #expect(result.stdout.contains("--accept-outage"))
  }

  @Test func `the documents tell the tool`() throws {
    let inventory = """
      [kube_control_plane]
      n1 ansible_host=10.6.0.1
      n2 ansible_host=10.6.0.2
      n3 ansible_host=10.6.0.3

      [etcd]
      n1
      n2
      n3

      [kube_node]
      w1 ansible_host=10.6.0.9

      [k8s_cluster:children]
      kube_control_plane
      kube_node

      """
    let more = inventory.replacing(
      "n3 ansible_host=10.6.0.3\n",
      with: "n3 ansible_host=10.6.0.3\nn4 ansible_host=10.6.0.4\nn5 ansible_host=10.6.0.5\n"
    ).replacing("n3\n\n[kube_node]", with: "n3\nn4\nn5\n\n[kube_node]")
    let folder = try Folder()
    try folder.write("from/inventory.ini", inventory)
    try folder.write("to/inventory.ini", more)
    let result = try Haplan.run(["migrate", "from", "to", "-o", "json"], cwd: folder.url)
    let report = try result.json()
    #expect(report["tool"] as? String == "kubespray")
    let steps = try #require(report["steps"] as? [[String: Any]])
    #expect(
      steps.map { $0["target"] as? String ?? "" }.filter { $0.hasPrefix("n") } == [
        "n4", "n5", "n1, n2, n3, n4, n5",
      ])
    // A voter that has not started: 3 of 4 must live, and the 3 do.
    let during = steps.compactMap { $0["during"] as? [String: Any] }
      .compactMap { $0["tolerates"] as? Int }
    #expect(during == [1, 1, 0, 1, 2, 2, 2])
  }

  /// Static pods with their certificates where kubeadm puts them, in the dumps of a running cluster.
  @Test func `what kubeadm made is kubeadm's, also in dumps`() throws {
    let nodes = (1...5).map { "{name: cp-\($0), address: 10.30.\($0).10}" }.joined(separator: ", ")
    let folder = try Folder()
    try folder.write(
      "to.yaml", Specs.spec(named: "x", "controlPlane: {nodes: [\(nodes)]}", "etcd: stacked"))
    let result = try Haplan.run(
      ["migrate", "examples/good/live-dump", folder.file("to.yaml").path, "-o", "json"])
    let report = try result.json()
    #expect(report["tool"] as? String == "kubeadm")
    let steps = try #require(report["steps"] as? [[String: Any]])
    #expect(
      steps.map { "\($0["action"] ?? "") \($0["target"] ?? "")" }.filter { $0.contains("cp-") }
        == ["add-api-server cp-4", "add-api-server cp-5"])
  }

  @Test(arguments: ["stock/talos", "stock/k0sctl", "stock/openshift"])
  func `who runs etcd itself is not worked against`(_ example: String) throws {
    let folder = try Folder()
    try folder.write("to.yaml", Self.sides[0].to)
    let words = ["migrate", "examples/\(example)", folder.file("to.yaml").path]
    let result = try Haplan.run(words)
    #expect(result.status == 2)
    #expect(result.stdout.isEmpty)
    #expect(result.stderr.contains("runs the members of etcd itself"), "\(result.stderr)")
  }

  /// remove-node.yml takes a machine away whole.
  @Test func `kubespray takes no member from a machine that stays`() throws {
    let side = Self.sides[2]
    let result = try text(["--tool", "kubespray"], side.from, side.to)
    #expect(result.status == 1)
    #expect(result.stdout.contains("takes the whole machine"), "\(result.stdout)")
  }

  @Test func `kubeadm's own etcd pod goes by its manifest`() throws {
    let side = Self.sides[2]
    let result = try text(["--tool", "kubeadm"], side.from, side.to)
    #expect(result.status == 0)
    #expect(result.stdout.contains("sudo mv /etc/kubernetes/manifests/etcd.yaml"))
    #expect(!result.stdout.contains("disable --now etcd\n       ssh 10.8.0"))
    #expect(result.stdout.contains("ETCD_FILE=/etc/default/etcd"))
    #expect(result.stdout.contains("issue-certificates etcd-4"))
  }

  @Test func `Cluster API cannot do all`() throws {
    let even = try text(
      ["--tool", "cluster-api"], Self.sides[0].from, MigrationCase.stacked([(1, "a"), (2, "b")]))
    #expect(even.status == 1)
    #expect(even.stdout.contains("refuses an even number"))
    let external = try text(["--tool", "cluster-api"], Self.sides[2].from, Self.sides[2].to)
    #expect(external.status == 1)
    #expect(external.stdout.contains("between local and external etcd"))
  }
}
