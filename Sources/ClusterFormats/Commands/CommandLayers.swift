internal import ClusterModel
internal import Syntax

/// What a component's command line and the files and variables that its program reads make
/// together: flag sets laid over one another, the later over the earlier.
struct CommandLayers {
  private(set) var sets: [FlagSet]
  /// The flags of the command line alone.
  let own: FlagSet
  /// The files that were read for it, beside its own.
  private(set) var files: [SourceFile] = []
  /// Files that the program reads and that were not given.
  private(set) var gaps: [Gap] = []

  /// - Parameter variables: the program's environment, as far as it is known.
  init(
    _ set: FlagSet, variables: [EnvironmentAssignment] = [], companions: UnitCompanions,
    facts: inout FactReader
  ) {
    own = set
    sets = [set]
    switch set.component {
    case .etcd: addEtcd(set, variables, companions, &facts)
    case .scheduler: addScheduler(set, companions, &facts)
    case .apiServer, .controllerManager: break
    }
  }

  /// A configuration file silences flags and variables; without one, variables give what no flag
  /// does (etcd server/etcdmain/config.go `parse`, pkg/flags `SetFlagsFromEnv`).
  private mutating func addEtcd(
    _ set: FlagSet, _ variables: [EnvironmentAssignment], _ companions: UnitCompanions,
    _ facts: inout FactReader
  ) {
    let environment = EtcdEnvironment.flagSet(of: variables, facts: &facts)
    let name = EtcdEnvironment.configFile
    guard let flag = set.flag(name) ?? environment?.flag(name) else {
      sets = [environment, set].compactMap { $0 }
      return
    }
    let path = flag.text ?? "its --\(name)"
    if let file = flag.text.flatMap(companions.environmentFile),
      let layers = EtcdConfigFormat.layers(of: file, facts: &facts)
    {
      sets = layers
      files = [file]
      return
    }
    let only = FlagSet(
      component: .etcd, machines: set.machines, flags: [flag],
      absence: .isUnknown("etcd takes its configuration from \(path) alone"), style: set.style,
      anchor: set.anchor, format: set.format)
    sets = [only]
    addGap("etcd takes its configuration from \(path) alone: give that file too", set)
  }

  /// Flags of leader election count before the file (cmd/kube-scheduler/app/options
  /// `ApplyLeaderElectionTo`).
  private mutating func addScheduler(
    _ set: FlagSet, _ companions: UnitCompanions, _ facts: inout FactReader
  ) {
    guard let path = set.flag("config")?.text else { return }
    if let file = companions.environmentFile(path),
      let layer = ComponentConfigFormat.layer(of: file, for: .scheduler, facts: &facts)
    {
      sets.insert(layer, at: 0)
      files = [file]
    } else {
      addGap("kube-scheduler's leader election may stand in \(path): give that file too", set)
    }
  }

  private mutating func addGap(_ message: String, _ set: FlagSet) {
    gaps.append(Gap(about: "cluster", fact: "flags", message: message, span: set.anchor))
  }
}
