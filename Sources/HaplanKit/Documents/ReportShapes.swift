internal import ClusterFormats
internal import ClusterModel
internal import FaultTolerance
internal import Rules

/// The shapes of the JSON reports, from which their schemas are generated. A report may grow:
/// further keys are allowed.
enum ReportShapes {
  static func key(
    _ name: String, _ shape: Shape, _ about: String, isRequired: Bool = true
  ) -> ObjectShape.Key {
    .init(name, shape, isRequired: isRequired, about)
  }

  static let text = Shape.text(example: "")
  static let count = Shape.integer(0...Int.max)
  private static let place = Shape.object(
    "A place in a text.",
    [
      key("line", .integer(1...Int.max), "From 1."),
      key("column", .integer(1...Int.max), "From 1, in Unicode scalars."),
      key("offset", count, "Bytes from 0."),
    ])
  static let location = Shape.object(
    "A range of a file.",
    [key("path", text, "As given."), key("start", place, "First."), key("end", place, "Past.")])

  private static let etcd = Shape.object(
    "The main etcd; null where no document states it.",
    [
      key(
        "topology", .choice(["stacked", "external", "mixed", "unknown"]), "Where members stand."),
      key("members", .nullable(count), "Members, learners too."),
      key("voters", .nullable(count), "Members that vote."),
      key("quorum", .nullable(count), "Voters that must be up."),
      key("tolerates", .nullable(count), "Voters that may fail."),
      key("atLeast", count, "A lower bound of the members.", isRequired: false),
    ])

  static let check = Shape.object(
    "What haplan check -o json prints.",
    [
      key("formatVersion", .choice(["1"]), "The version of this format."),
      key(
        "tool",
        .object(
          "The program.", [key("name", .choice(["haplan"]), "Its name."), key("version", text, "")]),
        "The program."),
      key("clusters", .list(of: cluster), "The clusters."),
      key("findings", .list(of: finding), "The findings, by path, offset and rule."),
      key("problems", .list(of: problem), "Inputs that could not be read whole."),
      key(
        "skipped",
        .list(
          of: .object(
            "A file left out.", [key("path", text, "Its path."), key("reason", text, "Why.")])),
        "Files left out of a folder."),
      key("summary", summary, "Counts."),
    ])

  private static let cluster = Shape.object(
    "A cluster.",
    [
      key("name", text, "Its name."),
      key("sources", .list(of: text), "The files that describe it."),
      key("profile", .choice(Profile.allCases.map(\.rawValue)), "How strict it was judged."),
      key("etcd", etcd, "The main etcd."), key("verdict", text, "What it survives, in one line."),
    ])

  private static let severities = Shape.choice(Severity.allCases.map(\.rawValue))

  private static let finding = Shape.object(
    "A finding.",
    [
      key("rule", text, "The rule's name."),
      key("category", .choice(Category.allCases.map(\.rawValue)), "The rule's category."),
      key("severity", severities, "How much it matters."), key("message", text, "What is wrong."),
      key("help", .nullable(text), "What to do."),
      key("cluster", .nullable(text), "The cluster's name; null for findings on a file."),
      key("location", location, "Where."),
      key(
        "related",
        .list(
          of: .object(
            "A second place.",
            [key("message", text, "What is there."), key("location", location, "")]
          )), "Further places."),
      key("fixes", .list(of: fix), "Edits that mend it."),
    ])

  private static let fix = Shape.object(
    "Edits, all or none.",
    [
      key("title", text, "What it does."),
      key("safety", .choice(Fix.Safety.allCases.map(\.rawValue)), "Who may apply it."),
      key(
        "edits",
        .list(
          of: .object(
            "A replacement.",
            [
              key("path", text, "The file."), key("start", count, "First byte."),
              key("end", count, "Past the last byte."), key("replacement", text, "The new text."),
            ])), "In order."),
    ])

  private static let problem = Shape.object(
    "A problem of an input.",
    [
      key("path", text, "The input."), key("message", text, "What is wrong."),
      key("location", .nullable(location), "Where; null for the file as a whole."),
    ])

  private static let summary = Shape.object(
    "Counts.",
    ["files", "clusters", "errors", "warnings", "notes", "problems", "skipped"].map {
      key($0, count, "How many.")
    })

