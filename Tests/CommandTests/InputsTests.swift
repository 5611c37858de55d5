import Foundation
import Testing

/// What was read as what, and what is missing.
@Suite struct InputsTests {
  private func input(_ path: String, _ report: [String: Any]) throws -> [String: Any] {
    let inputs = try #require(report["inputs"] as? [[String: Any]])
    return try #require(inputs.first { $0["path"] as? String == path })
  }

  /// `fact=value@line:column` of every fact.
  private func facts(_ input: [String: Any]) throws -> [String] {
    let facts = try #require(input["facts"] as? [[String: Any]])
    return try facts.map { fact in
      let location = try #require(fact["location"] as? [String: Any])
      let start = try #require(location["start"] as? [String: Any])
      return
        "\(fact["fact"] ?? "")=\(fact["value"] ?? "")@\(start["line"] ?? 0):\(start["column"] ?? 0)"
    }
  }

  @Test func `a unit, what it runs, and the file that is missing`() throws {
    let folder = try Folder()
    try folder.write(
      "m1/kube-apiserver.service",
      """
      [Service]
      EnvironmentFile=/etc/kubernetes/apiserver
      ExecStart=/usr/bin/kube-apiserver --advertise-address=10.0.0.1 $KUBE_ETCD_SERVERS

      """)
    let result = try Haplan.run(["inputs", "-o", "json"], cwd: folder.url)
    #expect(result.status == 0)
    let unit = try input("m1/kube-apiserver.service", result.json())
    #expect(unit["status"] as? String == "read")
    #expect(
      unit["formats"] as? [[String: String]]
        == [["name": "systemd-unit", "reason": "runs kube-apiserver"]])
    #expect(unit["machines"] as? [String] == ["m1"])
    #expect(
      try facts(unit) == [
        "machine told by=10.0.0.1@3:55", "kube-apiserver --advertise-address=10.0.0.1@3:55",
      ])
    let missing = try #require(unit["missing"] as? [[String: Any]])
    #expect(
      missing.first?["message"] as? String
        == "flags of kube-apiserver stand in /etc/kubernetes/apiserver: give that file too")
    let text = try Haplan.run(["inputs"], cwd: folder.url).stdout
    #expect(
      text.hasPrefix(
        "m1/kube-apiserver.service: systemd-unit (runs kube-apiserver), machine m1, cluster "))
    #expect(text.contains("  missing: flags of kube-apiserver stand in /etc/kubernetes/apiserver"))
    #expect(text.contains("  missing for a verdict: the number of etcd members is not stated"))
    #expect(text.contains("    give `etcdctl member list -w json`"))
  }

  @Test func `a spec's facts with their places`() throws {
    let spec = Specs.spec(
      named: "prod", "controlPlane: {nodes: [{name: m1, address: 10.0.0.1, domains: {zone: a}}]}",
      "etcd: stacked")
    let report = try Haplan.run(["inputs", "-o", "json", "-"], text: spec).json()
    let file = try input("stdin", report)
    #expect(
      file["formats"] as? [[String: String]]
        == [["name": "haplan", "reason": "kind Cluster of haplan.dev/v1alpha1"]])
    #expect(
      try facts(file) == [
        "name=prod@3:18", "control-plane node=m1@5:33", "address of m1=10.0.0.1@5:46",
        "zone of m1=a@5:72", "all control-plane nodes=1@5:18", "etcd topology=stacked@6:9",
      ])
    let clusters = try #require(report["clusters"] as? [[String: Any]])
    #expect(clusters.first?["name"] as? String == "prod")
  }

  @Test func `what is broken, templated or somebody else's`() throws {
    let folder = try Folder()
    try folder.write("broken.yaml", "apiVersion: haplan.dev/v1alpha1\nkind: Cluster\nspec: [")
    try folder.write(
      "templated.yaml",
      "apiVersion: haplan.dev/v1alpha1\nkind: Cluster\nspec:\n{{- if .Values.ha }}\n  etcd: stacked\n{{- end }}\n"
    )
    try folder.write("deployment.yaml", "apiVersion: apps/v1\nkind: Deployment\n")
    let result = try Haplan.run(["inputs", "-o", "json"], cwd: folder.url)
    #expect(result.status == 2)
    let report = try result.json()
    #expect(report["foreign"] as? Int == 1)
    #expect(try input("broken.yaml", report)["status"] as? String == "problem")
    #expect(try input("templated.yaml", report)["reason"] as? String == "templated")
    let named = try Haplan.run(["inputs", "deployment.yaml"], cwd: folder.url)
    #expect(named.status == 2)
    #expect(named.stdout.hasPrefix("deployment.yaml: not read\n"))
    #expect(named.stdout.contains("not a description of a control plane that haplan knows"))
  }

  @Test func `files read with a unit say so`() throws {
    let folder = try Folder()
    try folder.write(
      "m1/etcd.service",
      "[Service]\nEnvironmentFile=/etc/etcd/etcd.env\nExecStart=/usr/bin/etcd --name=${NAME}\n")
    try folder.write("m1/etcd.env", "NAME=e1\n")
    let report = try Haplan.run(["inputs", "-o", "json"], cwd: folder.url).json()
    #expect(
      try facts(input("m1/etcd.service", report)).contains { $0.hasPrefix("etcd --name=e1@") })
  }

  @Test(arguments: Example.all)
  func `every example is read whole, and every fact has its place`(_ example: Example) throws {
    let result = try Haplan.run(["inputs", "-o", "json", example.path])
    let inputs = try #require(try result.json()["inputs"] as? [[String: Any]])
    #expect(result.status == 0)
    for input in inputs {
      #expect(["read", "read-with"].contains(input["status"] as? String))
      let isSilent = (input["formats"] as? [[String: String]])?.isEmpty == true
      #expect(isSilent || (input["clusters"] as? [String])?.isEmpty == false)
      let lines = try facts(input).map { $0.split(separator: "@").last ?? "" }
      #expect(lines.allSatisfy { !$0.hasPrefix("0:") })
    }
    let text = try Haplan.run(["inputs", example.path])
    #expect(text.status == 0)
    #expect(text.stderr.isEmpty)
  }
}
