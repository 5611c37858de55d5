package import Syntax

/// A part on its way into a cluster: shared, never copied, with what is found out of it after it
/// was read.
package struct PlacedPart: Sendable {
  private final class Content: Sendable {
    let part: ClusterPart

    init(_ part: ClusterPart) { self.part = part }
  }

  private let content: Content
  /// The machine whose part it is.
  package var machine: String?
  /// Its own, and those that its place among the other documents leaves.
  package var gaps: [Gap]
  /// Parts of the files that its `sources` name.
  package var attached: [PlacedPart] = []

  package init(_ part: ClusterPart) {
    content = Content(part)
    machine = part.machine
    gaps = part.gaps
  }

  /// What the document says.
  package var facts: ClusterPart {
    _read { yield content.part }
  }

  /// As `facts.anchor`; that other modules need no copy of the facts.
  package var anchor: Span { content.part.anchor }
  /// As `facts.isWhole`.
  package var isWhole: Bool { content.part.isWhole }
  /// As `facts.isOfMachine`.
  package var isOfMachine: Bool { content.part.isOfMachine }
  /// As `facts.identities`.
  package var identities: [String] { content.part.identities }
  /// As `facts.refersTo`.
  package var refersTo: [String] { content.part.refersTo }
  /// As `facts.includedFiles`.
  package var includedFiles: [FileID] { content.part.includedFiles }
  /// As `facts.roles`.
  package var roles: Set<String> { content.part.roles }
  /// As `facts.machineStated`.
  package var machineStated: Located<String>? { content.part.machineStated }

  /// The part, and those of the files that its `sources` name.
  package var withAttached: [PlacedPart] { attached.isEmpty ? [self] : [self] + attached }
}
