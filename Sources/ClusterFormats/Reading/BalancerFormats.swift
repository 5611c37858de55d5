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

extension Expectation {
  /// `200,300-399`.
  static func statuses(_ text: String) -> [ClosedRange<Int>]? {
    var ranges: [ClosedRange<Int>] = []
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard ends.count <= 2, let low = ends.first ?? nil, let high = ends.last ?? nil, low <= high
      else { return nil }
      ranges.append(low...high)
    }
    return ranges.isEmpty ? nil : ranges
  }
}

extension BalancerFact {
  /// The balancers of one file's pools; those after the first are told by their pools' names.
  static func ofOneFile(_ pools: [(fact: BalancerFact, name: String)]) -> [BalancerFact] {
    pools.enumerated().map { index, pool in
      var fact = pool.fact
      if index > 0 { fact.section = pool.name }
      return fact
    }
  }

  /// Whether it accepts connections from its own machine alone: each worker's own way in.
  var isNodeLocal: Bool {
    !listens.isEmpty
      && listens.allSatisfy { listen in
        guard let host = HostPort.parse(listen.value)?.host else { return false }
        return host == "localhost" || host == "::1" || host.hasPrefix("127.")
      }
  }
}
