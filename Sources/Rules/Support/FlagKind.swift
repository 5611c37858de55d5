import ClusterModel
import Syntax

/// How a program reads one of the flags that haplan reads.
enum FlagKind {
  /// pflag DurationVar: Go's `time.ParseDuration`.
  case duration
  /// pflag BoolVar: Go's `strconv.ParseBool`.
  case boolean
  /// pflag IntVar, and the check that it is positive.
  case positiveInteger
  /// flag UintVar: milliseconds without a unit.
  case milliseconds
  /// pflag IPVar.
  case address
  /// A comma-separated list of URLs.
  case urls

  /// `nil` for flags that are of no matter here.
  static func of(_ name: String, _ component: Component) -> FlagKind? {
    switch component {
    case .controllerManager, .scheduler:
      if name == LeaderElection.electFlag { return .boolean }
      return LeaderElection.Timing(rawValue: name).map { _ in .duration }
    case .etcd:
      return name == EtcdTiming.heartbeatFlag || name == EtcdTiming.electionFlag
        ? .milliseconds : nil
    case .apiServer:
      switch name {
      case APIServerCount.countFlag: return .positiveInteger
      case "advertise-address": return .address
      case "etcd-servers": return .urls
      default: return nil
      }
    }
  }

  /// What rules on a flag's value are about, so that one of them can stand in for another.
  static func subject(flagSet: Int, name: String) -> String { "\(flagSet) \(name)" }

  /// Whether the program can read the text; of `urls`, one of the list.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .duration: Self.duration(text) != nil
    case .boolean: GoBool.parse(text) != nil
    case .positiveInteger: GoInt.parse(text).map { $0 > 0 } ?? false
    case .milliseconds: EtcdTiming.milliseconds(text) != nil
    case .address: Self.isAddress(text)
    case .urls: Self.isEndpoint(text)
    }
  }

  /// What comes of a text that is not accepted.
  var effect: String {
    self == .urls ? "no etcd can be reached by it" : "it refuses to start"
  }

  /// What to write.
  var wanted: String {
    switch self {
    case .duration: "a duration with a unit, such as 15s"
    case .boolean: "true or false"
    case .positiveInteger: "a whole number above 0"
    case .milliseconds: "milliseconds without a unit, such as 1000"
    case .address: "an IP address"
    case .urls: "URLs, such as https://10.0.0.1:2379"
    }
  }

  /// The value that a refused text certainly means.
  func repaired(_ text: String) -> String? {
    let text = Self.trimmed(text)
    if !text.isEmpty, self != .urls, self != .address, accepts(text) { return text }
    switch self {
    case .duration: return Self.repairedDuration(text)
    case .boolean: return Self.repairedBoolean(text)
    case .milliseconds: return Self.repairedMilliseconds(text)
    case .positiveInteger, .address, .urls: return nil
    }
  }

  /// pflag trims blanks, and takes nothing for no address.
  private static func isAddress(_ text: String) -> Bool {
    let text = trimmed(text, of: " \t")
    return text.isEmpty || IPAddress.parse(text) != nil
  }

  /// What has no scheme is the business of another rule; a socket has no host.
  private static func isEndpoint(_ text: String) -> Bool {
    !text.contains("://") || text.hasPrefix("unix") || EndpointURL.parse(text) != nil
  }

  private static func duration(_ text: String) -> Int64? { try? GoDuration.parse(text).get() }

  /// A bare number of at most an hour can only be seconds; more could be milliseconds.
  private static func repairedDuration(_ text: String) -> String? {
    if let number = Int64(text) {
      return (1...3600).contains(number) ? "\(number)s" : nil
    }
    let number = text.prefix { $0.isASCII && $0.isNumber }
    guard !number.isEmpty else { return nil }
    let unit = trimmed(String(text.dropFirst(number.count))).lowercased()
    switch unit {
    case "s", "sec", "secs", "second", "seconds": return "\(number)s"
    case "ms", "msec", "millisecond", "milliseconds": return "\(number)ms"
    case "min", "mins", "minute", "minutes": return "\(number)m"
    default: return nil
    }
  }

  private static func repairedBoolean(_ text: String) -> String? {
    switch text.lowercased() {
    case "true", "yes", "y", "on", "enabled", "enable": "true"
    case "false", "no", "n", "off", "disabled", "disable": "false"
    default: nil
    }
  }

  /// A duration that is a whole number of milliseconds.
  private static func repairedMilliseconds(_ text: String) -> String? {
    guard let duration = duration(text), duration > 0, duration % 1_000_000 == 0 else {
      return nil
    }
    return String(duration / 1_000_000)
  }

  /// Without blanks and quotes around it, which some writers of units and lists leave inside.
  private static func trimmed(_ text: String, of edges: String = " \t\"'") -> String {
    var text = Substring(text)
    while let first = text.first, edges.contains(first) { text = text.dropFirst() }
    while let last = text.last, edges.contains(last) { text = text.dropLast() }
    return String(text)
  }
}
