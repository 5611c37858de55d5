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
    /// The files that it changes.
    package var changed: Set<String> = []
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

  /// The same, where files could not be written: what would have changed them was left out.
  package func withoutWriting(_ failures: [(path: String, reason: String)]) -> Mending {
    var mending = self
    let reasons = Dictionary(failures.map { ($0.path, $0.reason) }) { first, _ in first }
    mending.changes.removeAll { reasons[$0.path] != nil }
    mending.applied = []
    for entry in applied {
      guard let path = entry.changed.sorted().first(where: { reasons[$0] != nil }) else {
        mending.applied.append(entry)
        continue
      }
      mending.skipped.append(entry.left(because: "\(path) \(reasons[path] ?? "")"))
    }
    return mending
  }
}

extension Mending.Entry {
  /// The same fix, not applied.
  fileprivate func left(because reason: String) -> Mending.Entry {
    Mending.Entry(
      place: place, path: path, rule: rule, title: title, safety: safety, reason: reason,
      isRefused: true, changed: changed)
  }
}
