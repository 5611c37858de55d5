import Foundation
import Testing

/// Every example says what it said when somebody last read it.
@Suite struct ExampleTests {
  /// The commands whose output is kept; their paths are relative to the repository.
  static let kept: [(file: String, words: [String])] = [
    ("check.txt", ["check"]), ("check.json", ["check", "-o", "json"]),
    ("table.md", ["table", "-o", "markdown"]),
  ]

  /// What is kept of examples that show more.
  static let shown: [(file: String, words: [String])] = [
    ("diagram.mmd", ["diagram"]), ("diagram.svg", ["diagram", "-o", "svg"]),
    ("report.html", ["report"]),
  ]
  static let showing: Set<String> = [
    "good/three-zones", "good/external-5", "good/five-zones", "bad/two-zones", "bad/balancer",
  ]

  /// How many notes each stock folder may give at most; others two.
  static let mostNotes = [
    "cluster-api": 1, "clusterctl-template": 1, "k3s": 1, "kind": 1, "kind-config": 1,
    "kind-config-ha": 1, "kind-ha": 1, "kops": 1, "kubeadm-ha": 1, "kubeadm-manifests": 1,
    "kubeadm-balancers": 1, "kubeadm-single": 1, "rke2": 1, "talhelper": 0, "talos": 0,
    "eks-nodes": 0, "gke-nodes": 0,
  ]

  /// What is kept of examples that go from one description to another.
  static let migrated: [String: (from: String, to: String)] = [
    "good/one-to-three": ("from.yaml", "to.yaml"),
    "good/replace-dead-member": ("live", "wanted"),
  ]

  /// The files that are kept of an example, with the words that print them.
  private static func commands(for example: Example) -> [(file: String, words: [String])] {
    let name = "\(example.kind.rawValue)/\(example.name)"
    let sides = migrated[name].map { sides in
      [
        (
          file: "migrate.md",
          words: ["migrate", "\(example.path)/\(sides.from)", "\(example.path)/\(sides.to)"]
            + ["-o", "markdown"]
        )
      ]
    }
    return (kept + (showing.contains(name) ? shown : []))
      .map { (file: $0.file, words: $0.words + [example.path]) } + (sides ?? [])
  }

  static let isRecording = ProcessInfo.processInfo.environment["HAPLANTEST_RECORD"] == "1"

  @Test func thereAreEnough() {
    #expect(Example.all.filter { $0.kind != .stock }.count >= 8)
    #expect(Example.all.filter { $0.kind == .stock }.count >= 4)
  }

  @Test(arguments: Example.all)
  func `has a README and inputs`(_ example: Example) throws {
    #expect(FileManager.default.fileExists(atPath: example.url.path + "/README.md"))
    #expect(try !example.inputs().isEmpty)
  }

  @Test(arguments: Example.all)
  func `says what was recorded`(_ example: Example) throws {
    for (file, words) in Self.commands(for: example) {
      let result = try Haplan.run(words)
      let place = example.url.appendingPathComponent("expected/\(file)")
      if Self.isRecording {
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(result.stdout.utf8).write(to: place)
      }
      let expected = try? String(contentsOf: place, encoding: .utf8)
      #expect(
        result.stdout == expected,
        "\(place.path) differs; HAPLANTEST_RECORD=1 swift test --filter ExampleTests rewrites it")
    }
  }

  @Test(arguments: Example.all)
  func `ends with the status of its kind`(_ example: Example) throws {
    for words in [["check"], ["check", "-o", "json"], ["check", "-o", "concise"]] {
      let result = try Haplan.run(words + [example.path])
      #expect(result.status == (example.kind == .bad ? 1 : 0), "\(result.stderr)")
      #expect(result.stderr.isEmpty)
    }
    #expect(try Haplan.run(["table", example.path]).status == 0)
  }

  @Test(arguments: Example.all)
  func `what is expected is no input`(_ example: Example) throws {
    let result = try Haplan.run(["check", "-o", "json", example.path])
    let summary = try #require(try result.json()["summary"] as? [String: Any])
    // Files that are read with another one are no inputs of their own.
    let files = try #require(summary["files"] as? Int)
    #expect((1...(try example.inputs().count)).contains(files))
    #expect(!result.stdout.contains("\(example.path)/expected"))
  }

  @Test(arguments: Example.all.filter { $0.kind == .stock })
  func `what a tool writes by default is quiet`(_ example: Example) throws {
    let standard = try summary(of: ["check", "-o", "json", example.path])
    #expect(standard["errors"] == 0)
    #expect(standard["warnings"] == 0)
    #expect(try #require(standard["notes"]) <= Self.mostNotes[example.name] ?? 2)
    let strict = try summary(of: ["check", "-o", "json", "--profile", "prod", example.path])
    #expect(strict["errors"] == 0)
    #expect(try #require(strict["warnings"]) <= 2)
  }

  private func summary(of words: [String]) throws -> [String: Int] {
    try #require(try Haplan.run(words).json()["summary"] as? [String: Int])
  }
}
