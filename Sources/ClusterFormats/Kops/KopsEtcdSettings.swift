internal import ClusterModel
internal import Syntax

/// Reads what an etcd cluster of kOps says of etcd's own settings: the environment that etcd-manager
/// hands on.
enum KopsEtcdSettings {
  static let prefix = "ETCD_"

  static func read(
    _ cluster: DataNode, _ path: String, into part: inout ClusterPart, facts: inout FactReader
  ) {
    let manager = facts.mapping(cluster["manager"], "\(path).manager")
    noteUnused(cluster, facts: &facts)
    guard let entry = manager?.entry("env"),
      let items = facts.items(entry.value, "\(path).manager.env")
    else { return }
    let flags = items.compactMap { item -> Flag? in
      guard let name = item["name"], name.kind == .scalar, name.text.hasPrefix(prefix),
        let value = item["value"], value.kind == .scalar
      else { return nil }
      return Flag(
        name: FlagName.normalise(name.text.dropFirst(prefix.count).lowercased()),
        value: facts.flagValue(Located(value.text, value.valueSpan)), nameSpan: name.valueSpan,
        valueSpan: value.valueSpan, entrySpan: item.span)
    }
    guard !flags.isEmpty else { return }
    part.flagSets.append(
      FlagSet(
        component: .etcd, machines: .all, flags: flags, absence: .isDefault, style: .nameValueList,
        anchor: entry.key.span, format: .kops))
  }

  /// etcd-manager supports neither (pkg/model/components/etcdmanager/model.go).
  private static func noteUnused(_ cluster: DataNode, facts: inout FactReader) {
    for key in ["heartbeatInterval", "leaderElectionTimeout"] {
      guard let entry = cluster.entry(key), !entry.value.isNull else { continue }
      facts.addGap(
        key, "\(key) is not handed on: set it in manager.env, as etcd-manager reads it",
        entry.key.span.union(entry.value.span))
    }
  }
}
