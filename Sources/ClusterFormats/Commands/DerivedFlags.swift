internal import ClusterModel
internal import Syntax

extension FlagSet {
  /// Flags that a tool gives to a component of its own accord, so that their absence from its
  /// settings is not taken for the program's own default. Those that differ between machines are
  /// unknown.
  static func derived(
    _ component: Component, machines: Machines = .all, format: FormatName, tool: String,
    at span: Span, known: [(String, String)], perMachine: [String] = []
  ) -> FlagSet {
    func flag(_ name: String, _ value: Flag.Value) -> Flag {
      Flag(name: name, value: value, nameSpan: span, valueSpan: span, entrySpan: span)
    }
    return FlagSet(
      component: component, machines: machines,
      flags: known.map { flag($0.0, .text($0.1)) }
        + perMachine.map { flag($0, .unknown("\(tool) sets --\($0) on each machine")) },
      absence: .isDefault, style: .derived, anchor: span, format: format)
  }
}
