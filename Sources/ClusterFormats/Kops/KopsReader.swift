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
    var rest = groups
    for cluster in clusters {
      let name = clusterName(of: cluster)
      let isOnly = clusters.count == 1
      let own = rest.filter { belongs($0, to: name, isOnly: isOnly) }
      rest.removeAll { own.contains($0) }
      result.parts.append(part(of: cluster, named: name, own))
    }
    for group in rest {
      let label = Self.label(of: group)?.value
      let place = result.parts.firstIndex {
        $0.refersTo == Self.identities(of: label) && $0.identities.isEmpty
      }
      if let place {
        read(group, into: &result.parts[place])
      } else {
        result.parts.append(part(ofGroup: group, label))
      }
    }
    result.problems = facts.problems
    return result
  }

  private mutating func clusterName(of cluster: DataNode) -> Located<String>? {
    let metadata = facts.mapping(cluster["metadata"], "metadata")
    return facts.fact(metadata?["name"], "metadata.name")
  }

  /// An InstanceGroup names its cluster in a label; in a file of one cluster it may be left out, or
  /// left to be filled in.
  private func belongs(_ group: DataNode, to name: Located<String>?, isOnly: Bool) -> Bool {
    guard let label = Self.label(of: group), !Placeholder.isUnknown(label.value) else {
      return isOnly
    }
    return name.map { $0.value == label.value } ?? isOnly
  }

  private static func label(of group: DataNode) -> Located<String>? {
    group["metadata"]?["labels"]?.located("kops.k8s.io/cluster")
  }

  static func identities(of cluster: String?) -> [String] {
    cluster.map { ["kops/Cluster/\($0)"] } ?? []
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
  private mutating func part(ofGroup group: DataNode, _ label: String?) -> ClusterPart {
    let place = group["kind"]?.valueSpan ?? group.span
    var part = ClusterPart(format: .kops, anchor: place, isWhole: true)
    part.name = Self.label(of: group).flatMap {
      Placeholder.isUnknown($0.value) ? nil : $0
    }
    part.refersTo = Self.identities(of: label)
    read(group, into: &part)
    return part
  }

  private mutating func read(_ group: DataNode, into part: inout ClusterPart) {
    KopsGroupReader.read(group, into: &part, facts: &facts)
    finish(&part)
  }

  private mutating func finish(_ part: inout ClusterPart) {
    part.gaps += facts.takeGaps()
    part.marks += facts.takeMarks()
  }
}
