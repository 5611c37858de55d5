internal import ClusterFormats
internal import ClusterModel
internal import Rules
internal import Syntax

/// Turns a rule's changes into the exact edits of the format that stated the fact.
struct FixWriter {
  let cluster: Cluster
  let files: [SourceFile]

  /// The edits of a fix, in order; empty where the format cannot carry one of its changes.
  func edits(of fix: Fix) -> [TextEdit] {
    var edits: [TextEdit] = []
    for change in fix.changes {
      guard let more = self.edits(of: change) else { return [] }
      edits += more
    }
    return edits.withoutOverlap ?? []
  }

  private func edits(of change: Change) -> [TextEdit]? {
    switch change {
    case .setFlag(let index, let name, let value):
      guard cluster.flagSets.indices.contains(index) else { return nil }
      let set = cluster.flagSets[index]
      let place = set.flag(name)?.valueSpan ?? placeOfNew(in: set)
      return file(place).flatMap { FlagEditing.set(name, to: value, in: set, file: $0) }
    case .removeFlag(let index, let name):
      guard cluster.flagSets.indices.contains(index) else { return nil }
      return removal(of: name, from: cluster.flagSets[index])
    case .changeBalancer(let index, let change):
      guard cluster.balancers.indices.contains(index) else { return nil }
      let balancer = cluster.balancers[index]
      return file(balancer.span).flatMap { BalancerEditing.edits(change, of: balancer, file: $0) }
    case .replaceText(let span, let text):
      return [TextEdit(span, text)]
    }
  }

  /// A command line may have words from environment files; they go from there. Other sets that
  /// stand in several files are left alone.
  private func removal(of name: String, from set: FlagSet) -> [TextEdit]? {
    let homes = Set(set.flags.filter { $0.name == name }.map(\.nameSpan.file)).sorted()
    guard
      set.style == .commandLine
        || set.flags.allSatisfy({ $0.entrySpan.file == set.anchor.file })
    else { return nil }
    var edits: [TextEdit] = []
    for home in homes {
      guard let file = file(Span(home, 0, 0)),
        let more = FlagEditing.remove(name, from: set, file: file)
      else { return nil }
      edits += more
    }
    return edits
  }

  /// Where a further flag goes: a unit's own text, though some of its flags stand in environment
  /// files; fields stand beside their like.
  private func placeOfNew(in set: FlagSet) -> Span {
    guard case .namedFields = set.style else { return set.anchor }
    return set.flags.last { $0.nameSpan != $0.valueSpan }?.valueSpan ?? set.anchor
  }

  private func file(_ span: Span) -> SourceFile? {
    let index = Int(span.file.rawValue)
    return files.indices.contains(index) ? files[index] : nil
  }
}
