internal import ClusterFormats
internal import ClusterModel
internal import Reporting

/// The shape of the JSON report of `inputs`.
enum InputsShapes {
  private static let text = ReportShapes.text
  private static let place = Shape.nullable(ReportShapes.location)

  private static func key(_ name: String, _ shape: Shape, _ about: String) -> ObjectShape.Key {
    ReportShapes.key(name, shape, about)
  }

  static let report = Shape.object(
    "What haplan inputs -o json prints.",
    [
      key("formatVersion", .choice(["1"]), "The version of this format."),
      key("inputs", .list(of: input), "The files, by path."),
      key("clusters", .list(of: cluster), "The clusters that they make."),
      key("foreign", ReportShapes.count, "Files of the folders walked that are somebody else's."),
    ])

  private static let input = Shape.object(
    "A file.",
    [
      key("path", text, "As given, or below the folder given."),
      key("status", .choice(InputsReport.Status.allCases.map(\.rawValue)), "What became of it."),
      key("reason", .nullable(text), "Why it was not read, or what it was read with."),
      key(
        "formats",
        .list(
          of: .object(
            "What it was taken for.",
            [
              key("name", .choice(FormatName.allCases.map(\.rawValue)), "The format."),
              key("reason", text, "What in it says so."),
            ])), "What it was taken for."),
      key("machines", .list(of: text), "The machines whose parts it has."),
      key("clusters", .list(of: text), "The clusters that it says something of."),
      key(
        "facts",
        .list(
          of: .object(
            "A fact.",
            [
              key("fact", text, "What."), key("value", text, "As stated."),
              key("location", ReportShapes.location, "Where."),
            ])), "The facts taken."),
      key("notUnderstood", .list(of: gap), "What was seen and not understood."),
      key("missing", .list(of: gap), "What is said to stand elsewhere, or left out."),
      key(
        "problems",
        .list(
          of: .object(
            "A problem.",
            [key("message", text, "What is wrong."), key("location", place, "Where.")])),
        "What is wrong with it."),
    ])

  private static let cluster = Shape.object(
    "A cluster.",
    [
      key("name", text, "Its name."),
      key("sources", .list(of: text), "The files that describe it."),
      key("verdict", text, "What it survives, in one line."),
      key("missing", .list(of: gap), "What is missing for a verdict."),
    ])

  private static let gap = Shape.object(
    "Something that is not known.",
    [
      key("about", text, "What it is about."), key("fact", text, "The missing fact."),
      key("message", text, "What is not known."),
      key("hint", .nullable(text), "What to give so that it is known."),
      key("location", place, "Where."),
    ])
}
