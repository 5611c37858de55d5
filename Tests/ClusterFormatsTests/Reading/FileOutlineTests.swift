import ClusterModel
import Syntax
import Testing

@testable import ClusterFormats

/// The look at a file that tells what it may be.
@Suite("The outline of a file")
struct FileOutlineTests {
  private func outline(_ text: String) -> FileOutline {
    FormatInput(SourceFile(id: FileID(0), path: "x", bytes: Array(text.utf8))).outline
  }

  @Test("names the kind and keys of each YAML document, however they are written")
  func yaml() {
    let found = outline(
      "# x: y\n---\nkind: \"Cluster\"\r\nspec:\n  kind: Inner\napiVersion: 'kops.k8s.io/v1' # c\n"
        + "---\n{apiVersion: a/v1, kind: B}\n--- \n\"quoted\" : 1\nhttp://x\n")
    #expect(found.documents.map(\.kind) == ["Cluster", "", ""])
    #expect(found.documents.map(\.apiVersion) == ["kops.k8s.io/v1", "a/v1", ""])
    #expect(
      found.documents.map(\.keys) == [["kind", "spec", "apiVersion"], ["apiVersion"], ["quoted"]])
    #expect(found.has(kind: "Cluster", of: "kops.k8s.io/"))
    #expect(!found.has(kind: "Cluster", of: "cluster.x-k8s.io/"))
  }

  @Test("names those of a JSON object, or of the objects in a list, and no inner ones")
  func json() {
    let found = outline(
      #"{"items": [{"kind": "Pod"}], "kind": "List", "a\"b": "{", "apiVersion":"v1"}"#)
    #expect(found.documents.map(\.kind) == ["List"])
    #expect(found.has(group: "v1") && found.has(key: "items") && !found.has(key: "Pod"))
    let list = outline(#"[{"Endpoint": "x", "Status": {"kind": "z"}}, {"Endpoint": "y"}]"#)
    #expect(list.documents.map(\.keys) == [["Endpoint", "Status"], ["Endpoint"]])
  }

  @Test("holds out against files that stop anywhere")
  func cut() {
    let text = Array(#"[{"a": "b\"c", "kind": {"x": [1, "2"]}}]"#.utf8)
    for count in 0...text.count {
      _ = FileOutline(text[..<count], isJSON: true)
      _ = FileOutline(text[..<count], isJSON: false)
    }
    _ = FileOutline(Array("}}]]\"\\".utf8)[...], isJSON: true)
  }
}
