package import ClusterModel
internal import Syntax

/// A kind of file that haplan reads: it recognises its documents by content, whatever the file is
/// called, and states their facts with their places. It never judges.
package protocol Format: Sendable {
  static var name: FormatName { get }

  /// The kind of file that the format is asked about.
  static var material: Material { get }

  /// A look at the bytes alone, without parsing: a foreign file must cost next to nothing.
  static func claim(_ input: FormatInput) -> Claim

  /// The format's documents among those of the file; the others are left alone.
  static func read(_ input: FormatInput) -> ReadResult
}

extension Format {
  /// Asked about every file.
  package static var material: Material { .all }
}

/// What a format says of a file after a look at its bytes.
package enum Claim: Comparable, Sendable {
  /// Not one of the format's files.
  case none
  /// Reading decides.
  case possible
  /// The file is meant to be the format's: where it is broken, that is a problem.
  case certain
}
