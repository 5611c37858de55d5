internal import ClusterModel
internal import Syntax

/// Reads what a document promises and what it assumes: `requirements` and `assumptions` of a cluster,
/// and the same keys of a plan request.
struct PromiseReader {
  private(set) var problems: [InputProblem] = []

  /// `requirements`; `nil` where they are no mapping.
  mutating func requirements(_ node: DataNode?) -> Requirements? {
    guard let node, node.kind == .mapping else { return nil }
    return Requirements(
      survive: survive(node["survive"]),
      duringMaintenance: readMaintenance(node["duringMaintenance"]),
      unavailability: availability(node["availability"]),
      controllerTakeover: readTakeover(node["controllerTakeover"]))
  }

  /// The entries of `survive`.
  mutating func survive(_ node: DataNode?) -> [Requirements.Survive] {
    (node?.children ?? []).compactMap { readSurvive($0) }
  }

  /// `1 zone + 1 node`, or `{zone: 1, node: 1, of: api-write}`.
  private mutating func readSurvive(_ node: DataNode) -> Requirements.Survive? {
    if node.kind == .scalar {
      guard let failures = Self.parseFailures(node.text) else {
        problems.append(
          InputProblem(
            "`\(node.text.prefix(60))` is no requirement: write it as `1 zone + 1 node`", node.span)
        )
        return nil
      }
      return survive(failures, service: nil, node)
    }
    guard node.kind == .mapping else { return nil }
    let failures = node.entries.compactMap { entry in failure(entry.key, entry.value) }
    return survive(failures, service: node.located("of"), node)
  }

  private mutating func survive(
    _ failures: [Requirements.Failures], service: Located<String>?, _ node: DataNode
  ) -> Requirements.Survive? {
    if let service, !FailureClass.services.contains(service.value) {
      let guess = Spelling.nearest(to: service.value, among: FailureClass.services)
      let hint = guess.map { "; did you mean `\($0)`?" } ?? ""
      problems.append(InputProblem("there is no service `\(service.value)`\(hint)", service.span))
      return nil
    }
    return Requirements.Survive(
      failures: failures, service: service?.value ?? "control-plane", span: node.span)
  }

  private mutating func failure(_ key: DataNode, _ value: DataNode) -> Requirements.Failures? {
    guard key.text != "of" else { return nil }
    guard let count = value.int(), (0...ClusterSchema.mostOfAnything).contains(count) else {
      problems.append(
        InputProblem(
          "\(key.text) must be a whole number from 0 to \(ClusterSchema.mostOfAnything)", value.span
        ))
      return nil
    }
    return Requirements.Failures(className: key.text, count: count)
  }

  /// `1 zone + 1 node`; `nil` where it is not that. Plurals are understood.
  static func parseFailures(_ text: String) -> [Requirements.Failures]? {
    var failures: [Requirements.Failures] = []
    for term in text.split(separator: "+", omittingEmptySubsequences: false) {
      let words = term.split(separator: " ")
      guard words.count == 2, let first = words.first, let last = words.last,
        let count = Int(first), (0...ClusterSchema.mostOfAnything).contains(count)
      else { return nil }
      let name = String(last)
      let singular = count != 1 && name.hasSuffix("s") ? String(name.dropLast()) : name
      failures.append(Requirements.Failures(className: singular, count: count))
    }
    return failures.isEmpty ? nil : failures
  }

  private mutating func readMaintenance(
    _ node: DataNode?
  ) -> Located<[Requirements.Failures]>? {
    guard let node, node.kind == .mapping else { return nil }
    return Located(node.entries.compactMap { failure($0.key, $0.value) }, node.span)
  }

  /// `99.95%`, or `{minutesPerYear: 260}`: the greatest unavailability.
  mutating func availability(_ node: DataNode?) -> Located<Double>? {
    guard let node else { return nil }
    if node.kind == .mapping {
      guard let minutes = node["minutesPerYear"] else { return nil }
      guard let value = Double(minutes.text), value >= 0, value <= Requirements.minutesPerYear
      else {
        problems.append(InputProblem("minutesPerYear must be a number of minutes", minutes.span))
        return nil
      }
      return Located(value / Requirements.minutesPerYear, minutes.span)
    }
    guard let value = Self.unavailability(ofPercentage: node.text) else {
      problems.append(
        InputProblem(
          "availability must be a percentage such as 99.95%, not `\(node.text.prefix(60))`",
          node.span))
      return nil
    }
    return Located(value, node.span)
  }

