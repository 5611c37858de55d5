internal import ClusterModel
internal import Syntax

/// Keeps flags whose values are lists within what a cluster may have of anything.
enum FlagListLimit {
  /// Why the value of such a flag is not known.
  private static let reason = "more than \(ClusterSchema.mostOfAnything) items are not read"

  /// What stands for a text that lists more than is read; `nil` where it does not.
  static func value(for text: String) -> Flag.Value? {
    guard text.utf8.count > ClusterSchema.mostOfAnything else { return nil }
    let commas = text.utf8.count { $0 == UInt8(ascii: ",") }
    return commas < ClusterSchema.mostOfAnything ? nil : .unknown(reason)
  }

  /// The flags of parts that list too much.
  static func problems(in parts: [ClusterPart]) -> [InputProblem] {
    var problems: [InputProblem] = []
    for part in parts {
      for set in part.flagSets {
        for flag in set.flags {
          guard case .unknown(reason) = flag.value else { continue }
          problems.append(
            InputProblem(
              "--\(flag.name) has more than \(ClusterSchema.mostOfAnything) items: none are read",
              flag.valueSpan))
        }
      }
    }
    return problems
  }
}
