internal import Rules

/// Colours of a terminal, or none.
package enum Theme: Sendable {
  case plain, ansi

  enum Role {
    case error, warning, note, place, strong, help, fix
  }

  func paint(_ text: String, _ role: Role) -> String {
    guard self == .ansi, !text.isEmpty else { return text }
    let code =
      switch role {
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;36"
      case .place: "34"
      case .strong: "1"
      case .help: "1;32"
      case .fix: "32"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  func role(of severity: Severity) -> Role {
    switch severity {
    case .error: .error
    case .warning: .warning
    case .note: .note
    }
  }
}
