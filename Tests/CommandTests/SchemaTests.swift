import Foundation
import Testing

/// The schemas accept what haplan reads and prints, by the judgement of a validator that is not
/// ours, and refuse what haplan refuses.
@Suite struct SchemaTests {
  @Test func `specs of the examples`() throws {
    let specs = try Example.all.map { $0.url.appendingPathComponent("cluster.yaml").path }
      .filter { FileManager.default.fileExists(atPath: $0) }
      .filter { try String(contentsOfFile: $0, encoding: .utf8).contains("haplan.dev/") }
    #expect(specs.count >= 8)
    try expect("cluster", accepts: true, specs)
  }

  @Test func `reports of the examples`() throws {
    let folder = try Folder()
    var files: [String: [String]] = [:]
    for (index, example) in Example.all.enumerated() {
      for command in ["check", "table", "inputs"] {
        let report = try Haplan.run([command, "-o", "json", example.path])
        let place = try folder.write("\(command)-\(index).json", report.stdout)
        files[command, default: []].append(place.path)
      }
    }
    try expect("check-report", accepts: true, files["check"] ?? [])
    try expect("table-report", accepts: true, files["table"] ?? [])
    try expect("inputs-report", accepts: true, files["inputs"] ?? [])
  }

  @Test func `what convert writes`() throws {
    let folder = try Folder()
    var files: [String] = []
    for (index, example) in Example.all.enumerated() {
      let merged = try Haplan.run(["convert", "--merge", "-o", "json", example.path])
      files.append(try folder.write("\(index).json", merged.stdout).path)
    }
    try expect("cluster", accepts: true, files)
  }

  @Test func `reports with problems, requirements and availability`() throws {
    let folder = try Folder()
    try folder.write("full.yaml", Self.full)
    try folder.write("zero.yaml", Specs.spec(named: "zero", "controlPlane: {count: 0}"))
    try folder.write(
      "walked/templated.yaml",
      "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\netcd:\n  {{- if .X }}\n")
    try expect("cluster", accepts: true, [folder.file("full.yaml").path])
    let schemas = [
      ("check", "check-report"), ("table", "table-report"), ("inputs", "inputs-report"),
    ]
    for (command, schema) in schemas {
      let words = [command, "-o", "json", "full.yaml", "zero.yaml", "gone.yaml", "walked"]
      let report = try Haplan.run(words, cwd: folder.url)
      #expect(report.status == 2)
      let place = try folder.write("\(command).json", report.stdout)
      try expect(schema, accepts: true, [place.path])
    }
  }

  @Test(arguments: [
    "controlPlain: {count: 3}", "controlPlane: {count: 0}", "controlPlane: {count: three}",
    "controlPlane: null", "etcd: stackd", "etcd: {count: 1001}", "loadBalancers: [{kind: haprxy}]",
    "profile: strict", "controlPlane: {nodes: [{adress: 10.0.0.1}]}", "workers: {count: -1}",
  ])
  func `what the program refuses, the schema refuses`(_ line: String) throws {
    let folder = try Folder()
    let spec = Specs.spec(named: "wrong", line)
    let place = try folder.write("wrong.yaml", spec)
    #expect(try Haplan.run(["check", "wrong.yaml"], cwd: folder.url).status == 2)
    try expect("cluster", accepts: false, [place.path])
  }

  @Test func `answers to what-if`() throws {
    let folder = try Folder()
    try folder.write("full.yaml", Self.full)
    let questions = [
      ["--fail", "zone=a,node=m2"], ["--maintain", "m1"], ["--partition", "a|b"], ["--all-single"],
    ]
    let files = try questions.enumerated().map { index, words in
      let report = try Haplan.run(["what-if", "-o", "json", "full.yaml"] + words, cwd: folder.url)
      return try folder.write("\(index).json", report.stdout).path
    }
    try expect("what-if-report", accepts: true, files)
  }

