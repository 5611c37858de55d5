internal import ClusterModel
internal import FaultTolerance
internal import Syntax

/// What a picture of a cluster shows, whatever draws it: failure domains as boxes, machines in them,
/// what runs on the machines, and who reaches whom.
struct DiagramGraph {
  /// A failure domain; without a title, what stands in none that is known.
  struct Box {
    let title: String?
    var machines: [Machine]
    /// Balancers on machines of their own, by index in the cluster.
    var balancers: [Int]
  }

  struct Machine {
    let name: String
    /// Its places at other levels, in words.
    let places: [String]
    /// Index of its API server in the cluster.
    var apiServer: Int?
    /// Indices in `members`.
    var members: [Int] = []
    /// Balancers that run on it.
    var balancers: [Int] = []
  }

  /// A member of any etcd cluster; those of the main one come first, by their index in it.
  struct Member {
    let name: String
    let isLearner: Bool
    let isStarted: Bool
    /// Of which override; `nil` for the main cluster.
    let cluster: String?

    /// `voter`, `learner`, `voter of events`, `voter, never started`.
    var role: String {
      (isLearner ? "learner" : "voter") + (cluster.map { " of \($0)" } ?? "")
        + (isStarted ? "" : ", never started")
    }
  }

  let name: String
  let boxes: [Box]
  let members: [Member]
  let cluster: Cluster
  let doors: [DiagramWiring]
  let stores: [DiagramWiring]
  /// API servers that clients reach without a balancer.
  let direct: [Int]

  /// What clients are called, with the address that they use.
  var clients: String {
    cluster.endpoint.map { "clients and kubelets, by \($0.value)" } ?? "clients and kubelets"
  }

  /// `lb-1, haproxy`.
  func title(ofBalancer index: Int) -> String {
    let balancer = cluster.balancers[index]
    let kind = balancer.kind == .other ? "balancer" : balancer.kind.rawValue
    return "\(balancer.name), \(kind)"
  }

  /// `etcd-1, voter`.
  func title(ofMember index: Int) -> String { "\(members[index].name), \(members[index].role)" }

  init(_ cluster: Cluster) {
    self.cluster = cluster
    name = cluster.name
    members = cluster.etcdClusters.flatMap { etcd in
      etcd.members.map {
        Member(
          name: $0.name, isLearner: $0.isLearner, isStarted: $0.isStarted, cluster: etcd.name)
      }
    }
    boxes = DiagramBoxes(cluster).boxes
    doors = DiagramWiring.doors(of: cluster)
    stores = DiagramWiring.stores(of: cluster)
    if let node = cluster.endpointNode {
      direct = cluster.apiServers.indices.filter { cluster.apiServers[$0].node == node }
    } else {
      direct = cluster.balancers.isEmpty ? Array(cluster.apiServers.indices) : []
    }
  }
}
