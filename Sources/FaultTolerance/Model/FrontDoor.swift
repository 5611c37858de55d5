internal import ClusterModel
internal import Syntax

/// Through what clients reach API servers.
enum FrontDoor {
  /// Nothing is said: every API server is taken to be reachable.
  case open
  /// The endpoint is the address of one API server's node.
  case server(Int)
  /// Any one of these balancers, by index.
  case balancers([Int])
  /// Which balancer clients depend on is not known; the text says why.
  case unknown(String)

  init(of cluster: Cluster) {
    if let node = cluster.endpointNode {
      if let server = cluster.apiServers.firstIndex(where: { $0.node == node }) {
        self = .server(server)
      } else {
        self = .unknown("nothing is known of the API server that controlPlaneEndpoint names")
      }
      return
    }
    // A partial list of balancers would make the front door look weaker than it is.
    guard cluster.balancersStatedAt != nil, !cluster.balancers.isEmpty else {
      self = .open
      return
    }
    // Workers' own balancers are no way in for other clients, unless nothing else is given.
    let all = Array(cluster.balancers.indices)
    let shared = all.filter { cluster.balancers[$0].kind != .nodeLocal }
    self = Self.standingIn(shared.isEmpty ? all : shared, cluster)
  }

  /// Of balancers with virtual addresses, those that hold the one that clients use.
  private static func standingIn(_ balancers: [Int], _ cluster: Cluster) -> FrontDoor {
    let vips = Set(balancers.compactMap { cluster.balancers[$0].vip.map { host(of: $0.value) } })
    if vips.isEmpty { return .balancers(balancers) }
    let endpoint = cluster.endpoint.map { host(of: $0.value) }
    if let endpoint, vips.contains(endpoint) {
      return .balancers(
        balancers.filter { cluster.balancers[$0].vip.map { host(of: $0.value) } == endpoint })
    }
    guard vips.count > 1 else { return .balancers(balancers) }
    let names = vips.sorted(by: Element.precedes).joined(separator: ", ")
    return .unknown("balancers hold different vips (\(names)), and the endpoint names none of them")
  }

  /// The balancers on the workers' own path; empty where none is known.
  static func workerBalancers(of cluster: Cluster) -> [Int] {
    cluster.balancers.indices.filter { cluster.balancers[$0].kind == .nodeLocal }
  }

  /// The API servers behind a balancer, by index; all of them where nothing is said.
  static func backends(of balancer: Int, in cluster: Cluster) -> [Int] {
    switch cluster.balancers[balancer].backends {
    case .all: Array(cluster.apiServers.indices)
    case .stated(let backends, _):
      backends.compactMap(\.apiServer).filter(cluster.apiServers.indices.contains)
    }
  }

  /// The host of an address with or without a port, in one comparable form.
  private static func host(of endpoint: String) -> String {
    let host = EndpointURL.parse(endpoint)?.host ?? endpoint
    return IPAddress.parse(host).map { String(describing: $0) } ?? host.lowercased()
  }
}
