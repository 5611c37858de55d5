import Foundation
import Testing

/// Inputs that are broken, hostile or not ours: status 2, a message with its place, in bounded time
/// and memory (`Haplan.run` sets the limits), and the inputs beside them are judged all the same.
@Suite struct BrokenInputTests {
  struct Case: CustomStringConvertible, Sendable {
    let name: String
    let bytes: Data
    /// A part of the message.
    let message: String
    /// Line and column, `nil` where the file has no place to show.
    let place: String?

    var description: String { name }

    init(_ name: String, _ text: String, says message: String, at place: String?) {
      self.init(name, Data(text.utf8), says: message, at: place)
    }

    init(_ name: String, _ bytes: Data, says message: String, at place: String?) {
      self.name = name
      self.bytes = bytes
      self.message = message
      self.place = place
    }
  }

  static func spec(_ lines: String) -> String {
    "apiVersion: haplan.dev/v1alpha1\nkind: Cluster\nmetadata: {name: x}\nspec:\n" + lines
  }

  static let bytes: [Case] = [
    Case("empty.yaml", "", says: "the file is empty", at: nil),
    Case("blank.yaml", "\n \t\r\n", says: "the file is empty", at: nil),
    Case("binary.yaml", Data([0, 1, 2, 0xFF]), says: "binary", at: "1:1"),
    Case(
      "latin.yaml", Data(spec("  x: ".replacing("x", with: "\u{E4}")).utf8) + Data([0xE9, 0x0A]),
      says: "not UTF-8: byte 0xE9", at: "5:6"),
    Case(
      "utf16le.yaml", Data([0xFF, 0xFE]) + Data("kind".utf16.flatMap { [UInt8($0), 0] }),
      says: "UTF-16", at: "1:"),
    Case(
      "utf16be.yaml", Data([0xFE, 0xFF]) + Data("kind".utf16.flatMap { [0, UInt8($0)] }),
      says: "UTF-16", at: "1:"),
  ]

  static let schema: [Case] = [
    Case(
      "unclosed.yaml", spec("  controlPlane: {count: 3\n"), says: "a ',' or '}' is expected here",
      at: "6:1"),
    Case(
      "duplicate.yaml", spec("  controlPlane: {count: 3}\n  controlPlane: {count: 2}\n"),
      says: "'controlPlane' stands twice", at: "6:3"),
    Case(
      "unknown.yaml", spec("  controlPlain: {count: 3}\n"),
      says: "did you mean `controlPlane`?", at: "5:3"),
    Case(
      "class.yaml", spec("  controlPlane: {count: 3}\n  assumptions: {nodee: {mtbf: 9d}}\n"),
      says: "did you mean `node`?", at: "6:17"),
    Case(
      "type.yaml", spec("  controlPlane: {count: three}\n"), says: "whole number", at: "5:25"),
    Case(
      "quoted.yaml", spec("  controlPlane: {count: \"3\"}\n"), says: "not the text `3`", at: "5:25"),
    Case("null.yaml", spec("  controlPlane: null\n"), says: "must be a mapping", at: "5:17"),
    Case("list.yaml", spec("  controlPlane: [a]\n"), says: "must be a mapping", at: "5:17"),
    Case(
      "huge.yaml", spec("  controlPlane: {count: 99999999999999999999999}\n"),
      says: "from 1 to 1000", at: "5:25"),
    Case("negative.yaml", spec("  controlPlane: {count: -3}\n"), says: "from 1", at: "5:25"),
    Case("zero.yaml", spec("  controlPlane: {count: 0}\n"), says: "from 1", at: "5:25"),
  ]

  static let hostile: [Case] = [
    Case(
      "brackets.yaml", spec("  x-a: " + String(repeating: "[", count: 100_000)),
      says: "levels deep", at: "5:"),
    Case(
      "brackets.json",
      "{\"apiVersion\":\"haplan.dev/v1alpha1\",\"kind\":\"Cluster\",\"spec\":"
        + String(repeating: "[", count: 100_000),
      says: "levels deep", at: "1:"),
    Case("laughs.yaml", spec(laughs(depth: 12)), says: "repeat more than", at: nil),
    Case(
      "cycle.yaml", spec("  controlPlane: &a {nodes: [*a]}\n"), says: "stands inside what it names",
      at: "5:29"),
    Case(
      "large.yaml", Data(repeating: UInt8(ascii: "#"), count: 17 << 20), says: "larger than 16 MiB",
      at: nil),
    Case(
      "foreign.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: x}\n",
      says: "not a description of a control plane", at: "1:1"),
    Case("prose.txt", "Nothing of ours.\n", says: "not a description", at: "1:1"),
    Case(
      "nginx.conf", "stream {\n  include *.conf;\n}\n", says: "not a description", at: "1:1"),
  ]

