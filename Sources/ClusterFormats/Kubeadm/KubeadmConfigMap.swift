internal import Syntax

/// The object `kubeadm-config`, in which kubeadm keeps its configuration inside a cluster.
enum KubeadmConfigMap {
  /// Its `data`; `nil` where the document is something else.
  static func data(of document: DataNode) -> DataNode? {
    guard document.kind == .mapping, document["kind"]?.text == "ConfigMap",
      let metadata = document["metadata"], metadata.kind == .mapping,
      metadata["name"]?.text == "kubeadm-config", let data = document["data"],
      data.kind == .mapping
    else { return nil }
    return data
  }

  /// The documents in a literal block, with their places in the file; `nil` where the value is
  /// written in another way, so that its places are not the file's.
  static func parse(_ value: DataNode, in file: SourceFile) -> ParsedDocuments? {
    let range = value.span.range.clamped(to: file.bytes.indices)
    guard value.kind == .scalar, file.bytes[safe: range.lowerBound] == UInt8(ascii: "|"),
      let header = file.bytes[range].firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    // What stands before the block becomes blanks: the block is then a file of its own in which
    // every byte keeps its place.
    let blanks = file.bytes[..<header].map { byte in
      byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " ")
    }
    let bytes = blanks + file.bytes[header..<range.upperBound]
    return YAMLParser.parse(SourceFile(id: file.id, path: file.path, bytes: bytes))
  }
}
