internal import ClusterFormats
internal import FaultTolerance

extension ReportShapes {
  static let whatIf = Shape.object(
    "What haplan what-if -o json prints.",
    [
      key("formatVersion", .choice(["1"]), "The version of this format."),
      key("clusters", .list(of: judged), "The clusters."),
    ])

  private static let judged = Shape.object(
    "A cluster after failures; it has services, sides or scenarios.",
    [
      key("name", text, "Its name."), key("failed", names, "What has failed, as class:name."),
      key("maintained", names, "The nodes of these in maintenance.", isRequired: false),
      key("services", outcomes, "What works.", isRequired: false),
      key(
        "leftToLose", .map(of: count, keys: "class"),
        "How many more failures of a class are survived, whichever they are.", isRequired: false),
      key("sides", .list(of: side), "The sides of a partition.", isRequired: false),
      key(
        "votersOnSeveralSides", names, "Voters that are on more than one side.", isRequired: false),
      key("scenarios", .list(of: scenario), "One failure set after the other.", isRequired: false),
    ])

  private static let outcomes = Shape.list(
    of: .object(
      "A service.",
      [
        key("name", .choice(Service.allCases.map(\.rawValue)), "Its name."),
        key("status", .choice(["works", "down", "unknown"]), "Whether it works."),
        key("why", text, "What shows it."),
      ]))

  private static let side = Shape.object(
    "A side of a partition.",
    [key("names", names, "What is on it."), key("services", outcomes, "What works there.")])

  private static let scenario = Shape.object(
    "Failures beside those above.",
    [
      key("failed", names, "What has failed, as class:name."),
      key("stopped", names, "The services that all of these together stop, and no part of them."),
      key("services", outcomes, "What works."),
    ])
}
