import ClusterFormats
import ClusterModel
import Syntax
import Testing

/// What holds for every document that the readers' tests have.
@Suite struct FlagEditingPropertyTests {
  static let inputs = (KubeadmReadingTests.cases + StaticPodReadingTests.cases).map(\.input)

  @Test(arguments: inputs)
  func anEditIsReadBackAndChangesNoOtherFlag(_ input: String) {
    let read = Rendering(input)
    for set in read.result.parts.flatMap(\.flagSets) where set.style != .derived {
      for name in Set(set.flags.map(\.name) + ["x-new"]) {
        for value in ["7", "true", "a,b", "https://10.0.0.1:2379,https://10.0.0.2:2379"] {
          check(FlagEditing.set(name, to: value, in: set, file: read.file), set, name, value, read)
        }
        check(FlagEditing.remove(name, from: set, file: read.file), set, name, nil, read)
      }
    }
  }

  private func check(
    _ edits: [TextEdit]?, _ set: FlagSet, _ name: String, _ value: String?, _ read: Rendering
  ) {
    guard let edits else { return }
    let text = FlagEditingTests.apply(edits, to: read.file)
    let again = Rendering(text)
    #expect(again.result.problems.count <= read.result.problems.count, "\(text)")
    let sets = again.result.parts.flatMap(\.flagSets).filter {
      $0.component == set.component && $0.style != .derived
    }
    #expect(sets.first?.flag(name)?.text == value, "\(text)")
    for flag in set.flags where flag.name != name {
      #expect(sets.first?.flag(flag.name)?.value == flag.value, "\(text)")
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
