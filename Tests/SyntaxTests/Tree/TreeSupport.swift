import Syntax

func yaml(_ text: String) -> ParsedDocuments { YAMLParser.parse(source(text)) }

func json(_ text: String) -> ParsedDocuments { JSONParser.parse(source(text)) }

func source(_ text: String) -> SourceFile {
  SourceFile(id: FileID(7), path: "dir/file.yaml", text: text)
}

/// A node as compact text, independent of the source's notation: what the tree says.
func dump(_ node: DataNode?, depth: Int = 0) -> String {
  guard let node, depth < 200 else { return "nil" }
  switch node.kind {
  case .scalar: return node.isNull ? "null" : "'\(node.text)'"
  case .sequence:
    return "[" + node.items.map { dump($0, depth: depth + 1) }.joined(separator: ", ") + "]"
  case .mapping:
    return "{"
      + node.entries.map {
        dump($0.key, depth: depth + 1) + ": " + dump($0.value, depth: depth + 1)
      }
      .joined(separator: ", ") + "}"
  }
}

extension DataNode {
  /// The source bytes of the node's place.
  var source: String { tree.file.text(span) }
}

/// The text with an edit applied.
func applying(_ edit: TextEdit, to text: String) -> String {
  var bytes = Array(text.utf8)
  bytes.replaceSubrange(edit.span.range, with: edit.replacement.utf8)
  return String(decoding: bytes, as: UTF8.self)
}
