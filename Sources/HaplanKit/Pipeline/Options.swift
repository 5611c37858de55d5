package import ClusterModel
package import Rules

/// What a run is asked for, whatever the command.
package struct Options: Sendable {
  /// Files, folders, or `-`; none means the current folder.
  package var paths: [String] = []
  package var standardInputName: String?
  /// `nil`: as the documents say, else chosen by whether high availability is claimed.
  package var profile: Profile?
  /// Templated and foreign files met in a folder are problems too.
  package var isStrict = false
  package var allowsEmpty = false
  /// Everything given is one cluster.
  package var merges = false
  /// How many threads read and judge; `nil`: as many as there are processors. What is said does not
  /// depend on it.
  package var jobs: Int?
  /// Rules or categories to run, by name; empty means all.
  package var selected: Set<String> = []
  package var ignored: Set<String> = []
  /// Severities asked for by name; they replace all grades of a rule.
  package var severities: [String: Severity] = [:]

  package var configuration = ConfigurationChoice.nearest
  /// Findings that are accepted for now.
  package var baseline: Baseline?

  package init() {}
}
