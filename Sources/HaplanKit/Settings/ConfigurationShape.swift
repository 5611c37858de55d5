internal import ClusterFormats
internal import ClusterModel
internal import Rules

/// What a `.haplan.yaml` may say.
enum ConfigurationShape {
  private static let names = Shape.list(of: .text(example: "etcd-two-members"))

  static let document = Shape.object(
    "The configuration of haplan, for the inputs below its folder.",
    [
      .init("select", names, "Only these rules or categories."),
      .init("ignore", names, "Without these rules or categories."),
      .init(
        "severity",
        .map(of: .choice(Severity.allCases.map(\.rawValue)), keys: "rule or category"),
        "Severities in place of the rules' own."),
      .init(
        "per-file-ignores", .map(of: names, keys: "pattern of .gitignore"),
        "Rules or categories that are not judged for some files."),
      .init(
        "exclude", .list(of: .text(example: "lab/")),
        "What a walk leaves out: patterns as in .gitignore."),
      .init(
        "profile", .choice(["auto"] + Profile.allCases.map(\.rawValue)),
        "How strict, for clusters whose documents do not say."),
    ])
}
