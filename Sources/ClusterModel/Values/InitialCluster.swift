public import Syntax

/// etcd's `--initial-cluster`: `a=https://10.0.0.1:2380,b=…`, as the program takes it apart. A name
/// that stands there twice has two URLs (etcd client/pkg/types `NewURLsMap`).
public struct InitialCluster: Sendable {
  /// The flag that gives it.
  public static let flag = "initial-cluster"

  /// One name and its URLs.
  public struct Entry: Sendable {
    public let name: Located<String>
    public var urls: [Located<String>]
    /// The first `name=url` of it.
    public let span: Span
  }

  /// In order of writing, each name once.
  public let entries: [Entry]
  /// The whole value.
  public let span: Span

  /// `nil` where the value is not known, empty, or no such list. `file` is the one that the flag
  /// stands in, for the places of its parts.
  public init?(_ flag: Flag, in file: SourceFile?) {
    guard let parts = flag.list(in: file), !parts.isEmpty else { return nil }
    var entries: [Entry] = []
    for part in parts {
      let pieces = part.value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pieces.count == 2, let name = pieces.first, let url = pieces.last, !url.isEmpty else {
        return nil
      }
      let (nameSpan, urlSpan) = Self.split(part, name.utf8.count)
      let place = Located(String(url), urlSpan)
      if let index = entries.firstIndex(where: { $0.name.value == String(name) }) {
        entries[index].urls.append(place)
      } else {
        entries.append(
          Entry(name: Located(String(name), nameSpan), urls: [place], span: part.span))
      }
    }
    self.entries = entries
    span = flag.valueSpan
  }

  /// Each name with its URLs, as far as they matter to etcd: in any order.
  public var members: [String: Set<String>] {
    Dictionary(
      entries.map { ($0.name.value, Set($0.urls.map { Self.key($0.value) })) },
      uniquingKeysWith: { $0.union($1) })
  }

  /// A URL in a form that can be compared.
  public static func key(_ url: String) -> String {
    guard let parsed = EndpointURL.parse(url) else { return url }
    return "\(url.prefix { $0 != ":" }.lowercased()) \(HostTable.key(parsed.host)) \(parsed.port)"
  }

  /// The places of a part's two halves, where it stands in the file as it is.
  private static func split(_ part: Located<String>, _ nameLength: Int) -> (Span, Span) {
    guard part.span.range.count == part.value.utf8.count else { return (part.span, part.span) }
    let start = Int(part.span.start)
    return (
      Span(part.span.file, start, start + nameLength),
      Span(part.span.file, start + nameLength + 1, Int(part.span.end))
    )
  }
}
