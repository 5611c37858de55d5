public import Syntax

/// One fact that two places state differently.
public struct Conflict: Sendable, Hashable {
  /// What the fact is: `kubernetesVersion`, `etcd members`.
  public let fact: String
  /// The two values as written; the first is the one that counts, where one does.
  public let first: Located<String>
  public let second: Located<String>
  /// Whether it changes a count or a membership.
  public let changesCount: Bool
  /// What is in one list and not in the other, seen from the second: `e4 is only here`.
  public let difference: String?

  public init(
    fact: String, first: Located<String>, second: Located<String>, changesCount: Bool,
    difference: String? = nil
  ) {
    self.fact = fact
    self.first = first
    self.second = second
    self.changesCount = changesCount
    self.difference = difference
  }
  /// "e4 is only here, e5 only elsewhere"; `nil` where nothing is.
  public static func difference(onlyHere: [String], onlyElsewhere: [String]) -> String? {
    func list(_ names: [String]) -> String {
      let shown = names.prefix(3).joined(separator: ", ")
      let rest = names.count > 3 ? " and \(names.count - 3) more" : ""
      return "\(shown)\(rest) \(names.count == 1 ? "is" : "are")"
    }
    var parts: [String] = []
    if !onlyHere.isEmpty { parts.append("\(list(onlyHere)) only here") }
    if !onlyElsewhere.isEmpty { parts.append("\(list(onlyElsewhere)) only there") }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
