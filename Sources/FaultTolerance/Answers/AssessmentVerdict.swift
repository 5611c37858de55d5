internal import ClusterModel
internal import Syntax

extension Assessment {
  /// One line: what the control plane survives, in numbers.
  package var verdict: String {
    guard cluster.isControlPlaneComplete else {
      if let runner = cluster.controlPlaneRunner, cluster.nodes.isEmpty {
        return "managed control plane (\(runner.value)): not described"
      }
      let hidden = cluster.gaps.first { $0.fact == Gap.hiddenControlPlane }
      if cluster.nodes.isEmpty, let hidden { return hidden.message }
      if cluster.nodes.isEmpty, cluster.formats.allSatisfy(\.listsHosts), !cluster.isPartialView {
        return "partial view: no control-plane node is stated"
      }
      return "partial view: \(Self.count(machinesSeen, "machine")) seen"
    }
    switch status(of: .controlPlane) {
    case .down: return "down as described: \(firstDown)"
    case .unknown(let reason): return "not known: \(reason)"
    case .works: return survivedMachines
    }
  }

  /// Machines that a partial description shows, one at least: the one that its file is of.
  private var machinesSeen: Int { max(1, cluster.nodes.count) }

  private var firstDown: String {
    switch Service.allCases.first(where: { status(of: $0) == .down }) {
    case .etcdQuorum: "etcd has no quorum"
    case .apiWrite: "no API server serves clients"
    case .nodeHeartbeats: "no API server serves the workers"
    case .scheduling: "no scheduler reaches an API server that serves"
    case .reconciliation: "no controller manager reaches an API server that serves"
    case .controlPlane, nil: "it does not work"
    }
  }

  private var survivedMachines: String {
    let machine = FailureClass.machine.rawValue
    guard let row = tolerance(of: .controlPlane, against: machine) else {
      return "no machine is described"
    }
    guard let figures = row.figures else {
      return "machine failures not judged: \(row.reason ?? "not known")"
    }
    guard figures.guaranteed > 0 else { return "survives no machine failure: \(stoppers)" }
    let machines = "survives any \(Self.count(figures.guaranteed, machine))"
    guard let level = verdictLevel else { return machines + "; zones unknown" }
    return machines + survived(level) + fatalBeside(level)
  }

  /// A further level of which one domain stops the control plane: bad news is not left to the table.
  /// Where all stand in one domain, that it stops all is no news.
  private func fatalBeside(_ level: String) -> String {
    for other in cluster.levels where other != level {
      guard let row = tolerance(of: .controlPlane, against: other), row.total > 1,
        row.figures?.guaranteed == 0
      else { continue }
      let names = fatal(other)
      if !names.isEmpty { return "; does not survive \(other) \(names)" }
    }
    return ""
  }

  /// The machines each of which stops the control plane alone.
  private var stoppers: String {
    let prefix = "\(FailureClass.machine.rawValue):"
    let names = (singlePointsOfFailure(of: .controlPlane) ?? [])
      .filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    let shown = names.count > 3 ? Array(names.prefix(2)) : names
    let more = names.count > shown.count ? ["\(names.count - shown.count) more"] : []
    let list = shown + more
    guard list.count > 1, let last = list.last else { return "\(list.first ?? "") stops it alone" }
    return list.dropLast().joined(separator: ", ") + " and \(last) each stop it alone"
  }

  /// The level that the line speaks of: zones, else the widest.
  private var verdictLevel: String? {
    cluster.levels.contains("zone") ? "zone" : cluster.levels.first
  }

  private func survived(_ level: String) -> String {
    guard let row = tolerance(of: .controlPlane, against: level), let figures = row.figures else {
      return "; \(Self.plural(level)) not judged"
    }
    if figures.guaranteed == 0 { return "; does not survive \(level) \(fatal(level))" }
    if row.isUpperBound {
      return "; at most \(Self.count(figures.guaranteed, level)), not every \(level) is known"
    }
    return " and any \(Self.count(figures.guaranteed, level))"
  }

  /// The domains of a level each of which stops the control plane alone: `a`, `a or b`.
  private func fatal(_ level: String) -> String {
    let names = (singlePointsOfFailure(of: .controlPlane) ?? [])
      .filter { $0.hasPrefix("\(level):") }.map { String($0.dropFirst(level.count + 1)) }
    let shown = names.count > 3 ? Array(names.prefix(2)) : names
    let list = shown + (names.count > 3 ? ["\(names.count - 2) others"] : [])
    guard list.count > 1, let last = list.last else { return list.first ?? "" }
    return list.dropLast().joined(separator: ", ") + " or \(last)"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(number == 1 ? noun : plural(noun))"
  }

  private static func plural(_ noun: String) -> String {
    guard noun.hasSuffix("y"), let before = noun.dropLast().last, !"aeiou".contains(before) else {
      return noun + "s"
    }
    return noun.dropLast() + "ies"
  }
}
