internal import Syntax

/// The formats haplan reads.
package enum Formats {
  /// Every format that reads one file by itself, in the order in which their parts are given.
  package static let all: [any Format.Type] =
    balancers + [
      HaplanFormat.self, KubeadmFormat.self, StaticPodFormat.self, SystemdUnitFormat.self,
      CommandLineFormat.self,
      KopsFormat.self, ClusterAPIFormat.self,
      KindFormat.self, K3sFormat.self, TalosFormat.self, OpenShiftFormat.self,
      EtcdConfigFormat.self, EnvironmentFileFormat.self,
      ComponentConfigFormat.self, AnsibleInventoryFormat.self,
      K0sctlFormat.self, RKEFormat.self, KubeKeyFormat.self, KubeOneFormat.self, SealosFormat.self,
      NodeDumpFormat.self, EtcdMembersFormat.self,
    ]

  /// What all formats read of a file. What keeps its syntax from being read is a problem only
  /// where a format knows the file as its own; else it is nobody's, and `input.documents` tells
  /// what is wrong with it.
  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    for format in all where isShown(input, to: format) && format.claim(input) != .none {
      // What a page shows stands in its code blocks; it is no document itself.
      if input.isPage, format != CommandLineFormat.self { continue }
      result.merge(format.read(input))
    }
    result.problems += FlagListLimit.problems(in: result.parts)
    return result
  }

  /// Whether a format knows the file as its own by a look at its bytes, whatever reading it gives.
  package static func isCertain(_ input: FormatInput) -> Bool {
    !input.isPage && !input.looksLikeScript
      && all.contains { isShown(input, to: $0) && $0.claim(input) == .certain }
  }

  /// Whether the file is of the kind that the format is asked about.
  static func isShown(_ input: FormatInput, to format: any Format.Type) -> Bool {
    switch format.material {
    case .all: true
    case .objects: input.hasObjects
    case .others: !input.hasObjects || input.looksLikeScript
    }
  }
}