  /// 1 − availability of `99.95%`, subtracted in decimals: exact where a binary difference of
  /// nearly equal numbers is not.
  static func unavailability(ofPercentage text: String) -> Double? {
    guard text.hasSuffix("%") else { return nil }
    let digits = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(digits.count), let whole = digits.first, let integer = Int(whole),
      (0...100).contains(integer), whole.allSatisfy(\.isNumber)
    else { return nil }
    let fraction = digits.count == 2 ? String(digits[1]) : ""
    guard fraction.utf8.count <= 15, fraction.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    let scale = fraction.utf8.reduce(1) { scale, _ in scale * 10 }
    let rest = (100 - integer) * scale - (Int(fraction) ?? 0)
    return rest < 0 ? nil : Double(rest) / Double(scale) / 100
  }

  private mutating func readTakeover(_ node: DataNode?) -> Located<Int64>? {
    guard let node else { return nil }
    guard let value = Self.duration(node.text) else {
      problems.append(
        InputProblem(
          "controllerTakeover must be a duration such as 30s, not `\(node.text.prefix(60))`",
          node.span))
      return nil
    }
    return Located(value, node.span)
  }

  /// Nanoseconds of a Go duration, which may begin with days: `180d`, `1d12h`.
  static func duration(_ text: String) -> Int64? {
    guard let d = text.firstIndex(of: "d") else { return try? GoDuration.parse(text).get() }
    guard let days = Double(text[..<d]), days >= 0, days < 100_000 else { return nil }
    let rest = text[text.index(after: d)...]
    guard let tail = rest.isEmpty ? 0 : (try? GoDuration.parse(String(rest)).get()), tail >= 0
    else { return nil }
    return Int64(days * 86_400_000_000_000) + tail
  }

  /// `assumptions`; `nil` where they are no mapping.
  mutating func assumptions(_ node: DataNode?) -> Assumptions? {
    guard let node, node.kind == .mapping else { return nil }
    var classes: [String: Assumptions.Failing] = [:]
    var elements: [String: [String: Assumptions.Failing]] = [:]
    for entry in node.entries where entry.value.kind == .mapping {
      let name = entry.key.text
      if let failing = readFailing(entry.value, name) { classes[name] = failing }
      guard let events = entry.value["events"], events.kind == .mapping else { continue }
      for event in events.entries where event.value.kind == .mapping {
        if let failing = readFailing(event.value, "\(name).\(event.key.text)") {
          elements[name, default: [:]][event.key.text] = failing
        }
      }
    }
    return Assumptions(classes: classes, elements: elements)
  }

  /// `{unavailability: 0.001}`, `{mtbf: 180d, mttr: 1h}`, or all three where they agree on nothing:
  /// unavailability = mttr / (mtbf + mttr), mtbf being the mean time up.
  private mutating func readFailing(_ node: DataNode, _ name: String) -> Assumptions.Failing? {
    let nanosecondsPerHour = 3_600_000_000_000.0
    let repair = node["mttr"].flatMap { Self.duration($0.text) }.map {
      Double($0) / nanosecondsPerHour
    }
    let up = node["mtbf"].flatMap { Self.duration($0.text) }.map { Double($0) / nanosecondsPerHour }
    for key in ["mttr", "mtbf"] {
      if let value = node[key], value.isFilledScalar, Self.duration(value.text) == nil {
        problems.append(
          InputProblem("\(name).\(key) must be a duration such as 180d or 1h", value.span))
      }
    }
    if let given = node["unavailability"], let value = Double(given.text) {
      return Assumptions.Failing(unavailability: value, repairHours: repair)
    }
    guard let up, let repair, up + repair > 0 else {
      if node["mtbf"] != nil || node["mttr"] != nil {
        problems.append(
          InputProblem("\(name) needs both mtbf and mttr, or unavailability", node.span))
      }
      return nil
    }
    return Assumptions.Failing(unavailability: repair / (up + repair), repairHours: repair)
  }
}
