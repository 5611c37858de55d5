internal import ClusterFormats
internal import Reporting

extension ReportShapes {
  static let migration = Shape.object(
    "What haplan migrate -o json prints.",
    [
      key("formatVersion", .choice(["1"]), "The version of this format."),
      key("feasible", .boolean, "Whether there is a safe order."),
      key("optimal", .boolean, "Whether every order was looked at."),
      key("name", text, "The cluster."), key("from", text, "What there is, in words."),
      key("to", text, "What there shall be, in words."),
      key("tool", .nullable(text), "Who runs the cluster; null for nobody."),
      key("reason", .nullable(text), "Why there is no safe order."),
      key("leastChange", .nullable(text), "The least change that would help."),
      key("resumeAt", .nullable(count), "The step to go on with, as the running etcd stands."),
      key("live", .nullable(text), "What was seen of the running etcd."),
      key("remarks", names, "How the two were read."),
      key("unknown", names, "What no document says."),
      key("environment", names, "Lines for the shell before the commands."),
      key("goNoGo", checks, "What must hold before the first step."),
      key("freeze", names, "What is switched off meanwhile."),
      key("stopRule", text, "When to stop, whatever step it is."),
      key("steps", .list(of: step), "In order; empty where nothing is to be done, or can be."),
      key("afterwards", names, "What is to be updated."),
    ])

  private static let margin = Shape.integer(-64...Int.max)

  private static let checks = Shape.list(
    of: .object(
      "A check.",
      [
        key("run", .nullable(text), "The command; null where a person looks."),
        key("expect", text, "What it should say."),
      ]))

  private static let figures = Shape.object(
    "How etcd and the API servers stand.",
    [
      key("voters", count, "Members that vote."), key("learners", count, "Members that do not."),
      key("quorum", count, "Voters that must be up."),
      key("tolerates", margin, "Voters that may fail; below zero: there is no quorum."),
      key(
        "survives", .map(of: count, keys: "level"),
        "Domains of which any may fail without stopping etcd, by level."),
      key("apiServers", .nullable(count), "API servers that reach a voter; null: not described."),
    ])

  private static let actions = MigrationReport.Action.allCases.map(\.rawValue)

  private static let step = Shape.object(
    "A step.",
    [
      key("n", count, "Its number, from 1."), key("action", .choice(actions), "What it does."),
      key("target", text, "To whom."),
      key(
        "includes", .list(of: .choice(actions)), "What its command does by itself besides.",
        isRequired: false),
      key("before", figures, "Before it."),
      key(
        "during",
        .object(
          "Meanwhile.",
          [
            key("tolerates", margin, "Voters that may fail at the worst moment."),
            key("note", text, "What happens."),
          ]), "Meanwhile."),
      key("after", figures, "After it."), key("precheck", checks, "Before it is begun."),
      key("run", names, "Lines for a shell."),
      key(
        "wait",
        .object(
          "When it is done.",
          [key("until", text, "What to wait for."), key("timeout", text, "At most, such as 10m.")]),
        "When it is done."), key("verify", checks, "That it worked."),
      key("ifItFails", text, "What to do then."), key("undo", names, "Lines that take it back."),
      key("pointOfNoReturn", .boolean, "Whether it cannot be taken back."),
      key("typically", text, "How long it takes."),
      key("weakest", .boolean, "Whether it leads to, or keeps, one of the weakest states."),
    ])
}
