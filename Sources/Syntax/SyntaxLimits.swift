/// Bounds on what is read, so that no input exhausts memory or the stack.
package enum SyntaxLimits {
  /// Bytes of one file: 16 MiB.
  package static let maximumFileSize = 16 << 20
  /// Collections inside one another.
  package static let maximumDepth = 128
  /// Documents of one file.
  package static let maximumDocuments = 10_000
  /// Nodes of one document once its aliases are followed.
  package static let maximumExpandedNodes = 1_000_000
}