  static let table = Shape.object(
    "What haplan table -o json prints.",
    [
      key("formatVersion", .choice(["1"]), "The version of this format."),
      key("clusters", .list(of: assessed), "The clusters."),
    ])

  private static let assessed = Shape.object(
    "A cluster and what it survives.",
    [
      key("name", text, "Its name."), key("verdict", text, "One line."), key("etcd", etcd, "etcd."),
      key("services", .list(of: service), "The services."), key("timings", timings, "Takeovers."),
      key(
        "unknown",
        .list(
          of: .object(
            "Something that is not known.",
            [
              key("about", text, "What it is about."), key("fact", text, "The missing fact."),
              key("message", text, "What follows."), key("location", location, "Where."),
            ])), "What is not known."),
    ])

  static let names = Shape.list(of: text)

  private static let service = Shape.object(
    "A service.",
    [
      key("name", .choice(Service.allCases.map(\.rawValue)), "Its name."),
      key("status", .choice(["works", "down", "unknown"]), "With nothing failed."),
      key("reason", text, "Why it is unknown.", isRequired: false),
      key("tolerance", .list(of: tolerance), "A row for each class."),
      key("together", .list(of: together), "Failures of several classes at the same time."),
      key("singlePointsOfFailure", .nullable(names), "What stops it alone."),
      key("availability", .nullable(availability), "Null without assumptions."),
    ])

  private static let tolerance = Shape.object(
    "Failures of one class.",
    [
      key("class", text, "The class."), key("total", count, "Its elements."),
      key("guaranteed", .nullable(count), "Survived whichever they are."),
      key("bestCase", .nullable(count), "Survived if they are well chosen."),
      key("weakestCut", .nullable(names), "The first of the smallest sets that stop it."),
      key(
        "cuts", .nullable(.either([count, .text(example: "", pattern: "^[0-9]+$")])),
        "Minimal cut sets; a text above 2^53."),
      key("upperBound", .boolean, "What has no name could lower it.", isRequired: false),
      key("reason", text, "Why this row is unknown.", isRequired: false),
    ])

  private static let together = Shape.object(
    "A combination.",
    [
      key("failures", .map(of: count, keys: "class"), "How many of each class."),
      key("survives", .nullable(.boolean), "Whether all such sets are survived."),
      key("witness", .nullable(names), "A set that is not."),
      key("reason", text, "Why it is unknown.", isRequired: false),
    ])

  private static let availability = Shape.object(
    "Under the input's assumptions.",
    [
      key("unavailability", .fraction, "The fraction of time it is down."),
      key("downtimeMinutesPerYear", .number, "Of 525,960 minutes."),
      key("minimalCutSets", .nullable(cutSets), "Over all events; null beyond the budget."),
      key("importance", .nullable(.list(of: importance)), "By critical importance, falling."),
      key("frequencyPerHour", .nullable(.number), "Failures an hour; null without repair times."),
      key("meanHoursBetweenFailures", .nullable(.number), "Mean hours up."),
      key("meanHoursDown", .nullable(.number), "Mean hours down."),
    ])

  private static let cuts = Shape.either([count, .text(example: "", pattern: "^[0-9]+$")])

  private static let cutSets = Shape.object(
    "Minimal cut sets.",
    [
      key("total", cuts, "How many."), key("byOrder", .map(of: cuts, keys: "size"), "By size."),
      key("smallest", .list(of: names), "The 20 smallest at most."),
    ])

  private static let importance = Shape.object(
    "How much one event matters.",
    [key("event", text, "The event.")]
      + ["birnbaum", "critical", "diagnostic", "riskAchievement", "riskReduction"].map {
        key($0, .nullable(.number), "A measure of importance.")
      })

  private static let timings = Shape.object(
    "Seconds; null where not known.",
    Timing.allCases.map { key($0.rawValue, takeover, "") })

  private static let takeover = Shape.object(
    "From a failure to its end.",
    ["earliestSeconds", "meanSeconds", "latestSeconds", "marginSeconds"].map {
      key($0, .nullable(.number), "Seconds.")
    })
}
