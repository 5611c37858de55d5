import ClusterModel

extension ClusterView {
  /// Whether a flag set is that of every machine which runs its component.
  func isShared(flagSet index: Int) -> Bool {
    guard cluster.flagSets.indices.contains(index) else { return false }
    return cluster.flagSets[index].machines == .all
  }

  /// The program, and its machine where the flag set is the machine's own and others run the
  /// program too.
  func title(ofFlagSet index: Int, component: Component) -> String {
    guard cluster.flagSets.indices.contains(index),
      case .named(let machine) = cluster.flagSets[index].machines,
      cluster.invocations(of: component).count > 1
    else { return component.program }
    return "\(component.program) on \(machine)"
  }
}
