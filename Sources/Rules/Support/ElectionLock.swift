import ClusterModel

/// What replicas of a component elect their leader by: an object's kind, name and namespace.
enum ElectionLock {
  static let kindFlag = "leader-elect-resource-lock"
  private static let nameFlag = "leader-elect-resource-name"
  private static let namespaceFlag = "leader-elect-resource-namespace"

  static let flags = [kindFlag, nameFlag, namespaceFlag]

  /// What the program takes where no flag says it: the options of kube-scheduler and
  /// kube-controller-manager, since 1.20.
  static func standard(_ flag: String, _ component: Component) -> String {
    switch flag {
    case kindFlag: "leases"
    case nameFlag: component.program
    default: "kube-system"
    }
  }

  /// What findings call it.
  static func title(_ flag: String) -> String {
    switch flag {
    case kindFlag: "lock"
    case nameFlag: "lock name"
    default: "lock namespace"
    }
  }

  /// A scheduler's `--config` file may say what no flag says.
  static func fact(_ flag: String, _ invocation: Invocation) -> Fact<String> {
    if invocation.component == .scheduler, invocation.flag(flag) == nil,
      invocation.flag("config") != nil, !invocation.hasConfigurationFile
    {
      return .unknown("--\(flag) may stand in the file of --config")
    }
    return invocation.text(flag, default: standard(flag, invocation.component))
  }
}
