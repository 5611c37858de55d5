import ClusterModel
import Syntax

extension EtcdCluster {
  /// What rules on the members are about, so that one can stand in for another.
  var subject: String { name ?? "etcd" }

  /// Behind a count: where it comes from, if from no list of members.
  var countedBy: String {
    if case .namedByEndpoints = membership { ", named by --etcd-servers," } else { "" }
  }
}

extension Cluster {
  /// Whether the members can be told by an address: a client URL, or their node's.
  var membersHaveAddresses: Bool {
    !etcd.members.isEmpty
      && etcd.members.allSatisfy { member in
        !member.clientURLs.isEmpty || member.node.map { nodes[$0].address != nil } ?? false
      }
  }

  /// The domains of one level that a member hangs on: its own and its node's.
  func places(of member: Member, at level: String) -> [DomainPlace] {
    (member.domains + (member.node.map { nodes[$0].domains } ?? [])).filter { $0.level == level }
  }
}

extension ClusterView {
  /// "kube-apiserver", or "kube-apiserver on m1" where the list is that machine's own.
  func title(of server: APIServer) -> String {
    guard case .flag(let set) = server.servers.source else { return Component.apiServer.program }
    return title(ofFlagSet: set, component: .apiServer)
  }

  /// Whether the list of endpoints is written by kubeadm, which keeps it itself.
  func isKeptByKubeadm(_ server: APIServer) -> Bool {
    guard case .flag(let set) = server.servers.source else { return true }
    return cluster.flagSets[set].format == .kubeadm
  }
}

extension Member {
  /// Where its node is named, else where it is.
  var placeOfNode: Span { statedNode?.span ?? span }
}
