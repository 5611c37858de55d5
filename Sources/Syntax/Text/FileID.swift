/// A file's number in the run's ordered list of inputs; two files never share one.
public struct FileID: Hashable, Comparable, Sendable {
  public let rawValue: UInt32

  public init(_ rawValue: UInt32) { self.rawValue = rawValue }

  public static func < (left: FileID, right: FileID) -> Bool { left.rawValue < right.rawValue }
}