  @Test func `migrations, possible and not`() throws {
    let folder = try Folder()
    try folder.write("one.yaml", MigrationCase.stacked([(1, "a")]))
    try folder.write("three.yaml", MigrationCase.stacked([(1, "a"), (2, "b"), (3, "c")]))
    let questions = [
      ["one.yaml", "three.yaml"], ["three.yaml", "one.yaml", "--tool", "kubeadm"],
      ["one.yaml", "three.yaml", "--tool", "kubespray"],
      ["one.yaml", "three.yaml", "--tool", "kubespray", "--accept-outage"],
    ]
    let files = try questions.enumerated().map { index, words in
      let report = try Haplan.run(["migrate", "-o", "json"] + words, cwd: folder.url)
      return try folder.write("\(index).json", report.stdout).path
    }
    try expect("migration-report", accepts: true, files)
  }

  @Test func `wrong reports are refused`() throws {
    let folder = try Folder()
    let place = try folder.write("wrong.json", #"{"formatVersion": "1", "clusters": [{}]}"#)
    try expect("check-report", accepts: false, [place.path])
    try expect("table-report", accepts: false, [place.path])
    try expect("what-if-report", accepts: false, [place.path])
    try expect("migration-report", accepts: false, [place.path])
  }

  /// Asks Python's jsonschema; says so where it is not installed.
  private func expect(_ schema: String, accepts: Bool, _ files: [String]) throws {
    let folder = try Folder()
    let place = try folder.write("schema.json", try Haplan.run(["schema", schema]).stdout)
    let script = Haplan.root.appendingPathComponent("Tests/CommandTests/Fixtures/validate.py").path
    let result = try Haplan.shell(
      "command -v python3 >/dev/null || exit 77; exec python3 \"$@\"",
      ["sh", script, place.path] + files)
    guard result.status != 77 else {
      return print(
        "SKIPPED: schema \(schema) is not checked: python3 with jsonschema and yaml is missing")
    }
    #expect(result.status == (accepts ? 0 : 1), "\(result.stderr)")
  }

  static let full = """
    apiVersion: haplan.dev/v1alpha1
    kind: Cluster
    metadata: {name: full}
    spec:
      kubernetesVersion: v1.33.2
      profile: prod
      controlPlane:
        endpoint: k8s.full.internal:6443
        nodes:
          - {name: m1, address: 10.9.0.1, domains: {zone: a, feed: [x, y]}}
          - {name: m2, address: 10.9.0.2, domains: {zone: b}}
          - name: m3
            address: 10.9.0.3
            apiServer: {flags: ["--etcd-servers=https://10.9.0.1:2379"]}
        etcdEndpoints: all
        controllerManager: {connectsTo: endpoint, flags: {leader-elect-lease-duration: 10s}}
        scheduler: {connectsTo: local}
      etcd:
        topology: stacked
        members:
          - {name: e1, clientURL: "https://10.9.0.1:2379", node: m1}
          - {name: e2, clientURL: "https://10.9.0.2:2379", node: m2}
          - {name: e3, clientURL: "https://10.9.0.3:2379", node: m3}
          - {name: e4, clientURL: "https://10.9.0.4:2379", node: m3, learner: true}
        flags: {heartbeat-interval: 100, election-timeout: 1000}
        overrides:
          - {name: events, resources: [/events], topology: external, count: 3}
      loadBalancers:
        - {name: l1, kind: haproxy, address: 10.9.0.8, vip: 10.9.0.7, backends: ["10.9.0.1:6443"]}
        - {name: l2, kind: keepalived, node: m2, vip: 10.9.0.7}
      workers: {count: 6}
      failureDomains: [zone, feed]
      requirements:
        survive: [1 node, {zone: 1, of: api-write}, 1 zone + 1 node]
        duringMaintenance: {node: 1}
        availability: 99.95%
        controllerTakeover: 30s
      assumptions:
        node: {mtbf: 180d, mttr: 1h}
        zone: {unavailability: 0.0001, events: {a: {unavailability: 0.001}}}
        load-balancer: {unavailability: 0.003}
      x-owner: {team: platform}

    """
}
