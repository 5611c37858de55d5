import Testing

/// What etcd is called: as its members stand, never more than is known.
@Suite struct TopologyTests {
  private func topology(_ folder: Folder) throws -> String? {
    let report = try Haplan.run(["check", "-o", "json", "."], cwd: folder.url).json()
    let cluster = (report["clusters"] as? [[String: Any]])?.first
    return (cluster?["etcd"] as? [String: Any])?["topology"] as? String
  }

  private static func member(_ number: Int) -> String {
    let cluster = (1...3).map { "e\($0)=https://10.40.0.\($0):2380" }.joined(separator: ",")
    return "[Service]\nExecStart=/usr/bin/etcd --name=e\(number) "
      + "--initial-advertise-peer-urls=https://10.40.0.\(number):2380 "
      + "--advertise-client-urls=https://10.40.0.\(number):2379 --initial-cluster=\(cluster)\n"
  }

  @Test func `machines of etcd alone may run a control plane that is not given`() throws {
    let folder = try Folder()
    for number in 1...3 { try folder.write("m\(number)/etcd.service", Self.member(number)) }
    #expect(try topology(folder) == "unknown")
    let server =
      "[Service]\nExecStart=/usr/bin/kube-apiserver --etcd-servers=https://10.40.0.1:2379\n"
    try folder.write("master/kube-apiserver.service", server)
    #expect(try topology(folder) == "external")
    try folder.write("m1/kube-apiserver.service", server)
    #expect(try topology(folder) == "mixed")
  }

  @Test func `members on control-plane nodes are stacked, whatever a document calls them`() throws {
    let folder = try Folder()
    try folder.write(
      "cluster.yaml",
      Specs.spec(
        named: "c", "controlPlane: {nodes: [m1, m2, m3]}",
        "etcd: {topology: external, members: [{node: m1}, {node: m2}, {node: m3}]}"))
    #expect(try topology(folder) == "stacked")
  }
}
