/// What the spec beside emitted files says more than a plan's: addresses, versions, which files.
struct EmittedSpec {
  static let path = "cluster.yaml"

  let cluster: EmittedCluster
  let files: [Artifact]
  let tools: [ArtifactTool]

  var title: [String] {
    [
      "# What haplan plan chose, and what the files below do not say themselves: zones, promises.",
      "# Replace what is marked, here and in them, then: haplan check .",
    ]
  }

  /// What the balancers run.
  var balancerKind: String { tools.contains(.nginx) ? "nginx" : "haproxy" }

  func machine(_ name: String) -> EmittedCluster.Machine? {
    (cluster.masters + cluster.members.map(\.machine) + cluster.balancers).first {
      $0.name == name
    }
  }

  /// `address: 192.0.2.1` and its mark.
  func address(of name: String) -> (text: String, mark: String)? {
    machine(name).map {
      (text: SpecText.scalar($0.address.text), mark: EmittedAddress.mark($0.address))
    }
  }

  /// The client URL of a member that stands alone, and its mark.
  func clientURL(of name: String) -> (text: String, mark: String)? {
    cluster.members.first { $0.name == name }.map {
      (text: $0.clientURL, mark: EmittedAddress.mark($0.machine.address))
    }
  }

  /// The files that machines' programs read; kubespray's variables are read with its inventory.
  var sources: [String] {
    let named = files.filter { !$0.path.hasPrefix("group_vars/") }
    guard !named.isEmpty else { return [] }
    return ["  sources:"]
      + named.map { file in
        let node = file.machine.map { ", node: \(SpecText.scalar($0))" } ?? ""
        return "    - {path: \(SpecText.scalar(file.path))\(node)}"
      }
  }
}
