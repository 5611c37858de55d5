internal import ClusterModel
internal import Syntax

/// Reads the leader election of a component's configuration file as the flags that it stands for
/// (k8s.io/component-base config/v1alpha1 `LeaderElectionConfiguration`).
struct ComponentConfigReader {
  private(set) var facts: FactReader

  /// Fields of `leaderElection`, and the flags that set the same.
  static let flags = [
    "leaderElect": "leader-elect",
    "leaseDuration": LeaderElection.Timing.lease.flag,
    "renewDeadline": LeaderElection.Timing.renewDeadline.flag,
    "retryPeriod": LeaderElection.Timing.retryPeriod.flag,
    "resourceLock": "leader-elect-resource-lock",
    "resourceName": "leader-elect-resource-name",
    "resourceNamespace": "leader-elect-resource-namespace",
  ]

  /// The field that a flag's value stands in; `nil` where the file has none.
  static func field(of flag: String) -> String? { flags.first { $0.value == flag }?.key }

  init(file: SourceFile) { facts = FactReader(file: file, isRunnable: true) }

  /// The component that a document configures, whatever its version.
  static func component(of root: DataNode) -> Component? {
    guard root.kind == .mapping, let kind = root["kind"], kind.kind == .scalar else { return nil }
    return component(ofKind: kind.text)
  }

  static func component(ofKind kind: String) -> Component? {
    switch kind {
    case "KubeSchedulerConfiguration": .scheduler
    case "KubeControllerManagerConfiguration": .controllerManager
    default: nil
    }
  }

  /// The flags of a document. A field that is left out, or null, or a duration of nothing, has the
  /// default of the flag (`RecommendedDefaultLeaderElectionConfiguration`).
  mutating func read(_ root: DataNode, _ component: Component) -> FlagSet {
    let entry = Self.leaderElection(in: root)
    var flags: [Flag] = []
    if let section = facts.mapping(entry?.value, "leaderElection") {
      for (key, value) in section.entries where key.kind == .scalar {
        if let flag = flag(key, value) { flags.append(flag) }
      }
    }
    return FlagSet(
      component: component, machines: .all, flags: flags, absence: .isDefault,
      style: .configurationFields, anchor: (entry?.key ?? root["kind"] ?? root).span,
      format: .componentConfig)
  }

  private mutating func flag(_ key: DataNode, _ value: DataNode) -> Flag? {
    guard let name = Self.flags[key.text], let text = facts.scalar(value, key.text) else {
      return nil
    }
    let isDuration = LeaderElection.Timing(rawValue: name) != nil
    if isDuration, (try? GoDuration.parse(text.value).get()) == 0 { return nil }
    let known = value.bool().map { $0 ? "true" : "false" } ?? text.value
    return Flag(
      name: name, value: facts.flagValue(Located(known, text.span)), nameSpan: key.valueSpan,
      valueSpan: text.span, entrySpan: key.span.union(value.span))
  }

  /// Of a scheduler at the top; of a controller manager below `generic`. Go reads the names of
  /// fields in any case.
  private static func leaderElection(in root: DataNode) -> (key: DataNode, value: DataNode)? {
    let names = ["leaderElection", "LeaderElection"]
    if let entry = names.lazy.compactMap(root.entry).first { return entry }
    let generic = ["generic", "Generic"].lazy.compactMap { root[$0] }.first { $0.kind == .mapping }
    return generic.flatMap { generic in names.lazy.compactMap(generic.entry).first }
  }
}
