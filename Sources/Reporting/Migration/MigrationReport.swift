/// What `migrate` found: a page to work by, or why there is none.
package struct MigrationReport: Sendable {
  /// How etcd and the API servers stand at one moment.
  package struct Figures: Sendable, Hashable {
    package let voters: Int
    package let learners: Int
    package let quorum: Int
    /// How many more voters may fail; below zero: there is no quorum.
    package let tolerates: Int
    /// Levels of failure domains, with how many domains may fail without stopping etcd.
    package let survives: [Survived]
    /// API servers that list a voter that answers; `nil` where none is described.
    package let apiServers: Int?

    package init(
      voters: Int, learners: Int, quorum: Int, tolerates: Int, survives: [Survived],
      apiServers: Int?
    ) {
      self.voters = voters
      self.learners = learners
      self.quorum = quorum
      self.tolerates = tolerates
      self.survives = survives
      self.apiServers = apiServers
    }
  }

  /// So many domains of a level may fail.
  package struct Survived: Sendable, Hashable {
    package let level: String
    package let count: Int

    package init(level: String, count: Int) {
      self.level = level
      self.count = count
    }
  }

  /// A command, and what it should say.
  package struct Check: Sendable, Hashable {
    /// `nil` where no command answers it.
    package let run: String?
    package let expect: String

    package init(_ run: String?, expect: String) {
      self.run = run
      self.expect = expect
    }
  }

  /// What a step does; the names are those of the JSON.
  package enum Action: String, Sendable, CaseIterable {
    case snapshot, freeze
    case addLearner = "add-learner"
    case startMember = "start-member"
    case promote
    case removeMember = "remove-member"
    case moveLeader = "move-leader"
    case setEtcdServers = "set-etcd-servers"
    case restartAPIServer = "restart-api-server"
    case addAPIServer = "add-api-server"
    case removeAPIServer = "remove-api-server"
    case drainBackend = "drain-backend"
    case addBackend = "add-backend"
    case removeBackend = "remove-backend"
    case issueCertificates = "issue-certificates"
    case resetNode = "reset-node"
    case updateInventory = "update-inventory"
    case unfreeze
  }

  /// One line of the list, with all that belongs to it.
  package struct Step: Sendable {
    package let action: Action
    package let target: String
    package let before: Figures
    package let after: Figures
    /// What the one command of a tool does by itself beside `action`.
    package var includes: [Action] = []
    /// How many voters may fail at the worst moment in between.
    package var duringTolerates = 0
    package var duringNote = ""
    package var precheck: [Check] = []
    /// Lines for a shell, in order.
    package var run: [String] = []
    package var waitUntil = ""
    /// As `10m`.
    package var timeout = ""
    package var verify: [Check] = []
    package var ifItFails = ""
    package var undo: [String] = []
    package var isPointOfNoReturn = false
    /// As `1 to 10 min`; how long the state of `after` lasts where it is a weak one.
    package var typically = ""
    /// States that one command of a tool passes through by itself.
    package var passes: [Figures] = []
    /// Whether the state that it leaves, or passes through, is one of the weakest on the way.
    package var isWeakest = false

    package init(_ action: Action, _ target: String, before: Figures, after: Figures) {
      self.action = action
      self.target = target
      self.before = before
      self.after = after
      duringTolerates = min(before.tolerates, after.tolerates)
    }
  }

  package var name = ""
  /// As `1 voter (stacked)`.
  package var from = ""
  package var to = ""
  /// Who runs the cluster: `kubeadm`; `nil` for nobody.
  package var tool: String?
  /// Lines that the shell needs before the commands.
  package var environment: [String] = []
  package var goNoGo: [Check] = []
  package var freeze: [String] = []
  package var steps: [Step] = []
  package var stopRule = ""
  package var afterwards: [String] = []
  /// What the reader must know of how this was understood.
  package var remarks: [String] = []
  package var unknowns: [String] = []
  /// Why there is no safe order; `nil` where there is one.
  package var reason: String?
  /// The least change that would help, where one would.
  package var leastChange: String?
  /// Whether every order was looked at.
  package var isProven = true
  /// The step to go on with, by number; `nil` where nothing live was given.
  package var resumeAt: Int?
  /// What the live state was found to be, in a sentence.
  package var liveRemark: String?

  package init() {}

  /// Whether there is a safe order.
  package var isFeasible: Bool { reason == nil }
}
