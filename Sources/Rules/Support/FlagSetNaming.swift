import ClusterModel
import Syntax

extension Cluster {
  /// Whether doubled backslashes end a command line in its unit before all of its lines.
  func isCutShort(_ invocation: Invocation) -> Bool {
    marks.contains { mark in
      mark.kind == .doubledBackslash(invocation.component)
        && mark.span.file == invocation.anchor?.file
    }
  }
}

extension ClusterView {
  /// Whether a flag set is that of every machine which runs its component.
  func isShared(flagSet index: Int) -> Bool {
    guard cluster.flagSets.indices.contains(index) else { return false }
    return cluster.flagSets[index].machines == .all
  }

  /// Whether all flags of an invocation stand on a command line, which is complete; a description
  /// need not name every flag.
  func isOnCommandLine(_ invocation: Invocation) -> Bool {
    !invocation.layers.isEmpty
      && invocation.layers.allSatisfy { layer in
        guard cluster.flagSets.indices.contains(layer) else { return false }
        switch cluster.flagSets[layer].format {
        case .systemdUnit, .commandLine, .staticPod: return true
        default: return false
        }
      }
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
