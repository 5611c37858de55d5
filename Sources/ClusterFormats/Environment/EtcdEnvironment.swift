internal import ClusterModel
internal import Syntax

/// The variables that etcd reads: one for each of its flags (etcd pkg/flags `FlagToEnv`).
enum EtcdEnvironment {
  /// The flag that names a configuration file.
  static let configFile = "config-file"
  private static let prefix = "ETCD_"

  /// The flag that a variable stands for; `nil` for other variables.
  static func flag(of variable: String) -> String? {
    guard variable.hasPrefix(prefix), variable != "ETCD_VERSION" else { return nil }
    let name = variable.dropFirst(prefix.count)
    guard !name.isEmpty, name.utf8.allSatisfy({ $0 == 0x5F || (0x30...0x5A).contains($0) }) else {
      return nil
    }
    return name.lowercased().replacing("_", with: "-")
  }

  /// Whether etcd reads a variable.
  static func isRead(_ variable: String) -> Bool { flag(of: variable) != nil }

  /// The flags of an etcd some of whose variables are not known: what no flag gives may stand there.
  static func leavingOpen(_ set: FlagSet, _ reason: String) -> FlagSet {
    guard set.component == .etcd, set.absence == .isDefault else { return set }
    return set.withAbsence(.isUnknown("etcd reads variables, \(reason)"))
  }

  /// A number below zero is a value like others.
  private static func holdsFlags(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.first == UInt8(ascii: "-") else { return false }
    return bytes.dropFirst().first.map { !(0x30...0x39).contains($0) } ?? true
  }

  /// The flags that variables give, also those that the command line gives too; `nil` for none.
  /// An empty variable is none, and one that holds flags is put into the command line by its unit.
  static func flagSet(
    of variables: [EnvironmentAssignment], facts: inout FactReader
  ) -> FlagSet? {
    var flags: [Flag] = []
    for variable in variables {
      guard let name = flag(of: variable.name) else { continue }
      let text = variable.value.string
      guard !text.isEmpty, !holdsFlags(text) else { continue }
      flags.append(
        Flag(
          name: name, value: facts.flagValue(Located(text, variable.valueSpan)),
          nameSpan: variable.nameSpan, valueSpan: variable.valueSpan, entrySpan: variable.span))
    }
    guard let first = flags.first else { return nil }
    return FlagSet(
      component: .etcd, machines: .all, flags: flags, absence: .isDefault, style: .environment,
      anchor: first.nameSpan, format: .environmentFile)
  }
}
