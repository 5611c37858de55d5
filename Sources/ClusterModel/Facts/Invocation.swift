public import Syntax

/// One component as one machine runs it: flag sets laid over one another, the later over the
/// earlier, key by key.
public final class Invocation: Sendable {
  public let component: Component
  /// The machine's name; `nil` where the flags stand for every machine that runs the component.
  public let machine: String?
  /// Indices into the cluster's flag sets, the outermost (most common) first.
  public let layers: [Int]
  private let sets: [FlagSet]
  private let lengths: NameLengths

  public init(component: Component, machine: String?, layers: [Int], sets: [FlagSet]) {
    self.component = component
    self.machine = machine
    self.layers = layers
    self.sets = sets
    var lengths = NameLengths([])
    for set in sets { lengths.formUnion(set.lengths) }
    self.lengths = lengths
  }

  /// Where the component is stated: the anchor of its innermost flag set.
  public var anchor: Span? { sets.last?.anchor }

  /// The flag that counts, and the index of the flag set that states it.
  public func flag(_ name: String) -> (flag: Flag, flagSet: Int)? {
    guard lengths.contains(name) else { return nil }
    for index in sets.indices.reversed() {
      if let flag = sets[index].flag(name) { return (flag, layers[index]) }
    }
    return nil
  }

  /// The flags that count, one of each name, in the order of first mention.
  public var flags: [Flag] {
    var seen: Set<String> = []
    let names = sets.flatMap(\.flags).map(\.name).filter { seen.insert($0).inserted }
    return names.compactMap { flag($0)?.flag }
  }

  /// Why flags may be missing here; `nil` where an absent flag means its default.
  public var incompleteness: String? {
    for set in sets {
      if case .isUnknown(let reason) = set.absence { return reason }
    }
    return nil
  }

  /// Whether the configuration file that the program is given was read: what no flag and no field
  /// says is then the default.
  public var hasConfigurationFile: Bool { sets.contains { $0.style == .configurationFields } }

  /// Whether the machine's document says nothing at all about the component's flags.
  public var isBare: Bool { sets.allSatisfy { $0.flags.isEmpty } }

  /// The flag's text: stated, or `standard` where the program would take that.
  public func text(_ name: String, default standard: String) -> Fact<String> {
    value(name, default: standard) { $0 }
  }

  /// The flag's value as `parse` reads it. A text that it cannot read is unknown (and another
  /// rule's business); an absent flag is `standard` where the set is complete.
  public func value<Value>(
    _ name: String, default standard: Value, parse: (String) -> Value?
  ) -> Fact<Value> {
    guard let (flag, _) = flag(name) else {
      return incompleteness.map { .unknown($0) } ?? .defaulted(standard)
    }
    switch flag.value {
    case .unknown(let reason): return .unknown(reason)
    case .text(let text):
      guard let value = parse(text) else { return .unknown("--\(name) cannot be read") }
      return .stated(value, flag.valueSpan)
    }
  }
}
