/// Where a run's configuration comes from.
package enum ConfigurationChoice: Hashable, Sendable {
  /// For each input the nearest `.haplan.yaml` at or above its folder.
  case nearest
  /// This file, for all inputs; its patterns are below the current folder.
  case file(String)
  case none
}