  static let templates: [Case] = [
    Case(
      "jinja.yaml", spec("  controlPlane:\n    nodes:\n{% for n in nodes %}\n      - {{ n }}\n"),
      says: "template: render it first", at: "7:1"),
    Case(
      "value.yaml", spec("  controlPlane: {count: {% if x %}3{% endif %}}\n"),
      says: "template: render it first", at: "5:25"),
    Case(
      "helm.yaml", spec("  {{- range .Values.nodes }}\n  x-a: {{ . }}\n  {{- end }}\n"),
      says: "template: render it first", at: "5:3"),
    Case(
      "whole.yaml", "{{- if .Values.on }}\n" + spec("  etcd: stacked\n") + "{{- end }}\n",
      says: "template: render it first", at: "1:1"),
    Case(
      "kubeadm.yaml",
      "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer:\n"
        + "  extraArgs:\n    {{- range .Args }}\n    {{ . }}\n    {{- end }}\n",
      says: "template: render it first", at: "5:5"),
  ]

  /// Nine aliases of nine aliases of nine …
  static func laughs(depth: Int) -> String {
    var text = "  x-0: &a0 [z,z,z,z,z,z,z,z,z]\n"
    for level in 1...depth {
      let items = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",")
      text += "  x-\(level): &a\(level) [\(items)]\n"
    }
    return text
  }

  @Test(arguments: bytes + schema + hostile + templates)
  func `a broken file beside a sound one`(_ broken: Case) throws {
    let folder = try Folder()
    try folder.write(broken.name, broken.bytes)
    try folder.write("pair.yaml", Specs.twoMembers)
    let result = try Haplan.run(["check", "-o", "json", broken.name, "pair.yaml"], cwd: folder.url)
    #expect(result.status == 2, "\(result.stderr)")
    let problems = try result.problems()
    #expect(problems.allSatisfy { $0["path"] as? String == broken.name })
    #expect(
      problems.contains { ($0["message"] as? String)?.contains(broken.message) == true },
      "\(problems)")
    let findings = try result.findings()
    #expect(findings.contains { $0["rule"] as? String == "etcd-two-members" })
    let line = try Haplan.run(["check", "-o", "concise", broken.name], cwd: folder.url).stdout
    let place = broken.place.map { "\(broken.name):\($0)" } ?? "\(broken.name):"
    #expect(line.contains("error[input-problem]"))
    #expect(
      line.split(separator: "\n").contains {
        $0.hasPrefix(place) && $0.contains(broken.message)
      }, "\(line.prefix(500))")
  }

  @Test func `ten mebibytes of a sound spec are read`() throws {
    let folder = try Folder()
    let line = "    - {name: a-name-of-some-length, value: \"0123456789012345678901234567890\"}\n"
    let text =
      Specs.sound + "  x-more:\n" + String(repeating: line, count: (10 << 20) / line.utf8.count)
    try folder.write("big.yaml", text)
    let result = try Haplan.run(["check", "big.yaml"], cwd: folder.url)
    #expect(result.status == 0, "\(result.stdout)\(result.stderr)")
  }

  /// As many as are read, and one more.
  @Test(arguments: [(1000, false), (1001, true), (20_000, true)])
  func `a flag lists no more than a cluster may have`(_ count: Int, _ isTooMany: Bool) throws {
    let folder = try Folder()
    func list(_ item: (Int) -> String) -> String {
      (0..<count).map(item).joined(separator: ",")
    }
    let members = list { "m\($0)=http://10.0.\($0 / 250).\($0 % 250):2380" }
    let servers = list { "http://10.0.\($0 / 250).\($0 % 250):2379" }
    try folder.write(
      "etcd.service", "[Service]\nExecStart=/usr/bin/etcd --initial-cluster=\(members)\n")
    try folder.write("api.sh", "kube-apiserver --etcd-servers=\(servers)\n")
    try folder.write(
      "spec.yaml",
      Self.spec(
        "  controlPlane: {count: 1, apiServer: {flags: {etcd-servers: \"\(servers)\"}}}\n"
          + "  etcd: {topology: external, count: 3}\n"))
    for (name, flag) in [
      ("etcd.service", "initial-cluster"), ("api.sh", "etcd-servers"),
      ("spec.yaml", "etcd-servers"),
    ] {
      let result = try Haplan.run(["check", "-o", "json", name], cwd: folder.url)
      let messages = try result.problems().compactMap { $0["message"] as? String }
      let expected = "--\(flag) has more than 1000 items: none are read"
      #expect(messages == (isTooMany ? [expected] : []), "\(name)")
    }
  }

  @Test func `an inventory holds no more hosts than are read`() throws {
    let folder = try Folder()
    let head = "[kube_control_plane]\nm-1\n[etcd]\nm-1\n[others]\n"
    // Two mentions above, and one too many here.
    let others = (1...99_999).map { "n\($0)\n" }.joined()
    try folder.write("hosts.ini", head + others)
    let result = try Haplan.run(["check", "-o", "concise", "hosts.ini"], cwd: folder.url)
    #expect(result.status == 2)
    #expect(
      result.stdout.contains(
        "hosts.ini:100004:1: error[input-problem] the inventory has more than 100000 hosts"),
      "\(result.stdout)")
  }

  @Test func `a source is of a node that the spec names`() throws {
    let folder = try Folder()
    try folder.write("own.sh", "kube-scheduler --leader-elect=true\n")
    for (node, problem) in [
      ("m-2", nil), ("lb", nil), ("events-3", nil),
      (
        "m-4", "source own.sh is of node `m-4`, which the spec does not name; did you mean `m-1`?"
      ),
    ] {
      try folder.write(
        "c.yaml",
        Self.spec(
          "  controlPlane: {nodes: [m-1, m-2, m-3]}\n  etcd:\n    topology: stacked\n"
            + "    overrides: [{name: events, topology: external, count: 3}]\n"
            + "  loadBalancers: [lb]\n  sources: [{path: own.sh, node: \(node)}]\n"))
      let result = try Haplan.run(["check", "-o", "json", "c.yaml"], cwd: folder.url)
      let messages = try result.problems().compactMap { $0["message"] as? String }
      #expect(messages == [problem].compactMap { $0 }, "\(node)")
    }
  }

  @Test func `a source that is no file is a problem`() throws {
    let folder = try Folder()
    #expect(try Haplan.shell("mkfifo pipe", [], cwd: folder.url).status == 0)
    try folder.write(
      "c.yaml", Self.spec("  controlPlane: {count: 1}\n  sources: [{path: pipe}]\n"))
    let script = "timeout 20 \"$0\" check -o json c.yaml"
    let result = try Haplan.shell(script, [Haplan.binary.path], cwd: folder.url)
    #expect(result.status == 2)
    #expect(
      try result.problems().compactMap { $0["message"] as? String }
        == ["source pipe is no regular file"])
  }

  @Test func `missing files and unreadable folders`() throws {
    let folder = try Folder()
    try folder.write("pair.yaml", Specs.twoMembers)
    let result = try Haplan.run(["check", "-o", "json", "gone.yaml", "pair.yaml"], cwd: folder.url)
    #expect(result.status == 2)
    #expect(try result.problems().map { $0["path"] as? String } == ["gone.yaml"])
    #expect(try result.findings().count == 1)
    #expect(try Haplan.run(["table", "gone.yaml"], cwd: folder.url).status == 2)
  }

  @Test(arguments: templates)
  func `templates are skipped in a walk`(_ template: Case) throws {
    let folder = try Folder()
    try folder.write(template.name, template.bytes)
    try folder.write("sound.yaml", Specs.sound)
    let result = try Haplan.run(["check", "-o", "json", "."], cwd: folder.url)
    #expect(result.status == 0, "\(result.stdout)")
    let skipped = try #require(try result.json()["skipped"] as? [[String: String]])
    #expect(skipped == [["path": template.name, "reason": "templated"]])
    #expect(result.stderr.contains("1 templated file skipped; render it first"))
    #expect(try Haplan.run(["check", "--strict", "."], cwd: folder.url).status == 2)
  }

  @Test func `what a walk does with foreign, broken and no files`() throws {
    let folder = try Folder()
    #expect(try Haplan.run(["check"], cwd: folder.url).status == 2)
    #expect(try Haplan.run(["check", "--allow-empty"], cwd: folder.url).status == 0)
    #expect(try Haplan.run(["table", "--allow-empty", "."], cwd: folder.url).status == 0)
    try folder.write("service.yaml", "apiVersion: v1\nkind: Service\n")
    try folder.write("notes.yaml", "a: {b: [\n")
    try folder.write("picture", Data([0, 1, 2]))
    try folder.write("empty.yaml", "")
    let none = try Haplan.run(["check", "."], cwd: folder.url)
    #expect(none.status == 2)
    #expect(none.stderr.contains("nothing here describes a control plane"))
    #expect(try Haplan.run(["check", "--allow-empty", "."], cwd: folder.url).status == 0)
    try folder.write("sound.yaml", Specs.sound)
    #expect(try Haplan.run(["check", "."], cwd: folder.url).status == 0)
    let strict = try Haplan.run(["check", "--strict", "-o", "json", "."], cwd: folder.url)
    #expect(strict.status == 2)
    #expect(
      Set(try strict.problems().compactMap { $0["path"] as? String })
        .isSuperset(of: ["service.yaml", "notes.yaml"]))
    try folder.write("broken.yaml", Self.spec("  controlPlane: {count: 0}\n"))
    #expect(try Haplan.run(["check", "."], cwd: folder.url).status == 2)
  }
}
