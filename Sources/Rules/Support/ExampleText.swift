/// The inputs of the rules' examples: what surrounds the lines that an example is about.
enum ExampleText {
  /// A spec of three stacked nodes with these flags of the controller manager, one a line.
  static func controllerManager(_ flags: String...) -> String {
    spec(component: "controllerManager", flags)
  }

  static func scheduler(_ flags: String...) -> String { spec(component: "scheduler", flags) }

  static func apiServer(version: String? = nil, count: Int = 3, _ flags: String...) -> String {
    spec(component: "apiServer", version: version, count: count, flags)
  }

  /// A spec of three stacked nodes with these flags of etcd, one a line.
  static func etcd(_ flags: String...) -> String {
    """
    apiVersion: haplan.dev/v1alpha1
    kind: Cluster
    metadata: {name: prod}
    spec:
      controlPlane: {count: 3}
      etcd:
        topology: stacked
        flags:
    \(lines(flags, indent: 6))

    """
  }

  /// A systemd unit with this command, one word a line, each but the last continued.
  static func unit(_ words: String..., end: String = #" \"#) -> String {
    """
    [Unit]
    Description=Control plane

    [Service]
    ExecStart=\(words.joined(separator: end + "\n  "))
    Restart=on-failure

    """
  }

  /// A static pod's manifest with this command, one word an item.
  static func pod(_ words: String...) -> String {
    """
    apiVersion: v1
    kind: Pod
    metadata: {name: control-plane, namespace: kube-system}
    spec:
      hostNetwork: true
      containers:
        - name: main
          command:
    \(words.map { "        - \($0)" }.joined(separator: "\n"))

    """
  }

  /// The manifests of etcd members, each with these flags.
  static func etcdPods(_ members: [String]...) -> String { pods(members.map { ["etcd"] + $0 }) }

  /// The manifests of machines, each with this command.
  static func pods(_ commands: [String]...) -> String { pods(commands) }

  private static func pods(_ commands: [[String]]) -> String {
    commands.enumerated().map { index, words in
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: pod-\(index + 1), namespace: kube-system}
      spec:
        containers:
          - name: main
            command:
      \(words.map { "        - \($0)" }.joined(separator: "\n"))

      """
    }.joined(separator: "---\n")
  }

  /// A spec of stacked nodes, of which each has one of these flags of a component.
  static func masters(_ component: String, _ flags: String...) -> String {
    let nodes = flags.enumerated().map { index, flag in
      "      - {name: master-\(index + 1), \(component): {flags: {\(flag)}}}"
    }
    return """
      apiVersion: haplan.dev/v1alpha1
      kind: Cluster
      metadata: {name: prod}
      spec:
        controlPlane:
          nodes:
      \(nodes.joined(separator: "\n"))
        etcd: stacked

      """
  }

  private static func spec(
    component: String, version: String? = nil, count: Int = 3, _ flags: [String]
  ) -> String {
    let version = version.map { "\n  kubernetesVersion: \($0)" } ?? ""
    return """
      apiVersion: haplan.dev/v1alpha1
      kind: Cluster
      metadata: {name: prod}
      spec:\(version)
        controlPlane:
          count: \(count)
          \(component):
            flags:
      \(lines(flags, indent: 8))
        etcd: stacked

      """
  }

  private static func lines(_ flags: [String], indent: Int) -> String {
    flags.map { String(repeating: " ", count: indent) + $0 }.joined(separator: "\n")
  }
}
