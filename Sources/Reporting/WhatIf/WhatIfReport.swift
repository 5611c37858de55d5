package import FaultTolerance

/// What `what-if` found.
package struct WhatIfReport {
  /// What happens to one cluster.
  package struct Entry {
    /// The cluster's name.
    package let name: String
    /// What has failed, as `class:name`, in the order asked; nodes in maintenance too.
    package let failed: [String]
    /// The nodes among `failed` that are only in maintenance.
    package let maintained: [String]
    package let answer: Answer

    package init(name: String, failed: [String], maintained: [String], answer: Answer) {
      self.name = name
      self.failed = failed
      self.maintained = maintained
      self.answer = answer
    }
  }

  /// What works.
  package enum Answer {
    /// Every service, and what may still fail then.
    case services([Outcome], left: [Left])
    /// Side by side, and the names of the voters that are on several sides.
    case sides([Side], onSeveralSides: [String])
    /// One set of further failures after the other.
    case scenarios([Scenario])
  }

  /// So many more failures of a class are survived, whichever they are.
  package struct Left {
    package let className: String
    package let count: Int

    package init(className: String, count: Int) {
      self.className = className
      self.count = count
    }
  }

  /// A side of a partition.
  package struct Side {
    /// As the question has them.
    package let names: [String]
    package let services: [Outcome]

    package init(names: [String], services: [Outcome]) {
      self.names = names
      self.services = services
    }
  }

  /// Some further failures and what works after them.
  package struct Scenario {
    /// As `class:name`.
    package let failed: [String]
    package let services: [Outcome]
    /// The services that work without these failures and not with them, nor with a part of them.
    package let stopped: [Service]

    package init(failed: [String], services: [Outcome], stopped: [Service]) {
      self.failed = failed
      self.services = services
      self.stopped = stopped
    }
  }

  package let clusters: [Entry]

  package init(clusters: [Entry]) { self.clusters = clusters }
}
