import Foundation
import Testing

/// What `plan --emit` writes, as haplan reads it back.
@Suite struct EmitTests {
  @Test func `there are plans of every kind`() throws {
    let plans = try EmittedPlan.all.get()
    #expect(plans.count >= 60)
    #expect(Set(plans.map(\.title)).count >= 35)
    for choice in EmittedPlan.choices {
      #expect(plans.contains { $0.tools == choice }, "\(choice)")
    }
    let specs = plans.map(\.spec)
    #expect(specs.contains { $0.contains("etcd: stacked") })
    #expect(specs.contains { $0.contains("clientURL") || $0.contains("{name: etcd-1, domains") })
    // Both kinds of members: a mixed cluster.
    #expect(specs.contains { $0.contains("node: master-1}") && $0.contains("{name: etcd-3, dom") })
  }

  @Test func `everything written is listed`() throws {
    for plan in try EmittedPlan.all.get() {
      #expect(plan.result.status == 0 && plan.result.stderr.isEmpty, "\(plan)")
      let listed = plan.result.stdout.split(separator: "\n").map(String.init).sorted()
      #expect(try listed == plan.files.map { plan.folder.path + "/" + $0 }.sorted(), "\(plan)")
    }
  }

  /// One cluster, and the same figures, as from the plan's own spec.
  @Test func `the folder reads back as the plan`() throws {
    for plan in try EmittedPlan.all.get() {
      let planned = try Haplan.run(["table", "-", "-o", "json"], text: plan.spec).clusters()
      let read = try Haplan.run(["table", plan.folder.path, "-o", "json"]).clusters()
      #expect(planned.count == 1 && read.count == 1, "\(plan)")
      for key in ["name", "verdict", "etcd", "services"] {
        let one = planned.first?[key] as? NSObject
        #expect(one != nil && one == read.first?[key] as? NSObject, "\(plan): \(key)")
      }
    }
  }

  @Test func `nothing is found but what is to be replaced`() throws {
    for plan in try EmittedPlan.all.get() {
      let check = try Haplan.run(
        ["check", "--profile", "prod", "-o", "json", plan.folder.path])
      let loud = try check.findings().filter { $0["severity"] as? String != "note" }
      let others = loud.filter { $0["rule"] as? String != "placeholder-left" }
      #expect(others.isEmpty, "\(plan): \(others.map { $0["message"] ?? "" })")
      #expect(try check.problems().isEmpty, "\(plan)")
      // Each file with an open address, as a search for them finds it.
      let told = loud.compactMap { ($0["location"] as? [String: Any])?["path"] as? String }
      let open = try plan.files.filter { try Self.isOpen(plan.text($0)) }
      #expect(Set(told) == Set(open.map { plan.folder.path + "/" + $0 }), "\(plan)")
    }
  }

  private static let nets = ["192.0.2.", "198.51.100.", "203.0.113."]

  private static func isOpen(_ text: some StringProtocol) -> Bool {
    nets.contains { text.contains($0) }
  }

