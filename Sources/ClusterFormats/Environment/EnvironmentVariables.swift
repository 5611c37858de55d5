internal import ClusterModel
internal import Syntax

/// The variables of an environment file, and the components that they are for.
struct EnvironmentVariables {
  /// Variables of which one is enough to tell that a file is etcd's.
  private static let telling: Set<String> = [
    "ETCD_INITIAL_CLUSTER", "ETCD_INITIAL_CLUSTER_STATE", "ETCD_LISTEN_PEER_URLS",
    "ETCD_LISTEN_CLIENT_URLS", "ETCD_ADVERTISE_CLIENT_URLS", "ETCD_INITIAL_ADVERTISE_PEER_URLS",
    "ETCD_HEARTBEAT_INTERVAL", "ETCD_ELECTION_TIMEOUT", "ETCD_CONFIG_FILE",
  ]

  private let file: SourceFile
  private let assignments: [EnvironmentAssignment]

  init(_ file: SourceFile) {
    self.file = file
    assignments = EnvironmentFile(file).assignments
  }

  /// Whether a control-plane unit reads such a file.
  var isTelling: Bool {
    assignments.contains { Self.telling.contains($0.name) || Self.holdsFlags($0) }
  }

  /// `KUBE_…` with flags in it, or empty: the files of the RPM packages and their likes.
  private static func holdsFlags(_ assignment: EnvironmentAssignment) -> Bool {
    guard assignment.name.hasPrefix("KUBE_") else { return false }
    let text = assignment.value.string.drop { $0 == " " || $0 == "\n" || $0 == "\\" }
    return text.hasPrefix("--") || (text.isEmpty && assignment.name.hasSuffix("_ARGS"))
  }

  /// The flags of each component. What else the unit gives is not known.
  func flagSets(facts: inout FactReader) -> [FlagSet] {
    let absence = FlagSet.Absence.isUnknown("further flags may stand in the unit that reads it")
    var sets: [FlagSet] = []
    if assignments.contains(where: { Self.telling.contains($0.name) }),
      let set = EtcdEnvironment.flagSet(of: assignments, facts: &facts)
    {
      sets.append(set.withAbsence(absence))
    }
    for component in Component.allCases {
      let own = assignments.filter { Self.component(of: $0.name) == component }
      guard let first = own.first else { continue }
      var reader = ArgumentReader(facts: facts)
      for assignment in own where Self.holdsFlags(assignment) {
        reader.read(Self.words(assignment)[...])
      }
      facts = reader.facts
      sets.append(
        FlagSet(
          component: component, machines: .all, flags: reader.flags, absence: absence,
          style: .commandLine, anchor: first.nameSpan, format: .environmentFile))
    }
    return sets
  }

  /// The words as systemd splits a variable that stands alone, quotes inside it as a shell's.
  private static func words(_ assignment: EnvironmentAssignment) -> [CommandWord] {
    (ShellScript(assignment.value).commands.first?.words ?? []).map(CommandWord.init)
  }

  /// The component whose flags a variable holds, by the names that the RPM packages and the common
  /// guides use; `nil` for what several share, such as KUBE_LOGTOSTDERR.
  private static func component(of name: String) -> Component? {
    guard name.hasPrefix("KUBE_") else { return nil }
    if name.contains("CONTROLLER") { return .controllerManager }
    if name.contains("SCHEDULER") { return .scheduler }
    let isServer =
      name.hasPrefix("KUBE_API") || name == "KUBE_ETCD_SERVERS" || name == "KUBE_SERVICE_ADDRESSES"
      || name == "KUBE_ADMISSION_CONTROL"
    return isServer ? .apiServer : nil
  }
}
