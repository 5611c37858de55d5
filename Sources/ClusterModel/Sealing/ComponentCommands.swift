/// The command lines of one component.
struct ComponentCommands: Sendable {
  /// Indices of the nodes that are known to run it; `invocations` are then theirs, one by one. Empty
  /// where no node is, and for etcd, whose members have machines of their own.
  let nodes: [Int]
  let invocations: [Invocation]
}

/// The command lines of every component.
struct CommandTable: Sendable {
  private let byComponent: [ComponentCommands]
  /// Those of all components, in their order.
  let invocations: [Invocation]

  /// One entry for each component, in their order.
  init(_ byComponent: [ComponentCommands]) {
    self.byComponent = byComponent
    invocations = byComponent.flatMap(\.invocations)
  }

  subscript(component: Component) -> ComponentCommands {
    byComponent[Component.allCases.firstIndex(of: component) ?? 0]
  }
}