  /// On its line, or on the line before where the format has no comments behind values.
  @Test func `each open address is marked`() throws {
    var count = 0
    for plan in try EmittedPlan.all.get() {
      for path in try plan.files {
        let lines = try plan.text(path).split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where Self.isOpen(line) {
          let mark = "# replace: address "
          #expect(
            line.contains(mark) || index > 0 && lines[index - 1].hasPrefix(mark),
            "\(plan), \(path): \(line)")
          count += 1
        }
      }
    }
    #expect(count > 1000)
  }

  @Test func `settled names and addresses are taken`() throws {
    let request = """
      apiVersion: haplan.dev/v1alpha1
      kind: PlanRequest
      spec:
        zones:
          - name: a
            machines:
              - {name: cp-a, address: 10.1.0.10}
              - {name: lb-a, address: 10.1.0.5, role: load-balancer}
          - name: b
            machines:
              - {name: cp-b, address: "2001:4860::b"}
              - {name: lb-b, address: 10.2.0.5, role: load-balancer}
          - {name: c, role: witness, machines: [{name: tie, address: 10.3.0.9, role: etcd}]}
        loadBalancers: 2
        survive: [1 zone]
        virtualAddress: 10.1.0.4
      """
    let folder = try Folder()
    let words = ["--emit", "systemd,haproxy", "--output-folder", folder.file("out").path]
    let result = try Haplan.run(["plan", "-"] + words, text: request)
    #expect(result.status == 0, "\(result.stderr)")
    let servers = "server cp-a 10.1.0.10:6443\n    server cp-b [2001:4860::b]:6443\n"
    #expect(try folder.read("out/lb-a/haproxy.cfg").hasSuffix(servers))
    #expect(try folder.read("out/tie/etcd.service").contains("etcd-2=https://[2001:4860::b]:2380"))
    let check = try Haplan.run(["check", folder.file("out").path, "-o", "json"])
    #expect(try check.problems().isEmpty)
    #expect(try check.findings().allSatisfy { $0["rule"] as? String != "placeholder-left" })
  }

  // MARK: The folder

  private static let plan = ["plan", "--zones", "a,b,c", "--survive", "zone=1"]

  @Test func `a folder is not written over`() throws {
    let folder = try Folder()
    let words = Self.plan + ["--emit", "kubeadm", "--output-folder", folder.file("out").path]
    #expect(try Haplan.run(words).status == 0)
    // The same again changes nothing, and is no matter.
    #expect(try Haplan.run(words).status == 0)
    try folder.write("out/master-2/kubeadm.yaml", "mine")
    try folder.write("out/notes.txt", "mine")
    let refused = try Haplan.run(words)
    #expect(refused.status == 2 && refused.stdout.isEmpty)
    #expect(refused.stderr.contains("holds master-2/kubeadm.yaml already"))
    #expect(try folder.read("out/master-2/kubeadm.yaml") == "mine")
    let forced = try Haplan.run(words + ["--overwrite"])
    #expect(forced.status == 0 && forced.stderr.contains("further files, which are left alone"))
    #expect(forced.stderr.contains("notes.txt"))
    #expect(try folder.read("out/master-2/kubeadm.yaml").contains("JoinConfiguration"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["out"])
  }

  @Test func `a folder that cannot be made is left as it was`() throws {
    let folder = try Folder()
    try folder.write("file", "mine")
    for path in ["file", "file/out"] {
      let result = try Haplan.run(
        Self.plan + ["--emit", "kubeadm", "--output-folder", folder.file(path).path])
      #expect(result.status == 2 && !result.stderr.isEmpty && result.stdout.isEmpty)
    }
    #expect(try folder.read("file") == "mine")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["file"])
  }

  @Test(arguments: [
    (["--emit", "kubeadm"], "--output-folder"),
    (["--output-folder", "x"], "--emit"),
    (["--emit", "ansible", "--output-folder", "x"], "it knows kubeadm, systemd"),
    (["--emit", "kubeadm,systemd", "--output-folder", "x"], "both run the control plane"),
    (["--emit", "haproxy", "--emit", "nginx", "--output-folder", "x"], "choose one"),
    (["--emit", "keepalived", "--output-folder", "x"], "--load-balancers 2"),
    (
      ["--emit", "kubeadm", "--output-folder", "x", "--kubernetes-version", "v1.21.0"],
      "1.22 and later"
    ),
    (["--emit", "kubeadm", "--output-folder", "x", "--kubernetes-version", "new"], "no version"),
  ])
  func `what cannot be emitted is said`(_ words: [String], _ message: String) throws {
    let result = try Haplan.run(Self.plan + words)
    #expect(result.status == 2 && result.stdout.isEmpty)
    #expect(result.stderr.contains(message), "\(result.stderr)")
    #expect(!FileManager.default.fileExists(atPath: Haplan.root.path + "/x"))
  }

  @Test func `documentation addresses run out aloud`() throws {
    let folder = try Folder()
    let request = """
      apiVersion: haplan.dev/v1alpha1
      kind: PlanRequest
      spec:
        zones: [a]
        topology: external
        limits: {members: 1, nodes: 300}
        survive: [253 api-server]
      """
    let words = ["plan", "-", "--emit", "haproxy", "--output-folder", folder.file("out").path]
    let result = try Haplan.run(words + ["--load-balancers", "1"], text: request)
    #expect(result.status == 2)
    #expect(result.stderr.contains("documentation addresses for 253 machines"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("out").path))
  }

  @Test func `what cannot be had is not written`() throws {
    let folder = try Folder()
    let result = try Haplan.run([
      "plan", "--zones", "a,b", "--survive", "zone=1", "--emit", "kubeadm", "--output-folder",
      folder.file("out").path,
    ])
    #expect(result.status == 1 && result.stderr.contains("not possible"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("out").path))
  }
}

extension Haplan.Result {
  /// The clusters of a `table -o json`.
  func clusters() throws -> [[String: Any]] { try json()["clusters"] as? [[String: Any]] ?? [] }
}
