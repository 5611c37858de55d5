import Foundation
import Testing

/// Any input as one spec that gives the same table.
@Suite struct ConvertTests {
  /// The table without places, and without the words on what is not known: a spec states what other
  /// files only let guess.
  private func table(_ words: [String], text: String = "", cwd: URL = Haplan.root) throws -> String
  {
    let result = try Haplan.run(["table", "-o", "json"] + words, text: text, cwd: cwd)
    var root = try result.json()
    let clusters = try #require(root["clusters"] as? [[String: Any]])
    root["clusters"] = clusters.map { cluster in
      var cluster = cluster
      cluster["unknown"] = nil
      return cluster
    }
    let data = try JSONSerialization.data(
      withJSONObject: root, options: [.sortedKeys, .prettyPrinted])
    return String(decoding: data, as: UTF8.self)
  }

  @Test(arguments: Example.all)
  func `the converted spec gives the same table`(_ example: Example) throws {
    let converted = try Haplan.run(["convert", example.path])
    #expect(converted.status == 0, "\(converted.stderr)")
    #expect(
      try table([example.path]) == table(["-"], text: converted.stdout), "\(converted.stdout)")
    let again = try Haplan.run(["convert", "-"], text: converted.stdout)
    #expect(again.stdout == converted.stdout)
    #expect(again.status == 0)
  }

  /// Within the time that a run has.
  @Test func `a thousand nodes`() throws {
    let spec = Specs.spec(named: "big", "controlPlane: {count: 1000}", "etcd: stacked")
    let converted = try Haplan.run(["convert", "-"], text: spec)
    #expect(converted.status == 0)
    #expect(converted.stdout.contains("- name: master-1000\n"))
  }

  @Test func `a spec is written out in full`() throws {
    let spec = Specs.spec(
      named: "prod", "kubernetesVersion: v1.33.2", "controlPlane:", "  endpoint: k8s.lan:6443",
      "  zones: {a: 2, b: 1}", "etcd: stacked", "loadBalancers: [{name: lb, backends: []}]",
      "requirements: {survive: [1 node], availability: 99.95%}",
      "assumptions: {node: {mtbf: 180d, mttr: 1h}}")
    let converted = try Haplan.run(["convert", "-"], text: spec)
    #expect(
      converted.stdout == """
        apiVersion: haplan.dev/v1alpha1
        kind: Cluster
        metadata:
          name: prod
        spec:
          kubernetesVersion: v1.33.2
          controlPlane:
            endpoint: k8s.lan:6443
            nodes:
              - name: master-1
                domains:
                  zone: a
              - name: master-2
                domains:
                  zone: a
              - name: master-3
                domains:
                  zone: b
          etcd:
            topology: stacked
            members:
              - name: etcd-1
                node: master-1
              - name: etcd-2
                node: master-2
              - name: etcd-3
                node: master-3
          loadBalancers:
            - name: lb
              backends: []
          failureDomains:
            - zone
          requirements:
            survive:
              - "1 node"
            availability: "99.95%"
          assumptions:
            node:
              mtbf: "180d"
              mttr: "1h"

        """)
  }

  @Test func `names that YAML would take for something else are quoted`() throws {
    let spec = Specs.spec(
      named: "\"yes\"",
      "controlPlane: {nodes: [\"1\", \"null\", \"a: b\", \"x #y\", \"\\u0085\", \"m\u{FC}\"]}",
      "etcd: stacked")
    let converted = try Haplan.run(["convert", "-"], text: spec)
    let names = [#""1""#, #""null""#, #""a: b""#, #""x #y""#, #""\u0085""#, "\"m\u{FC}\""]
    for name in names { #expect(converted.stdout.contains("- name: \(name)\n")) }
    #expect(try table(["-"], text: spec) == table(["-"], text: converted.stdout))
  }

  @Test func `several clusters are several documents, and no JSON`() throws {
    let folder = try Folder()
    for name in ["a", "b"] {
      try folder.write("\(name).yaml", Specs.spec(named: name, "controlPlane: {count: 3}"))
    }
    let yaml = try Haplan.run(["convert"], cwd: folder.url)
    #expect(yaml.stdout.split(separator: "\n").filter { $0 == "---" }.count == 1)
    let json = try Haplan.run(["convert", "-o", "json"], cwd: folder.url)
    #expect(json.status == 2)
    #expect(json.stdout.isEmpty)
    #expect(json.stderr.contains("2 clusters (a, b) are no one JSON document"))
    #expect(json.stderr.contains("--merge"))
    let one = try Haplan.run(["convert", "-o", "json", "a.yaml"], cwd: folder.url)
    let metadata = try #require(try one.json()["metadata"] as? [String: Any])
    #expect(metadata["name"] as? String == "a")
  }

  @Test func `a list that is written several times becomes one`() throws {
    let text = Specs.spec(
      named: "c", "controlPlane:", "  count: 3", "  apiServer:",
      "    flags: [--etcd-servers=https://10.0.0.1:2379, --etcd-servers=https://10.0.0.2:2379]",
      "etcd: {topology: external, count: 3}")
    let spec = try Haplan.run(["convert", "-"], text: text).stdout
    #expect(spec.contains("etcd-servers: https://10.0.0.1:2379,https://10.0.0.2:2379\n"))
  }

  @Test func `a file is written whole`() throws {
    let folder = try Folder()
    try folder.write("in.yaml", Specs.sound)
    let words = ["convert", "in.yaml", "--output-file", "out/../spec.yaml"]
    try FileManager.default.createDirectory(
      at: folder.file("out"), withIntermediateDirectories: true)
    #expect(try Haplan.run(words, cwd: folder.url).status == 0)
    let text = try folder.read("spec.yaml")
    #expect(text == (try Haplan.run(["convert", "in.yaml"], cwd: folder.url).stdout))
  }
}
