import ClusterModel
import Syntax

/// A flag of one replica of a component, where its value is known.
struct FleetFlag {
  /// The replica's machine.
  let name: String
  let text: String
  /// Where it is stated; `nil` for a default.
  let span: Span?
  let flag: String
  private let flagSet: Int?

  /// `nil` where the value is not known.
  init?(name: String, invocation: Invocation, flag: String, fact: Fact<String>) {
    guard let text = fact.value else { return nil }
    self.name = name
    self.text = text
    span = fact.span
    self.flag = flag
    flagSet = invocation.flag(flag)?.flagSet
  }

  /// Writes another value where this one is stated.
  func change(to value: String) -> Change? {
    flagSet.map { .setFlag(flagSet: $0, name: flag, value: value) }
  }
}

/// One flag over all replicas of a component, where they do not agree.
struct Fleet {
  private let replicas: [FleetFlag]
  /// The first with the value that most have.
  let usual: FleetFlag
  /// The first with another value, one that is stated before a default.
  let other: FleetFlag
  /// The nearest stated place.
  let span: Span

  /// `nil` where all that are known agree, or nobody wrote a value. Of two values that as many
  /// replicas have, `standard` is the usual one, else the first.
  init?(_ known: [FleetFlag?], preferring standard: String? = nil) {
    let replicas = known.compactMap(\.self)
    func weight(_ replica: FleetFlag) -> (Int, Int) {
      (replicas.count { $0.text == replica.text }, replica.text == standard ? 1 : 0)
    }
    guard let most = replicas.map(weight).max(by: <),
      let usual = replicas.first(where: { weight($0) == most })
    else { return nil }
    let others = replicas.filter { $0.text != usual.text }
    guard let other = others.first(where: { $0.span != nil }) ?? others.first,
      let span = other.span ?? replicas.lazy.compactMap(\.span).first
    else { return nil }
    self.replicas = replicas
    self.usual = usual
    self.other = other
    self.span = span
  }

  /// The other stated places.
  func related(_ message: (String) -> String) -> [Violation.Related] {
    var seen: Set<Span> = [span]
    return replicas.compactMap { replica in
      guard let place = replica.span, seen.insert(place).inserted else { return nil }
      return Violation.Related("\(message(replica.text)) on \(replica.name)", at: place)
    }
  }

  /// One value for all; `nil` where a replica that differs takes a default.
  func fix(to value: String, safety: Fix.Safety = .unsafe) -> Fix? {
    var changes: [Change] = []
    for replica in replicas where replica.text != value {
      guard let change = replica.change(to: value) else { return nil }
      if !changes.contains(change) { changes.append(change) }
    }
    guard let flag = replicas.first?.flag, !changes.isEmpty else { return nil }
    return Fix("set --\(flag)=\(value) on all", safety: safety, changes)
  }
}
