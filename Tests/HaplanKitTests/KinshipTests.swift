import ClusterModel
import HaplanKit
import Syntax
import Testing

/// Which documents of one tool are one cluster. A part is written `path whole|loose identities ->
/// references`.
@Suite struct KinshipTests {
  private static func items(_ lines: [String]) -> [PartItem] {
    var files: [String: UInt32] = [:]
    return lines.map { line in
      let words = line.split(separator: " ").map(String.init)
      let path = words[0]
      let number = files[path] ?? UInt32(files.count)
      files[path] = number
      var part = ClusterPart(
        format: .haplan, anchor: Span(FileID(number), 0, 1), isWhole: words[1] == "whole")
      let arrow = words.firstIndex(of: "->") ?? words.count
      part.identities = Array(words[2..<arrow])
      part.refersTo = Array(words.dropFirst(arrow + 1))
      return PartItem(part, path: path, root: ".")
    }
  }

  private static func sets(_ lines: String...) -> [[Int]] { Kinship(items(lines)).sets }

  @Test func aFileAnswersItself() {
    #expect(Self.sets("a.yaml whole C", "a.yaml loose IG -> C") == [[0, 1]])
    #expect(Self.sets("a.yaml whole C -> K", "a.yaml whole K", "a.yaml whole D") == [[0, 1], [2]])
  }

  @Test func anotherFileOfTheFolderAnswers() {
    #expect(Self.sets("d/c.yaml whole C", "d/n.yaml loose IG -> C") == [[0, 1]])
    #expect(
      Self.sets("d/c.yaml whole C -> K", "d/k.yaml whole K", "d/n.yaml loose -> C") == [[0, 1, 2]])
  }

  @Test func theNearestAnswers() {
    let above = Self.sets("c.yaml whole C", "d/c.yaml whole C", "d/n/m.yaml loose IG -> C")
    #expect(above == [[0], [1, 2]])
    let beside = Self.sets("p/c/c.yaml whole C", "p/n/m.yaml loose -> C", "q/c.yaml whole C")
    #expect(beside == [[0, 1], [2]])
    let own = Self.sets(
      "p/c.yaml whole C", "p/n.yaml loose -> C", "q/c.yaml whole C", "q/n.yaml loose -> C")
    #expect(own == [[0, 1], [2, 3]])
  }

  @Test func twoAsNearLeaveItOpen() {
    let items = Self.items(["a.yaml whole C", "b.yaml whole C", "n.yaml loose IG -> C"])
    let kinship = Kinship(items)
    #expect(kinship.sets == [[0], [1], [2]])
    let message = kinship.gaps(of: [2]).first?.message
    #expect(
      message == "n.yaml refers to C, which several files describe: name the right ones alone, "
        + "or fold all with --merge")
  }

  @Test func copiesStayApart() {
    #expect(Self.sets("a.yaml whole C", "b.yaml whole C") == [[0], [1]])
    #expect(
      Self.sets(
        "a.yaml whole C -> K", "a.yaml whole K", "b.yaml whole C -> K", "b.yaml whole K")
        == [[0, 1], [2, 3]])
  }

  @Test func looseDocumentsShareAnIdentity() {
    #expect(Self.sets("a.yaml loose C", "b.yaml loose C", "x/d.yaml loose D") == [[0, 1], [2]])
    #expect(Self.sets("a.yaml loose C", "b.yaml whole C", "c.yaml loose C") == [[0, 1, 2]])
  }

  @Test func withoutItsClusterAFolderHoldsTogether() {
    #expect(
      Self.sets("p/a.yaml loose -> C", "p/b.yaml loose -> C", "q/a.yaml loose -> C")
        == [[0, 1], [2]])
  }

  @Test func partsThatNothingTiesAreAlone() {
    #expect(Self.sets("a.yaml whole", "a.yaml loose", "b.yaml whole") == [[0], [1], [2]])
  }

  @Test func tenThousandCopiesAreNoTrouble() {
    var lines: [String] = []
    for index in 0..<5000 {
      lines += ["d\(index)/c.yaml whole C -> K", "d\(index)/c.yaml whole K -> C"]
    }
    #expect(Kinship(Self.items(lines)).sets.count == 5000)
    let chain = (0..<10_000).reversed().map { "f\($0).yaml whole I\($0) -> I\($0 + 1)" }
    #expect(Kinship(Self.items(chain)).sets.count == 1)
  }
}
