import ClusterFormats
import ClusterModel
import Syntax
import Testing

/// Edits of arguments as RKE2 and k3s list them: `name=value`, without dashes.
@Suite struct AssignmentEditingTests {
  private static let text = """
    cluster-init: true
    kube-scheduler-arg:
    - "leader-elect-lease-duration=30s" # long
    - v=2
    etcd-arg: [election-timeout=2000]
    kube-apiserver-arg: goaway-chance=0.001

    """

  private func edited(
    _ component: Component, _ edit: (FlagSet, SourceFile) -> [TextEdit]?
  ) throws -> String? {
    let file = SourceFile(id: FileID(0), path: "config.yaml", text: Self.text)
    let part = try #require(Formats.read(FormatInput(file)).parts.first)
    let set = try #require(
      part.flagSets.first { $0.component == component && $0.style != .derived })
    guard let edits = edit(set, file) else { return nil }
    var bytes = file.bytes
    for edit in edits.reversed() {
      bytes.replaceSubrange(edit.span.range, with: edit.replacement.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func aValueChangesInItsPlace() throws {
    let result = try edited(.scheduler) { set, file in
      FlagEditing.set("leader-elect-lease-duration", to: "15s", in: set, file: file)
    }
    #expect(result == Self.text.replacing("=30s", with: "=15s"))
  }

  @Test func aFurtherOneFollowsWithoutDashes() throws {
    let result = try edited(.scheduler) { set, file in
      FlagEditing.set("leader-elect", to: "true", in: set, file: file)
    }
    #expect(result == Self.text.replacing("- v=2\n", with: "- v=2\n- leader-elect=true\n"))
  }

  @Test func oneInBracketsIsAddedInBrackets() throws {
    let result = try edited(.etcd) { set, file in
      FlagEditing.set("heartbeat-interval", to: "200", in: set, file: file)
    }
    #expect(result == Self.text.replacing("=2000]", with: "=2000, heartbeat-interval=200]"))
  }

  @Test func oneIsTakenAwayWithItsLine() throws {
    let result = try edited(.scheduler) { set, file in
      FlagEditing.remove("v", from: set, file: file)
    }
    #expect(result == Self.text.replacing("- v=2\n", with: ""))
  }

  @Test func aSingleTextTakesAValueButNoNeighbour() throws {
    let changed = try edited(.apiServer) { set, file in
      FlagEditing.set("goaway-chance", to: "0.02", in: set, file: file)
    }
    #expect(changed == Self.text.replacing("=0.001", with: "=0.02"))
    let added = try edited(.apiServer) { set, file in
      FlagEditing.set("profiling", to: "false", in: set, file: file)
    }
    #expect(added == nil)
  }
}
