import HaplanKit
import Planning
import Reporting

/// One line on the terminal that says how far a search has come, from its second second on; nothing
/// where standard error is no terminal.
final class SearchLine {
  private let isShown = System.isTerminal(Output.Stream.remarks.rawValue)
  private let start = System.milliseconds
  private var next: Int
  private var isWritten = false

  /// Shorter searches are left alone.
  private static let patience = 1000
  private static let interval = 200
  /// Back to the line's beginning, and its old text away (ECMA-48, EL).
  private static let fresh = "\r\u{1B}[K"

  init() { next = start + Self.patience }

  func show(_ progress: PlanProgress) {
    guard isShown else { return }
    let now = System.milliseconds
    guard now >= next else { return }
    next = now + Self.interval
    isWritten = true
    let text = PlanProgressText.line(progress, seconds: (now - start) / 1000)
    Output.say(Self.fresh + text)
  }

  /// Takes the line away.
  func end() {
    if isWritten { Output.say(Self.fresh) }
    isWritten = false
  }
}
