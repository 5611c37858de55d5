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
    edits.sort { $0.span < $1.span }
    let isDisjoint = zip(edits, edits.dropFirst()).allSatisfy { first, second in
      first.span.file != second.span.file || first.span.end <= second.span.start
    }
    return isDisjoint ? edits : []
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
      let set = cluster.flagSets[index]
      guard set.flags.allSatisfy({ $0.entrySpan.file == set.anchor.file }) else { return nil }
      return file(set.anchor).flatMap { FlagEditing.remove(name, from: set, file: $0) }
    case .changeBalancer(let index, let change):
      guard cluster.balancers.indices.contains(index) else { return nil }
      let balancer = cluster.balancers[index]
      return file(balancer.span).flatMap { BalancerEditing.edits(change, of: balancer, file: $0) }
    case .replaceText(let span, let text):
      return [TextEdit(span, text)]
    }
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
