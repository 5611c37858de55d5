internal import ClusterModel
internal import Syntax

extension Formats {
  /// Configurations of balancers, and what tells of them.
  static let balancers: [any Format.Type] = [
    HAProxyFormat.self, NginxFormat.self, KeepalivedFormat.self, KubeVIPFormat.self,
    EnvoyFormat.self, AWSFormat.self, TerraformFormat.self,
  ]
}

extension FormatInput {
  /// Whether the file may be a program's own configuration: neither Kubernetes objects nor JSON. What
  /// the formats of such files ask first, since it is known already.
  var mayBeConfiguration: Bool { !outline.hasObjects && !looksLikeJSON }
}

extension BalancerFact {
  /// Whether it accepts connections from its own machine alone: each worker's own way in.
  var isNodeLocal: Bool {
    !listens.isEmpty
      && listens.allSatisfy { listen in
        guard let host = HostPort.parse(listen.value)?.host else { return false }
        return host == "localhost" || host == "::1" || host.hasPrefix("127.")
      }
  }
}
