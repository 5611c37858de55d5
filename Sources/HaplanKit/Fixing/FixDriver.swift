internal import Reporting
internal import Rules
internal import Syntax

/// Applies fixes until nothing is left to apply: each round takes those that do not touch one
/// another, reads and checks again, and takes back what did harm.
package struct FixDriver {
  /// Rounds after which what is left is reported, not applied.
  package static let mostRounds = 10
  /// How often a round tries fixes one by one, where together they do harm.
  static let mostTrials = 64

  private let list: InputList
  private let options: Options
  private let allowed: Set<Fix.Safety>
  /// Why a file may not be changed; `nil` where it may.
  private let refusal: (String) -> String?

  /// Texts that differ from those on disk, by path.
  private var texts: [String: [UInt8]] = [:]
  private var originals: [String: [UInt8]] = [:]
  private var mending: Mending
  private var rejected: [Identity: String] = [:]

  /// A fix as long as it is the same: places move.
  private struct Identity: Hashable {
    let rule: String
    let path: String
    let message: String
    let title: String
  }

  /// A fix that may be applied.
  private struct Candidate {
    let finding: Finding
    let fix: Finding.FixEdits
    let path: String
    let identity: Identity
  }

  /// Mends what `list` names, in memory; nothing is written. Fixes that are not safe are applied
  /// where `unsafe` says so, suggestions never.
  package static func mend(
    _ list: InputList, options: Options, unsafe: Bool, refusal: @escaping (String) -> String?
  ) -> Mending {
    var driver = FixDriver(list, options, unsafe ? [.safe, .unsafe] : [.safe], refusal)
    driver.run()
    return driver.mending
  }

  private init(
    _ list: InputList, _ options: Options, _ allowed: Set<Fix.Safety>,
    _ refusal: @escaping (String) -> String?
  ) {
    self.list = list
    self.options = options
    self.allowed = allowed
    self.refusal = refusal
    let reading = Reading.read(list, options: options)
    mending = Mending(
      reading: reading, report: Checking.report(of: reading, options: options))
  }

  private mutating func run() {
    for file in mending.reading.files { originals[file.path] = file.bytes }
    var hasMore = true
    for _ in 0..<Self.mostRounds where hasMore { hasMore = round() }
    addSkipped()
    mending.changes = texts.sorted { ByteSearch.isOrdered($0.key, $1.key) }.compactMap {
      let before = originals[$0.key] ?? []
      return before == $0.value ? nil : .init(path: $0.key, before: before, after: $0.value)
    }
  }

  /// One round; false where there was nothing to apply.
  private mutating func round() -> Bool {
    let batch = candidates()
    guard !batch.isEmpty else { return false }
    var trial = attempt(batch)
    var kept = batch
    if !trial.harm.reasons.isEmpty {
      kept = separate(batch, trial.harm)
      guard !kept.isEmpty else { return true }
      trial = attempt(kept)
      guard trial.harm.reasons.isEmpty else {
        for candidate in kept { rejected[candidate.identity] = "fixes together would do harm" }
        return true
      }
    }
    mending.applied += kept.sorted { $0.finding.span < $1.finding.span }
      .map { entry($0.finding, $0.fix, reason: nil) }
    // What could not stand beside these may stand after them.
    let changed = Set(kept.map(\.path))
    rejected = rejected.filter { !changed.contains($0.key.path) }
    texts.merge(trial.texts) { $1 }
    mending.reading = trial.reading
    mending.report = trial.report
    return true
  }

  // MARK: Choosing

  /// Fixes that may be applied together: the first allowed one of each finding, none touching
  /// another. The louder findings' go first, the safe ones of equals: where two touch or do harm
  /// together, the first stays.
  private func candidates() -> [Candidate] {
    var edits = EditSet()
    let possible = mending.report.findings.compactMap { finding in
      candidate(of: finding).flatMap { candidate in
        rejected[candidate.identity] == nil && reasonToRefuse(candidate.fix) == nil
          ? candidate : nil
      }
    }
    let ranked = possible.enumerated().sorted { left, right in
      Self.rank(left.element, left.offset) < Self.rank(right.element, right.offset)
    }
    return ranked.map(\.element).filter { edits.add($0.fix.edits, path: path) }
  }

  private static func rank(_ candidate: Candidate, _ place: Int) -> (Int, Int, Int) {
    let loudness = Severity.allCases.firstIndex(of: candidate.finding.severity) ?? 0
    return (-loudness, candidate.fix.safety == .safe ? 0 : 1, place)
  }

  private func candidate(of finding: Finding) -> Candidate? {
    let fix = finding.fixes.first { allowed.contains($0.safety) && !$0.edits.isEmpty }
    return fix.map {
      Candidate(
        finding: finding, fix: $0, path: path(finding.span.file),
        identity: identity(finding, $0))
    }
  }

  private func identity(_ finding: Finding, _ fix: Finding.FixEdits) -> Identity {
    Identity(
      rule: finding.rule, path: path(finding.span.file), message: finding.message,
      title: fix.title)
  }

  private func reasonToRefuse(_ fix: Finding.FixEdits) -> String? {
    fix.edits.lazy.compactMap { refusal(path($0.span.file)) }.first
  }

  private func path(_ id: FileID) -> String { mending.reading.file(id)?.path ?? "" }

  // MARK: Trying

  /// What a set of fixes makes of the round's texts.
  private struct Trial {
    let texts: [String: [UInt8]]
    let reading: Reading
    let report: CheckReport
    let harm: Harm
  }

  private func attempt(_ batch: [Candidate]) -> Trial {
    var edits = EditSet()
    for candidate in batch { _ = edits.add(candidate.fix.edits, path: path) }
    var changed: [String: [UInt8]] = [:]
    for path in edits.byPath.keys {
      changed[path] = edits.apply(to: texts[path] ?? originals[path] ?? [], path: path)
    }
    let all = texts.merging(changed) { $1 }
    let reading = Reading.read(list.with(all), options: options, texts: all)
    let report = Checking.report(of: reading, options: options)
    let harm = Harm(
      before: mending.report, after: report, edits: edits, fixed: batch.map(\.finding))
    return Trial(texts: changed, reading: reading, report: report, harm: harm)
  }

  /// The fixes that may stay: those of circles that show no harm, and of the others those that do
  /// none when they are tried one after another, one of each circle at a time.
  private mutating func separate(_ batch: [Candidate], _ harm: Harm) -> [Candidate] {
    var circles = FileCircles(mending.reading)
    var suspects: [String: [Candidate]] = [:]
    var kept: [Candidate] = []
    let harmed = Set(harm.reasons.map { circles.circle(of: $0.path) })
    for candidate in batch {
      let circle = circles.circle(of: candidate.path)
      if harmed.contains(circle) {
        suspects[circle, default: []].append(candidate)
      } else {
        kept.append(candidate)
      }
    }
    for _ in 0..<Self.mostTrials where !suspects.isEmpty {
      let next = suspects.mapValues { $0[0] }
      suspects = suspects.mapValues { Array($0.dropFirst()) }.filter { !$0.value.isEmpty }
      let trial = attempt(kept + next.values)
      for (circle, candidate) in next {
        let reason = trial.harm.reasons.first { circles.circle(of: $0.path) == circle }?.reason
        if let reason {
          rejected[candidate.identity] = reason
        } else {
          kept.append(candidate)
        }
      }
    }
    for candidate in suspects.values.joined() {
      rejected[candidate.identity] = "fixes together would do harm"
    }
    return kept
  }

  // MARK: Telling

  private func entry(
    _ finding: Finding, _ fix: Finding.FixEdits, reason: String?
  ) -> Mending.Entry {
    Mending.Entry(
      place: mending.report.files.place(finding.span), path: path(finding.span.file),
      rule: finding.rule, title: fix.title, safety: fix.safety, reason: reason,
      changed: Set(fix.edits.map { path($0.span.file) }))
  }

  private mutating func addSkipped() {
    mending.skipped = mending.report.findings.compactMap { finding in
      if let candidate = candidate(of: finding) {
        let refusal = reasonToRefuse(candidate.fix)
        let reason =
          rejected[candidate.identity] ?? refusal
          ?? "there was more to mend after \(Self.mostRounds) rounds"
        var entry = entry(finding, candidate.fix, reason: reason)
        entry.isRefused = refusal != nil
        return entry
      }
      guard let fix = finding.fixes.first else { return nil }
      let reason =
        fix.safety == .unsafe
        ? "not safe; --unsafe-fixes applies it" : "a suggestion: the decision is yours"
      return entry(finding, fix, reason: reason)
    }
  }
}
