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
    #expect(found.documents.map(\.kind) == ["Cluster", "B", ""])
    #expect(found.documents.map(\.apiVersion) == ["kops.k8s.io/v1", "a/v1", ""])
    #expect(
      found.documents.map(\.keys) == [
        ["kind", "spec", "apiVersion"], ["apiVersion", "kind"], ["quoted"],
      ])
    #expect(found.has(kind: "Cluster", of: "kops.k8s.io/"))
    #expect(!found.has(kind: "Cluster", of: "cluster.x-k8s.io/"))
  }

  @Test("knows documents in brackets, with an indent of their own, or behind a template's line")
  func oddYAML() {
    #expect(outline("{apiVersion: a/v1,\n kind: B}\n").has(kind: "B", of: "a/"))
    #expect(
      outline("{kind: 'B', spec: {kind: C}, apiVersion: a/v1}\n---\nx: 1").documents.map(\.keys)
        == [["kind", "spec", "apiVersion"], ["x"]])
    #expect(
      outline("  apiVersion: a/v1\n  kind: B\n  spec:\n    kind: C\n").has(kind: "B", of: "a/"))
    #expect(outline("{{- if .x }}\nkind: B\n{% endif %}\n").documents.map(\.keys) == [["kind"]])
    #expect(
      outline("%YAML 1.1\n---\nkind: &k !!str B\n...\nkind: C\n").documents.map(\.kind) == [
        "B", "C",
      ])
    #expect(outline("kind:\n  B\n").documents.map(\.kind) == [""])
    #expect(outline("--- {kind: B}\n--- kind: C\n").documents.map(\.kind) == ["B", "C"])
    #expect(!outline("global\n  daemon\nlisten x:80\n").hasObjects)
  }

  @Test("keeps no more keys than the limit, and no more documents than are read")
  func limits() {
    let most = FileOutline.mostKeys
    let keys = outline(String(repeating: "a:\n", count: most) + "kind: B\n")
    #expect(keys.documents.map(\.keyPlaces.count) == [most])
    #expect(!keys.hasObjects)
    let many = outline(String(repeating: "---\na:\n", count: SyntaxLimits.documents + 1))
    #expect(many.documents.count == SyntaxLimits.documents)
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
      _ = FileOutline(text, 0..<count, isJSON: true)
      _ = FileOutline(text, 0..<count, isJSON: false)
    }
    _ = FileOutline(Array("}}]]\"\\".utf8), 0..<6, isJSON: true)
  }
}
