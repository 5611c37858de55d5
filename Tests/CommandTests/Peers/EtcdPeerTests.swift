import Foundation
import Testing

/// etcd itself as the judge: what it refuses at start-up is an error or a problem here, what it
/// runs with is neither.
@Suite struct EtcdPeerTests {
  /// One member by its configuration file, and etcd's own answer, so that a changed etcd is seen.
  struct Case: Sendable, CustomTestStringConvertible {
    let title: String
    let lines: [String]
    let isRefused: Bool

    var testDescription: String { title }
  }

  static let own = "initial-cluster: e1=http://127.0.0.1:2380"

  static let cases = [
    Case(title: "a member", lines: [own], isRefused: false),
    Case(title: "a comma at the end", lines: [own + ","], isRefused: false),
    Case(title: "a key that etcd has not", lines: [own, "no-such-key: 1"], isRefused: false),
    Case(
      title: "five heartbeats", lines: [own, "heartbeat-interval: 200", "election-timeout: 1000"],
      isRefused: false),
    Case(
      title: "less than five", lines: [own, "heartbeat-interval: 200", "election-timeout: 999"],
      isRefused: true),
    Case(
      title: "the longest election", lines: [own, "election-timeout: 50000"], isRefused: false),
    Case(title: "a longer one", lines: [own, "election-timeout: 50001"], isRefused: true),
    Case(title: "no heartbeat", lines: [own, "heartbeat-interval: 0"], isRefused: true),
    Case(title: "a unit", lines: [own, "heartbeat-interval: 100ms"], isRefused: true),
    Case(
      title: "a number in quotes", lines: [own, "heartbeat-interval: \"100\""], isRefused: true),
    Case(title: "a number of base 16", lines: [own, "heartbeat-interval: 0x64"], isRefused: false),
    Case(title: "truth in quotes", lines: [own, "pre-vote: 'true'"], isRefused: true),
    Case(title: "truth as yes", lines: [own, "pre-vote: yes"], isRefused: false),
    Case(
      title: "a list", lines: ["initial-cluster: [e1=http://127.0.0.1:2380]"], isRefused: true),
    Case(title: "a state", lines: [own, "initial-cluster-state: 'new'"], isRefused: false),
    Case(title: "another state", lines: [own, "initial-cluster-state: New"], isRefused: true),
    Case(
      title: "another name", lines: ["initial-cluster: e2=http://127.0.0.1:2380"], isRefused: true),
    Case(
      title: "another peer URL", lines: ["initial-cluster: e1=http://127.0.0.1:2381"],
      isRefused: true),
    Case(
      title: "a peer URL of two members",
      lines: [own + ",e2=http://127.0.0.1:2380"], isRefused: true),
    Case(title: "two ways", lines: [own, "discovery-srv: example.invalid"], isRefused: true),
    Case(
      title: "a section that is none", lines: [own, "peer-transport-security: x"], isRefused: true),
  ]

  static let etcd = ["/usr/bin/etcd", "/usr/local/bin/etcd"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: etcd != nil, "etcd is not on this machine"), arguments: cases)
  func `etcd refuses what haplan says it refuses`(_ item: Case) throws {
    let folder = try Folder()
    let head = [
      "name: e1", "data-dir: \(folder.file("data").path)",
      // Any free port: nobody asks this member anything.
      "listen-client-urls: http://127.0.0.1:0", "listen-peer-urls: http://127.0.0.1:0",
      "advertise-client-urls: http://127.0.0.1:2379",
      "initial-advertise-peer-urls: http://127.0.0.1:2380",
    ]
    try folder.write("etcd.yml", (head + item.lines).joined(separator: "\n") + "\n")
    let path = folder.file("etcd.yml").path
    let etcd = try #require(Self.etcd)
    let answer = try Haplan.shell(
      Self.script, [etcd, path, folder.file("log").path], cwd: folder.url)
    let log = (try? folder.read("log")) ?? ""
    #expect(answer.stdout == (item.isRefused ? "refuses\n" : "runs\n"), "\(log.suffix(600))")
    let check = try Haplan.run(["check", path])
    #expect((check.status != 0) == item.isRefused, "\(check.stdout)")
  }

  /// From 3.4 on also where both say the same.
  @Test(.enabled(if: etcd != nil, "etcd is not on this machine"), arguments: [false, true])
  func `etcd refuses a flag beside its variable`(_ hasBoth: Bool) throws {
    let folder = try Folder()
    let data = folder.file("data").path
    let flags = [
      "--data-dir=\(data)", "--listen-client-urls=http://127.0.0.1:0",
      "--listen-peer-urls=http://127.0.0.1:0", "--advertise-client-urls=http://127.0.0.1:2379",
      "--initial-advertise-peer-urls=http://127.0.0.1:2380",
      "--initial-cluster=e1=http://127.0.0.1:2380",
    ]
    let name = hasBoth ? ["--name=e1"] : []
    try folder.write(
      "etcd.service",
      "[Service]\nEnvironment=ETCD_NAME=e1\nExecStart=/usr/bin/etcd "
        + (flags + name).joined(separator: " ") + "\n")
    let script = Self.script.replacing(#"--config-file "$1" >"$2""#, with: #""$@" >log"#)
      .replacing(#""$2""#, with: "log")
    let etcd = try #require(Self.etcd)
    let answer = try Haplan.shell(
      script, [etcd] + flags + name, env: ["ETCD_NAME": "e1"], cwd: folder.url)
    #expect(answer.stdout == (hasBoth ? "refuses\n" : "runs\n"))
    let check = try Haplan.run(["check", folder.file("etcd.service").path])
    #expect((check.status != 0) == hasBoth, "\(check.stdout)")
  }

  /// Runs etcd until it serves its peers (3.4, later) or ends, within 20 seconds, and ends it by its
  /// number.
  private static let script = """
    "$0" --config-file "$1" >"$2" 2>&1 &
    pid=$!
    turn=0
    while kill -0 $pid 2>/dev/null && [ $turn -lt 200 ]; do
      if grep -qE "listening for peers on|serving peer traffic" "$2"; then
        kill $pid; wait $pid 2>/dev/null; echo runs; exit 0
      fi
      sleep 0.1; turn=$((turn + 1))
    done
    if kill -0 $pid 2>/dev/null; then kill -9 $pid; wait $pid; echo stuck; exit 0; fi
    echo refuses
    """
}
