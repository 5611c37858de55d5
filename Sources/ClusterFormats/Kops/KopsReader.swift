internal import ClusterModel
internal import Syntax

/// Reads the kOps documents of one file into a part for each cluster that they speak of.
struct KopsReader {
  private var facts: FactReader
  /// The documents that are kOps', whether they say something of use or not.
  private(set) var documents: [Span] = []
  private var clusters: [DataNode] = []
  private var groups: [DataNode] = []

  init(file: SourceFile) { facts = FactReader(file: file, isRunnable: false) }

  mutating func read(_ document: DataNode) {
    guard document.kind == .mapping, let version = document["apiVersion"]?.text,
      KopsFormat.groups.contains(where: { version.hasPrefix($0) })
    else { return }
    documents.append(document.span)
    switch document["kind"]?.text {
    case "Cluster": clusters.append(document)
    case "InstanceGroup": groups.append(document)
    default: break
    }
  }

  /// The parts, and what is wrong with the documents.
  mutating func result() -> ReadResult {
    var result = ReadResult()
    result.isRecognised = !documents.isEmpty
    var rest = GroupIndex(groups)
    for cluster in clusters {
      let name = clusterName(of: cluster)
      let own = rest.take(name?.value, isOnly: clusters.count == 1)
      result.parts.append(part(of: cluster, named: name, own))
    }
    for (label, groups) in rest.left() {
      result.parts.append(part(ofGroups: groups, label))
    }
    result.problems = facts.problems
    return result
  }

  private mutating func clusterName(of cluster: DataNode) -> Located<String>? {
    let metadata = facts.mapping(cluster["metadata"], "metadata")
    return facts.fact(metadata?["name"], "metadata.name")
  }

  /// None where the name is to be filled in.
  private static func identities(of cluster: String?) -> [String] {
    guard let cluster, !Placeholder.isUnknown(cluster) else { return [] }
    return ["kops/Cluster/\(cluster)"]
  }

  private mutating func part(
    of cluster: DataNode, named name: Located<String>?, _ groups: [DataNode]
  ) -> ClusterPart {
    let place = cluster["kind"]?.valueSpan ?? cluster.span
    var part = ClusterPart(format: .kops, anchor: place, isWhole: true)
    part.name = name
    part.identities = Self.identities(of: name?.value)
    KopsClusterReader.read(cluster, into: &part, facts: &facts)
    for group in groups { KopsGroupReader.read(group, into: &part, facts: &facts) }
    finish(&part)
    return part
  }

  /// InstanceGroups whose Cluster is in another file.
  private mutating func part(ofGroups groups: [DataNode], _ label: String?) -> ClusterPart {
    let place = groups.first.map { $0["kind"]?.valueSpan ?? $0.span } ?? facts.file.span
    var part = ClusterPart(format: .kops, anchor: place, isWhole: true)
    part.name = groups.first.flatMap(GroupIndex.label).flatMap {
      Placeholder.isUnknown($0.value) ? nil : $0
    }
    part.refersTo = Self.identities(of: label)
    for group in groups { KopsGroupReader.read(group, into: &part, facts: &facts) }
    finish(&part)
    return part
  }

  private mutating func finish(_ part: inout ClusterPart) {
    facts.give(to: &part)
  }
}

/// InstanceGroups by the cluster that their label names.
private struct GroupIndex {
  private var byLabel: [String: [DataNode]] = [:]
  /// Labels in the order of the file.
  private var labels: [String] = []
  /// Without a label, or with one that is left to be filled in.
  private var open: [DataNode] = []

  init(_ groups: [DataNode]) {
    for group in groups {
      guard let label = Self.label(of: group), !Placeholder.isUnknown(label.value) else {
        open.append(group)
        continue
      }
      if byLabel[label.value] == nil { labels.append(label.value) }
      byLabel[label.value, default: []].append(group)
    }
  }

  static func label(of group: DataNode) -> Located<String>? {
    group["metadata"]?["labels"]?.located("kops.k8s.io/cluster")
  }

  /// Takes the groups of a cluster out. In a file of one cluster a label may be left out, or left to
  /// be filled in; where that cluster's own name is not known, all groups are its own.
  mutating func take(_ name: String?, isOnly: Bool) -> [DataNode] {
    var taken = name.flatMap { byLabel.removeValue(forKey: $0) } ?? []
    guard isOnly else { return taken }
    if name == nil {
      for label in labels { taken += byLabel.removeValue(forKey: label) ?? [] }
    }
    taken += open
    open = []
    return taken
  }

  /// What no cluster of the file has taken, by label.
  func left() -> [(label: String?, groups: [DataNode])] {
    let named = labels.compactMap { label in byLabel[label].map { (label as String?, $0) } }
    return open.isEmpty ? named : named + [(nil, open)]
  }
}
