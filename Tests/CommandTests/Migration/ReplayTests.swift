import Foundation
import Testing

/// The etcd part of migrations on real etcd: every command as it is printed, with a writer that runs
/// throughout; ssh and systemctl alone are played by a script.
@Suite(.serialized) struct ReplayTests {
  /// Members by number; those of `dead` are killed before the first step.
  struct Case: Sendable, CustomTestStringConvertible {
    let title: String
    let from: [Int]
    let to: [Int]
    var dead: Int?

    var testDescription: String { title }
  }

  static let cases = [
    Case(title: "one to three", from: [1], to: [1, 2, 3]),
    Case(title: "three to five", from: [1, 2, 3], to: [1, 2, 3, 4, 5]),
    Case(title: "a dead member replaced", from: [1, 2, 3], to: [1, 2, 4], dead: 3),
    Case(title: "five to three", from: [1, 2, 3, 4, 5], to: [3, 4, 5]),
  ]

  static let isPossible = ["etcd", "etcdctl"].allSatisfy { name in
    ["/usr/bin/", "/usr/local/bin/"].contains {
      FileManager.default.isExecutableFile(atPath: $0 + name)
    }
  }

  @Test func `etcd and etcdctl are here`() {
    if !Self.isPossible {
      print("SKIPPED: migrations are not replayed: etcd or etcdctl is missing")
    }
  }

  @Test(.enabled(if: isPossible, "etcd or etcdctl is not on this machine"), arguments: cases)
  func `every step succeeds, and no write is lost`(_ item: Case) throws {
    let folder = try Folder()
    let base = Self.ports
    try folder.write("from.yaml", Self.spec(item.from, base))
    try folder.write("to.yaml", Self.spec(item.to, base))
    let dead = item.dead.map { ["--dead", "e\($0)"] } ?? []
    let plan = try Haplan.run(
      ["migrate", "from.yaml", "to.yaml", "-o", "json"] + dead, cwd: folder.url)
    #expect(plan.status == 0, "\(plan.stderr)")
    let report = try plan.json()
    try folder.write("start.sh", Self.start(item, base))
    try folder.write("steps.sh", try Self.script(report))
    let place = Haplan.root.appendingPathComponent("Tests/CommandTests/Fixtures/replay.sh").path
    let result = try Haplan.shell(
      "exec timeout -k 5 240 bash \"$1\" \"$2\"", ["sh", place, folder.url.path], cwd: folder.url)
    #expect(result.status == 0, "\(result.stdout.suffix(3000))\(result.stderr.suffix(2000))")
    #expect(result.stdout.contains("replayed"))
    #expect(!result.stdout.contains("writes: 0\n"))
  }

  /// A voter that is added and not started takes the quorum of one: the writer notices.
  @Test(.enabled(if: isPossible, "etcd or etcdctl is not on this machine"))
  func `a lost quorum is seen`() throws {
    let folder = try Folder()
    let base = Self.ports + 20
    try folder.write(
      "start.sh", Self.start(Case(title: "", from: [1], to: [1]), base))
    try folder.write(
      "steps.sh",
      "ETCDCTL_ENDPOINTS=\(Self.client(1, base)) etcdctl member add e2 "
        + "--peer-urls=\(Self.peer(2, base))\nsleep 10\n")
    let place = Haplan.root.appendingPathComponent("Tests/CommandTests/Fixtures/replay.sh").path
    let result = try Haplan.shell(
      "exec timeout -k 5 120 bash \"$1\" \"$2\"", ["sh", place, folder.url.path], cwd: folder.url)
    #expect(result.status == 1)
    #expect(result.stdout.contains("FAILED: a write saw no quorum"))
  }

  /// The first of forty ports of this process's own, below those that systems give to clients.
  private static let ports = 12_000 + Int(ProcessInfo.processInfo.processIdentifier) % 500 * 40

  private static func client(_ number: Int, _ base: Int) -> String {
    "http://127.0.0.1:\(base + number * 2)"
  }

  private static func peer(_ number: Int, _ base: Int) -> String {
    "http://127.0.0.1:\(base + number * 2 + 1)"
  }

  private static func spec(_ members: [Int], _ base: Int) -> String {
    let list = members.map {
      "{name: e\($0), clientURL: \"\(client($0, base))\", peerURL: \"\(peer($0, base))\"}"
    }
    return Specs.spec(
      named: "lab", "etcd: {topology: external, members: [\(list.joined(separator: ", "))]}")
  }

  /// Starts what is there before, waits until it serves and is called healthy, kills the dead, and
  /// starts the writer.
  private static func start(_ item: Case, _ base: Int) -> String {
    let cluster = item.from.map { "e\($0)=\(peer($0, base))" }.joined(separator: ",")
    var lines: [String] = []
    for number in item.from {
      lines += [
        "cat >e\(number).env <<'EOF'", "ETCD_NAME=e\(number)",
        "ETCD_LISTEN_PEER_URLS=\(peer(number, base))",
        "ETCD_LISTEN_CLIENT_URLS=\(client(number, base))",
        "ETCD_INITIAL_ADVERTISE_PEER_URLS=\(peer(number, base))",
        "ETCD_ADVERTISE_CLIENT_URLS=\(client(number, base))", "ETCD_INITIAL_CLUSTER=\(cluster)",
        "ETCD_INITIAL_CLUSTER_STATE=new", "EOF", "launch e\(number).env",
      ]
    }
    let urls = item.from.map { client($0, base) }
    let waiting = urls.map {
      "serves \($0)"
    }
    lines += waiting + ["ETCDCTL_API=3 ETCDCTL_ENDPOINTS=\(urls[0]) etcdctl put first 1 >/dev/null"]
    if let dead = item.dead { lines.append("halt KILL e\(dead)") }
    let stays = Set(item.from).intersection(item.to).sorted().map { client($0, base) }
    lines += ["export ETCDCTL_API=3", "write '\(stays.joined(separator: " "))' & writer=$!"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Every command of the page in its order; after each step what it says of members.
  private static func script(_ report: [String: Any]) throws -> String {
    var lines = try #require(report["environment"] as? [String])
    let steps = try #require(report["steps"] as? [[String: Any]])
    #expect(steps.count > 4)
    for step in steps {
      let target = try #require(step["target"] as? String)
      lines += ["target='\(target)'", "echo '== \(step["action"] ?? "") \(target)'"]
      for check in try #require(step["precheck"] as? [[String: Any]]) {
        lines += checking(check, isDegraded: isDegraded(check))
      }
      for run in try #require(step["run"] as? [String]) {
        // A here-document ends on a line of its own.
        lines.append(run.contains("\n") ? run : "\(run) || fail 'run: \(target)'")
      }
      let after = try #require(step["after"] as? [String: Any])
      let (voters, learners) = (after["voters"] as? Int ?? 0, after["learners"] as? Int ?? 0)
      lines.append("expect \(voters) \(learners)")
      for check in try #require(step["verify"] as? [[String: Any]]) {
        lines += checking(check, isDegraded: isDegraded(check))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whether the page expects a member not to answer.
  private static func isDegraded(_ check: [String: Any]) -> Bool {
    (check["expect"] as? String)?.contains("every member but") ?? false
  }

  /// What etcdctl checks must succeed, where no member is expected to be dead.
  private static func checking(_ check: [String: Any], isDegraded: Bool) -> [String] {
    guard let run = check["run"] as? String, run.hasPrefix("etcd") || run.hasPrefix("["),
      !isDegraded
    else { return [] }
    return ["again eval \(quoted(run)) >/dev/null || fail \(quoted(run))"]
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
