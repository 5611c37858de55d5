public import Syntax

/// The flags of one component as one place of one document states them; several machines may share
/// a set, and one component of one machine may take flags from several places. One object, which all
/// that look at it share.
public final class FlagSet: Sendable {
  /// Which machines run the component with these flags.
  public enum Machines: Sendable, Hashable {
    /// Every machine that runs the component.
    case all
    /// The one of this name.
    case named(String)
  }

  /// How the document writes flags: what an edit has to look like.
  public enum Style: Sendable, Hashable {
    /// `--name=value` words of a command line in a unit or a script.
    case commandLine
    /// Items `--name=value` of a YAML or JSON list: a static pod, a haplan spec.
    case argumentList
    /// Items `name=value` of a YAML list: RKE2 and k3s.
    case assignmentList
    /// Entries `name: value` of a mapping. `stringsOnly` where its reader wants strings (kubeadm).
    case mapping(stringsOnly: Bool)
    /// Items `{name: …, value: …}` of a list: kubeadm from v1beta4 on.
    case nameValueList
    /// Assignments `ETCD_NAME=value` of an environment file whose program reads its environment.
    case environment
    /// Fields of a component's configuration file, by other names than the flags have:
    /// `leaderElection.leaseDuration`.
    case configurationFields
    /// Fields that each set one flag by another name, flag to field; they may stand in several files.
    case namedFields([String: String])
    /// Another field that sets the flag; haplan does not write it.
    case derived
  }

  /// What a flag that is absent from the set means.
  public enum Absence: Sendable, Hashable {
    /// The program takes its default: the set is all that it gets.
    case isDefault
    /// Nothing: further flags stand elsewhere, as the text says.
    case isUnknown(String)
  }

  public let component: Component
  public let machines: Machines
  /// In order of writing. The last of one name counts; of lists, all.
  public let flags: [Flag]
  public let absence: Absence
  public let style: Style
  /// The nearest place that states the component: the program's word in a command line, the key.
  public let anchor: Span
  /// The format that read it, and can write it.
  public let format: FormatName
  /// Which lengths the names of its flags have: most flags that are asked for are not there.
  let lengths: NameLengths

  public init(
    component: Component, machines: Machines, flags: [Flag], absence: Absence, style: Style,
    anchor: Span, format: FormatName
  ) {
    self.component = component
    self.machines = machines
    self.flags = flags
    self.absence = absence
    self.style = style
    self.anchor = anchor
    self.format = format
    lengths = NameLengths(flags)
  }

  /// The same flags, as those of one machine.
  public func on(machine: String) -> FlagSet {
    FlagSet(
      component: component, machines: .named(machine), flags: flags, absence: absence,
      style: style, anchor: anchor, format: format)
  }

  /// The same flags, with another word on what an absent one means.
  public func withAbsence(_ absence: Absence) -> FlagSet {
    FlagSet(
      component: component, machines: machines, flags: flags, absence: absence, style: style,
      anchor: anchor, format: format)
  }

  /// Flags of kube-apiserver that add to what they were given before: pflag's StringSlice, and maps
  /// (pkg/server/options, component-base/cli/flag).
  private static let lists: Set<String> = [
    "etcd-servers", "etcd-servers-overrides", "enable-admission-plugins",
    "disable-admission-plugins", "authorization-mode", "feature-gates", "runtime-config",
  ]

  /// The flag that counts: the last of its name, or all of them where they add up.
  public func flag(_ name: String) -> Flag? {
    guard lengths.contains(name) else { return nil }
    let length = name.utf8.count
    let place = flags.indices.last {
      flags[$0].name.utf8.count == length && flags[$0].name == name
    }
    guard let place else { return nil }
    if component == .apiServer, flags[..<place].contains(where: { $0.name == name }),
      Self.lists.contains(name), let sum = sum(of: name)
    {
      return sum
    }
    return flags[place]
  }

  /// A flag that is written more than once, as one; it stands in the last place.
  private func sum(of name: String) -> Flag? {
    let parts = flags.filter { $0.name == name }
    guard parts.count > 1, let last = parts.last else { return nil }
    let texts = parts.compactMap(\.text)
    let unknown = parts.first { $0.text == nil }?.value
    return Flag(
      name: name, value: unknown ?? .text(texts.joined(separator: ",")), nameSpan: last.nameSpan,
      valueSpan: last.valueSpan, entrySpan: last.entrySpan, parts: parts)
  }
}
