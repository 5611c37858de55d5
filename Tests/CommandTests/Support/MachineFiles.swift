/// Files of single machines, as small as they can be.
enum MachineFiles {
  /// A unit that runs kube-apiserver.
  static func apiServer(_ address: String? = nil, etcd: String) -> String {
    let own = address.map { "--advertise-address=\($0) " } ?? ""
    return unit("kube-apiserver", "\(own)--etcd-servers=\(etcd)")
  }

  /// A unit that runs etcd.
  static func etcd(_ name: String, _ address: String, _ rest: String = "") -> String {
    unit(
      "etcd",
      "--name=\(name) --advertise-client-urls=https://\(address):2379 "
        + "--initial-advertise-peer-urls=https://\(address):2380 \(rest)")
  }

  /// A unit that runs a program.
  static func unit(_ program: String, _ flags: String) -> String {
    """
    [Unit]
    Description=\(program)

    [Service]
    ExecStart=/usr/local/bin/\(program) \(flags)

    """
  }
}
