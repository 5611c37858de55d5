package import Reporting
package import Rules

/// What became of the fixes of a run.
package struct Mending {
  /// One fix, applied or not.
  package struct Entry: Hashable, Sendable {
    /// `path:line:column`, as the file stood when the fix came up.
    package let place: String
    package let path: String
    package let rule: String
    package let title: String
    package let safety: Fix.Safety
    /// Why it was not applied; `nil` where it was.
    package let reason: String?
    /// Whether its file may not be written.
    package var isRefused = false
  }

  /// A file that fixes change.
  package struct Change: Hashable, Sendable {
    package let path: String
    package let before: [UInt8]
    package let after: [UInt8]
  }

  /// The fixes that were applied, in order.
  package internal(set) var applied: [Entry] = []
  /// The fixes that were left out, in the order of the files.
  package internal(set) var skipped: [Entry] = []
  /// The files that differ, in the order of their paths.
  package internal(set) var changes: [Change] = []
  /// What was read after the fixes.
  package internal(set) var reading: Reading
  /// What is left to say after the fixes.
  package internal(set) var report: CheckReport
}
