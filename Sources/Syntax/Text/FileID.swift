/// A file's number in the run's ordered list of inputs; two files never share one.
package struct FileID: Hashable, Comparable, Sendable {
  package let rawValue: UInt32

  package init(_ rawValue: UInt32) { self.rawValue = rawValue }

  package static func < (left: FileID, right: FileID) -> Bool { left.rawValue < right.rawValue }
}
