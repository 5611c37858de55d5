import ClusterFormats
import ClusterModel
import Syntax
import Testing

/// What holds for every document that the readers' tests have.
@Suite struct FlagEditingPropertyTests {
  static let inputs =
    (KubeadmReadingTests.cases + StaticPodReadingTests.cases + KopsReadingTests.cases
    + ClusterAPIReadingTests.cases + ClusterAPIReadingTests.others + KindReadingTests.cases
    + K3sReadingTests.cases + TalosReadingTests.cases + OpenShiftReadingTests.cases).map(\.input)

  @Test(arguments: inputs)
  func anEditIsReadBackAndChangesNoOtherFlag(_ input: String) {
    let read = Rendering(input)
    for (place, set) in Self.written(read).enumerated() {
      for name in Set(set.flags.map(\.name) + ["x-new"]) {
        for value in ["7", "true", "a,b", "https://10.0.0.1:2379,https://10.0.0.2:2379"] {
          check(
            FlagEditing.set(name, to: value, in: set, file: read.file), place, set, name, value,
            read)
        }
        check(FlagEditing.remove(name, from: set, file: read.file), place, set, name, nil, read)
      }
    }
  }

  /// The sets that a document states, in its order.
  private static func written(_ read: Rendering) -> [FlagSet] {
    read.result.parts.flatMap(\.flagSets).filter { $0.style != .derived }
  }

  private func check(
    _ edits: [TextEdit]?, _ place: Int, _ set: FlagSet, _ name: String, _ value: String?,
    _ read: Rendering
  ) {
    guard let edits else { return }
    let text = FlagEditingTests.apply(edits, to: read.file)
    let again = Rendering(text)
    #expect(again.result.problems.count <= read.result.problems.count, "\(text)")
    let sets = Self.written(again)
    // A set that lost its only flag is gone.
    if value == nil, set.flags.allSatisfy({ $0.name == name }) { return }
    guard sets.indices.contains(place) else {
      Issue.record("the set is gone: \(text)")
      return
    }
    #expect(
      sets[place].component == set.component && sets[place].flag(name)?.text == value, "\(text)")
    for flag in set.flags where flag.name != name {
      #expect(sets[place].flag(flag.name)?.value == flag.value, "\(text)")
    }
  }

  @Test(arguments: inputs)
  func aFileCutShortIsReadWithoutACrash(_ input: String) {
    let bytes = Array(input.utf8)
    for length in 0...bytes.count {
      let file = SourceFile(id: FileID(0), path: "cut", bytes: Array(bytes[..<length]))
      let result = Formats.read(FormatInput(file))
      for span in result.problems.compactMap(\.span) { #expect(Int(span.end) <= length) }
    }
  }
}
