internal import ClusterModel
internal import FaultTolerance

/// Machines of one kind, as a review speaks of them.
struct MachineKind {
  /// `master`, `etcd machine`, `balancer`, or `machine` for all of them.
  let noun: String
  /// `class:name`.
  let labels: [String]

  /// Control-plane nodes; where etcd has machines of its own, those too.
  static func machines(of cluster: Cluster) -> [MachineKind] {
    let masters = cluster.nodes.filter(\.isControlPlane).map { "node:\($0.name)" }
    let others = cluster.nodes.filter { !$0.isControlPlane }.map { "node:\($0.name)" }
    return [
      MachineKind(noun: "etcd machine", labels: others),
      MachineKind(noun: "master", labels: masters),
    ]
    .filter { !$0.labels.isEmpty }
  }

  /// Masters where these are all; else every machine, the balancers' own too.
  static func all(of kinds: [MachineKind], _ assessment: Assessment) -> MachineKind {
    if kinds.count == 1 { return kinds[0] }
    let names = assessment.elements(of: FailureClass.machine.rawValue)
    return MachineKind(noun: "machine", labels: names.map { "machine:\($0)" })
  }

  /// Balancers that can fail.
  static func balancers(_ assessment: Assessment) -> MachineKind? {
    let names = assessment.elements(of: FailureClass.loadBalancer.rawValue)
    return names.isEmpty
      ? nil : MachineKind(noun: "balancer", labels: names.map { "load-balancer:\($0)" })
  }

  /// `any 2 masters`, `both balancers`, `all 3 masters`; one alone by its name.
  func title(of count: Int) -> String {
    let total = labels.count
    if total == 1, let label = labels.first {
      // Other members may stand on masters.
      let name = Wording.name(of: label)
      return noun == "etcd machine" ? name : "\(name), the only \(noun)"
    }
    guard count == total else { return "any \(Wording.counted(count, noun))" }
    return "\(count == 2 ? "both" : "all \(count)") \(Wording.plural(noun))"
  }
}
