public import Syntax

/// A part on its way into a cluster: shared, never copied, with what is found out of it after it
/// was read.
public struct PlacedPart: Sendable {
  private final class Content: Sendable {
    let part: ClusterPart

    init(_ part: ClusterPart) { self.part = part }
  }

  private let content: Content
  /// The machine whose part it is.
  public var machine: String?
  /// Its own, and those that its place among the other documents leaves.
  public var gaps: [Gap]
  /// Parts of the files that its `sources` name.
  public var attached: [PlacedPart] = []

  public init(_ part: ClusterPart) {
    content = Content(part)
    machine = part.machine
    gaps = part.gaps
  }

  /// What the document says.
  public var facts: ClusterPart {
    _read { yield content.part }
  }

  /// As `facts.anchor`; that other modules need no copy of the facts.
  public var anchor: Span { content.part.anchor }
  /// As `facts.isWhole`.
  public var isWhole: Bool { content.part.isWhole }
  /// As `facts.isOfMachine`.
  public var isOfMachine: Bool { content.part.isOfMachine }
  /// As `facts.identities`.
  public var identities: [String] { content.part.identities }
  /// As `facts.refersTo`.
  public var refersTo: [String] { content.part.refersTo }
  /// As `facts.includedFiles`.
  public var includedFiles: [FileID] { content.part.includedFiles }
  /// As `facts.sources`.
  public var sources: [SourceFact] { content.part.sources }
  /// As `facts.roles`.
  public var roles: Set<String> { content.part.roles }
  /// As `facts.machineStated`.
  public var machineStated: Located<String>? { content.part.machineStated }

  /// The part, and those of the files that its `sources` name.
  public var withAttached: [PlacedPart] { attached.isEmpty ? [self] : [self] + attached }
}
