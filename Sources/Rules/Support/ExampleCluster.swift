/// Specs of the rules' examples, from the lines below `spec`.
enum ExampleCluster {
  /// A haplan spec with these lines below `spec`, each as it is indented there.
  static func spec(_ lines: String...) -> String { spec(lines) }

  /// Three external members with their client URLs.
  static let external = [
    "etcd:", "  topology: external", "  members:",
    "    - {name: e1, clientURL: \"https://10.0.0.21:2379\"}",
    "    - {name: e2, clientURL: \"https://10.0.0.22:2379\"}",
    "    - {name: e3, clientURL: \"https://10.0.0.23:2379\"}",
  ]

  /// A spec of three nodes whose API servers have these flags, and three external members.
  static func external(_ flags: String...) -> String {
    let head = ["controlPlane:", "  count: 3", "  apiServer:", "    flags:"]
    let lines = head + flags.map { "      \($0)" } + external
    return spec(lines)
  }

  static func spec(_ lines: [String]) -> String {
    (["apiVersion: haplan.dev/v1alpha1", "kind: Cluster", "metadata: {name: prod}", "spec:"]
      + lines.map { "  \($0)" }).joined(separator: "\n") + "\n"
  }
}
