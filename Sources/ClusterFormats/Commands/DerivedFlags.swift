internal import ClusterModel
internal import Syntax

/// Flags that a tool gives to a component of its own accord, so that their absence from its settings
/// is not taken for the program's own default.
struct DerivedFlags {
  private let component: Component
  private let format: FormatName
  private let values: [(name: String, value: Flag.Value)]

  /// `perMachine`: those that differ between machines, and are not known.
  init(
    _ component: Component, format: FormatName, tool: String, known: [(String, String)],
    perMachine: [String] = []
  ) {
    self.component = component
    self.format = format
    values =
      known.map { ($0.0, .text($0.1)) }
      + perMachine.map { ($0, .unknown("\(tool) sets --\($0) on each machine")) }
  }

  /// The flags, stated at the place that the tool's settings have.
  func at(_ span: Span, machines: FlagSet.Machines = .all) -> FlagSet {
    FlagSet(
      component: component, machines: machines,
      flags: values.map {
        Flag(name: $0.name, value: $0.value, nameSpan: span, valueSpan: span, entrySpan: span)
      },
      absence: .isDefault, style: .derived, anchor: span, format: format)
  }
}

extension FlagSet {
  /// As `DerivedFlags`, for values that the tool's settings decide.
  static func derived(
    _ component: Component, machines: Machines = .all, format: FormatName, tool: String,
    at span: Span, known: [(String, String)], perMachine: [String] = []
  ) -> FlagSet {
    DerivedFlags(component, format: format, tool: tool, known: known, perMachine: perMachine)
      .at(span, machines: machines)
  }
}
