internal import ClusterModel
internal import Syntax

/// Reads a program's arguments as Go's flag packages do: `--x=v`, `--x v`, `-x v`, bare booleans;
/// underscores are dashes.
struct ArgumentReader {
  var facts: FactReader
  private(set) var flags: [Flag] = []
  /// Why further flags may be given that are not seen.
  private(set) var incompleteness: String?

  init(facts: FactReader) { self.facts = facts }

  mutating func read(_ words: ArraySlice<CommandWord>) {
    var rest = words
    while let word = rest.popFirst() {
      guard word.isFlag else {
        readOther(word)
        continue
      }
      if word.text == "--" { return }
      if word.text.utf8.contains(UInt8(ascii: "=")) {
        flags.append(assignment(word))
      } else if let next = rest.first, !next.isFlag || next.isNegative, !Self.isBoolean(word.name) {
        rest = rest.dropFirst()
        flags.append(pair(word, next))
      } else {
        flags.append(
          Flag(
            name: word.name, value: .text("true"), nameSpan: word.span, valueSpan: word.span,
            entrySpan: word.entrySpan, isBare: true))
      }
    }
  }

  /// A word that is no flag: a variable may hold some; anything else the program ignores.
  private mutating func readOther(_ word: CommandWord) {
    if let unknown = word.unknown {
      incompleteness = incompleteness ?? unknown
    } else if facts.isUnknown(Located(word.text, word.span)) {
      incompleteness = incompleteness ?? "`\(word.text.prefix(60))` is left to be filled in"
    }
  }

  private mutating func assignment(_ word: CommandWord) -> Flag {
    let parts = word.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let head = parts.first?.utf8.count ?? 0
    if let mapped = word.value {
      let value = value(word, String(parts.last ?? ""), mapped.span(of: (head + 1)..<mapped.count))
      return Flag(
        name: word.name, value: value, nameSpan: mapped.span(of: 0..<head),
        valueSpan: mapped.span(of: (head + 1)..<mapped.count), entrySpan: word.entrySpan)
    }
    let isVerbatim = facts.file.text(word.span) == word.text
    let start = Int(word.span.start)
    let nameSpan = isVerbatim ? Span(word.span.file, start, start + head) : word.span
    let valueSpan =
      isVerbatim ? Span(word.span.file, start + head + 1, Int(word.span.end)) : word.span
    return Flag(
      name: word.name, value: value(word, String(parts.last ?? ""), valueSpan),
      nameSpan: nameSpan, valueSpan: valueSpan, entrySpan: word.entrySpan)
  }

  private mutating func pair(_ word: CommandWord, _ next: CommandWord) -> Flag {
    Flag(
      name: word.name, value: value(next, next.text, next.span), nameSpan: word.span,
      valueSpan: next.span, entrySpan: word.entrySpan.union(next.entrySpan))
  }

  private mutating func value(_ word: CommandWord, _ text: String, _ span: Span) -> Flag.Value {
    if let unknown = word.unknown { return .unknown(unknown) }
    return facts.flagValue(Located(text, span))
  }

  /// Whether a flag without `=` stands alone whatever follows it.
  private static func isBoolean(_ name: String) -> Bool {
    booleans.contains(name) || name.hasPrefix("enable-") && name != "enable-admission-plugins"
  }

  /// Flags that are boolean in kube-apiserver, kube-controller-manager, kube-scheduler or etcd and
  /// do not begin with `enable-`.
  private static let booleans: Set<String> = [
    "leader-elect", "profiling", "contention-profiling", "allow-privileged", "anonymous-auth",
    "allocate-node-cidrs", "configure-cloud-routes", "use-service-account-credentials",
    "service-account-lookup", "authentication-skip-lookup", "permit-port-sharing",
    "permit-address-sharing", "logtostderr", "alsologtostderr", "client-cert-auth",
    "peer-client-cert-auth", "auto-tls", "peer-auto-tls", "force-new-cluster",
    "strict-reconfig-check", "pre-vote", "experimental-initial-corrupt-check",
    "experimental-compact-hash-check-enabled", "unsafe-no-fsync", "socket-reuse-port",
    "socket-reuse-address", "debug",
  ]
}

extension CommandWord {
  /// A number below zero, which no flag is called like: the word after a flag is its value.
  fileprivate var isNegative: Bool {
    let bytes = text.utf8.dropFirst()
    return bytes.first.map { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") } ?? false
  }

  /// The flag's name: what stands before `=`, without dashes, underscores as dashes.
  fileprivate var name: String { FlagName.normalise(text.prefix { $0 != "=" }) }
}
