/// haproxy configurations of the rules' examples.
enum ExampleBalancer {
  /// A spec of three stacked nodes, as it stands beside a balancer's configuration.
  static let masters = ExampleCluster.spec(
    "controlPlane:", "  nodes:", "    - {name: m1, address: 10.0.0.1}",
    "    - {name: m2, address: 10.0.0.2}", "    - {name: m3, address: 10.0.0.3}", "etcd: stacked")

  /// A balancer in front of three API servers, with these lines in its backend.
  static func haproxy(_ lines: String...) -> String {
    """
    defaults
      mode tcp
      timeout connect 5s
      timeout client 4h
      timeout server 4h

    frontend kube-apiserver
      bind *:6443
      default_backend masters

    backend masters
    \(lines.map { "  \($0)" }.joined(separator: "\n"))

    """
  }

  /// The same with these lines in its defaults, from which web servers have theirs too.
  static func besideWeb(_ defaults: String, _ lines: String...) -> String {
    haproxy(lines.joined(separator: "\n  ")).replacing(
      "  mode tcp\n  timeout connect 5s\n",
      with: "  mode tcp\n  timeout connect 5s\n  \(defaults)\n") + """

        listen web
          bind :80
          server w1 10.0.0.9:80 check

        """
  }
}
