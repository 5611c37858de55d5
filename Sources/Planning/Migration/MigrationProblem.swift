/// From which members and API servers to which: what a migration has to bring about.
package struct MigrationProblem: Sendable {
  /// What a member is to its cluster.
  package enum Role: Sendable, Hashable {
    case voter, learner
  }

  /// A member before or after the migration, or both.
  package struct Member: Sendable {
    package let name: String
    /// `nil`: it is none before.
    package let before: Role?
    /// `nil`: it is none after.
    package let after: Role?
    /// Whether it answers now; one that does not is removed first, and added anew where it is wanted.
    package let isAlive: Bool
    /// By level: groups of redundant domains. It falls when all domains of any group have fallen.
    package let places: [String: [[String]]]

    package init(
      name: String, before: Role?, after: Role?, isAlive: Bool = true,
      places: [String: [[String]]] = [:]
    ) {
      self.name = name
      self.before = before
      self.after = after
      self.isAlive = isAlive
      self.places = places
    }
  }

  /// An API server before or after the migration, or both.
  package struct Server: Sendable {
    package let name: String
    /// The members that it lists, by index, before; `nil`: there is none then.
    package let before: Set<Int>?
    /// The same after.
    package let after: Set<Int>?
    /// The member that the tool which runs the cluster adds and removes together with it.
    package let companion: Int?

    package init(name: String, before: Set<Int>?, after: Set<Int>?, companion: Int? = nil) {
      self.name = name
      self.before = before
      self.after = after
      self.companion = companion
    }
  }

  package let members: [Member]
  package let servers: [Server]

  /// The most members, and API servers, of both sides together: what a state has room for.
  package static let mostElements = 32

  package init(members: [Member], servers: [Server]) {
    self.members = members
    self.servers = servers
  }
}
