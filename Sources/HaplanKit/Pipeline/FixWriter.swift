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
      // The value may stand in another file: an environment file of a unit.
      let place = set.flag(name)?.valueSpan ?? set.anchor
      return file(place).flatMap { FlagEditing.set(name, to: value, in: set, file: $0) }
    case .removeFlag(let index, let name):
      guard cluster.flagSets.indices.contains(index) else { return nil }
      let set = cluster.flagSets[index]
      guard set.flags.allSatisfy({ $0.entrySpan.file == set.anchor.file }) else { return nil }
      return file(set.anchor).flatMap { FlagEditing.remove(name, from: set, file: $0) }
    case .addItem(let list, let text):
      return file(list).flatMap { ListEditing.add(text, toListAt: list, file: $0) }
    case .removeItem(let item):
      return file(item).flatMap { ListEditing.remove(itemAt: item, file: $0) }
    case .replaceText(let span, let text):
      return [TextEdit(span, text)]
    }
  }

  private func file(_ span: Span) -> SourceFile? {
    let index = Int(span.file.rawValue)
    return files.indices.contains(index) ? files[index] : nil
  }
}
