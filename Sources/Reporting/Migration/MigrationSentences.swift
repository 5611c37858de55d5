/// What the pages of a migration say, whatever they are written in.
struct MigrationSentences {
  let report: MigrationReport

  var title: String {
    "\(report.name): from \(report.from) to \(report.to)"
  }

  /// The first line under the title.
  var verdict: String {
    if let reason = report.reason { return "Not possible: \(reason)." }
    if report.steps.isEmpty {
      return "Nothing to do: both say the same of etcd and the API servers."
    }
    let lowest = report.steps.map(\.duringTolerates).min() ?? 0
    let changes = report.steps.filter { $0.before != $0.after }.count
    let counted =
      "\(Wording.counted(report.steps.count, "step")), of which \(changes) change"
      + "\(changes == 1 ? "s" : "") members or API servers"
    let margin =
      lowest < 0
      ? "**Quorum is lost for a moment** where the tool adds a voter before it runs"
      : lowest == 0
        ? "Quorum is kept throughout, but at the weakest no voter may fail"
        : "Quorum is kept throughout; at the weakest \(Wording.counted(lowest, "voter")) may fail"
    return "\(counted). \(margin)."
  }

  var help: String? { report.leastChange.map { "Least change: \($0)." } }

  /// Whose commands they are.
  var runner: String {
    report.tool.map { "The commands are those of \($0), which runs this cluster." }
      ?? "The commands are etcdctl's, for members that nobody manages. Where kubeadm, kubespray, kOps "
      + "or Cluster API runs this cluster, say so with --tool: it would undo what is done beside it."
  }

  var proof: String? {
    report.isProven || report.steps.isEmpty
      ? nil
      : "The search was given up before its end: there may be an order with less time in weak states."
  }

  /// `3 voters, quorum 2, may lose 1; zones 1`.
  static func figures(_ figures: MigrationReport.Figures) -> String {
    var text = Wording.counted(figures.voters, "voter")
    if figures.learners > 0 { text += " + \(Wording.counted(figures.learners, "learner"))" }
    return text
  }

  /// What may fail, shortly: `1 voter, 1 zone`.
  static func margin(_ tolerates: Int, _ survives: [MigrationReport.Survived]) -> String {
    guard tolerates >= 0 else { return "no quorum" }
    let levels = survives.map { Wording.counted($0.count, $0.level) }
    return ([Wording.counted(tolerates, "voter")] + levels).joined(separator: ", ")
  }

  /// `add-learner etcd-4`; what the command of a tool does to members besides is named.
  static func headline(_ step: MigrationReport.Step) -> String {
    let touchesMembers = step.includes.contains { [.startMember, .removeMember].contains($0) }
    let isServer = [.addAPIServer, .removeAPIServer].contains(step.action)
    return "\(step.action.rawValue) \(step.target)"
      + (touchesMembers && isServer
        ? step.target.contains(", ") ? " with their members" : " with its member" : "")
  }

  /// How it stands before, meanwhile and after, where something changes.
  static func course(_ step: MigrationReport.Step) -> String? {
    guard step.before != step.after else { return nil }
    func may(_ tolerates: Int, _ survives: [MigrationReport.Survived]) -> String {
      tolerates < 0 ? "no quorum" : "\(margin(tolerates, survives)) may fail"
    }
    func state(_ figures: MigrationReport.Figures) -> String {
      "\(self.figures(figures)), \(may(figures.tolerates, figures.survives))"
    }
    let (first, last) = (step.before.apiServers ?? 0, step.after.apiServers ?? 0)
    let servers = first == last ? "" : "; API servers that serve: \(first), then \(last)"
    return "before: \(state(step.before)); meanwhile: \(may(step.duringTolerates, [])); "
      + "after: \(state(step.after)), quorum \(step.after.quorum)\(servers)"
  }

  /// The states that hold the least, and how long they last.
  var weakest: String? {
    guard let first = report.steps.firstIndex(where: \.isWeakest) else { return weakStart }
    let step = report.steps[first]
    let figures =
      (step.passes + [step.after]).min { ($0.tolerates, -$0.voters) < ($1.tolerates, -$1.voters) }
      ?? step.after
    let state =
      figures.quorum == figures.voters
      ? "all \(figures.voters) voters must live"
      : "\(figures.quorum) of \(figures.voters) voters must live"
    guard step.after.tolerates <= figures.tolerates else {
      return "Weakest during step \(first + 1): \(state). Have all of it ready before you begin it."
    }
    let ranges = weakRanges.map { "from step \($0.first) until step \($0.last) is done" }
    return
      "Weakest \(Wording.listed(ranges)): \(state). Have all of that ready before you begin it."
  }

  /// Where it is as weak as it gets before the first step.
  private var weakStart: String? {
    guard let start = report.steps.first?.before,
      let end = report.steps.firstIndex(where: { $0.after.tolerates > start.tolerates })
    else { return nil }
    let may = start.tolerates == 0 ? "no further voter" : Wording.counted(start.tolerates, "voter")
    return "Weak already: until step \(end + 1) is done \(may) may fail."
  }

  /// Numbers of the step that leads into a weak state, and of the one that leads out.
  private var weakRanges: [(first: Int, last: Int)] {
    var ranges: [(first: Int, last: Int)] = []
    for index in report.steps.indices where report.steps[index].isWeakest {
      if index > 0, report.steps[index - 1].isWeakest { continue }
      let end = report.steps[index...].firstIndex { !$0.isWeakest } ?? report.steps.count - 1
      ranges.append((index + 1, end + 1))
    }
    return ranges
  }

  /// Whether a step is done already, as the running etcd shows.
  func isDone(_ index: Int) -> Bool { report.resumeAt.map { index + 1 < $0 } ?? false }
}
