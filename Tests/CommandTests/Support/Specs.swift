/// Small inputs that many tests share.
enum Specs {
  /// Three stacked masters: nothing to say about them.
  static let sound = spec(named: "sound", "controlPlane: {count: 3}", "etcd: stacked")

  /// Two stacked masters: the error `etcd-two-members`.
  static let twoMembers = spec(named: "pair", "controlPlane: {count: 2}", "etcd: stacked")

  /// A cluster spec with these lines below `spec`.
  static func spec(named name: String, _ lines: String...) -> String {
    """
    apiVersion: haplan.dev/v1alpha1
    kind: Cluster
    metadata: {name: \(name)}
    spec:
    \(lines.map { "  \($0)" }.joined(separator: "\n"))

    """
  }
}
