/// What stands in one zone.
package struct ZoneLoad: Sendable, Hashable {
  /// Control-plane nodes with a member on them.
  package var stacked = 0
  /// Control-plane nodes without one.
  package var bare = 0
  /// Members on machines of their own.
  package var alone = 0
  /// Each on a machine of its own.
  package var balancers = 0

  package init(stacked: Int = 0, bare: Int = 0, alone: Int = 0, balancers: Int = 0) {
    self.stacked = stacked
    self.bare = bare
    self.alone = alone
    self.balancers = balancers
  }

  /// Control-plane nodes: each runs an API server, a controller manager and a scheduler.
  package var controlPlane: Int { stacked + bare }
  /// Members of either kind.
  package var members: Int { stacked + alone }
  /// Machines without balancers'.
  package var nodes: Int { stacked + bare + alone }
}
