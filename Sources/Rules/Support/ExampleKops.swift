/// kOps objects of the rules' examples.
enum ExampleKops {
  /// A cluster whose etcd clusters have these members, name and instance group each, and the groups
  /// behind it.
  static func cluster(
    main: [(String, String)], events: [(String, String)] = [], subnets: [String] = ["a", "b"],
    _ groups: String...
  ) -> String {
    let clusters = [("main", main), ("events", events)].filter { !$0.1.isEmpty }
    let etcd = clusters.map { name, members in
      "  - name: \(name)\n    etcdMembers:\n"
        + members.map { "    - {name: \($0.0), instanceGroup: \($0.1)}" }.joined(separator: "\n")
    }
    let places = subnets.map { "  - {name: \($0), zone: eu-1\($0)}" }
    let cluster = """
      apiVersion: kops.k8s.io/v1alpha2
      kind: Cluster
      metadata: {name: prod.test}
      spec:
        etcdClusters:
      \(etcd.joined(separator: "\n"))
        subnets:
      \(places.joined(separator: "\n"))

      """
    return cluster + groups.joined()
  }

  /// An instance group, behind a mark of a new document.
  static func group(
    _ name: String, role: String = "Master", minSize: String = "1", maxSize: String = "1",
    subnets: String = "a"
  ) -> String {
    """
    ---
    apiVersion: kops.k8s.io/v1alpha2
    kind: InstanceGroup
    metadata: {name: \(name), labels: {kops.k8s.io/cluster: prod.test}}
    spec: {role: \(role), minSize: \(minSize), maxSize: \(maxSize), subnets: [\(subnets)]}

    """
  }
}
