import HaplanKit

/// The call that people and editors make most, `haplan check PATH…`, understood without the argument
/// parser, which reflects over every command and so costs several times what a small file does.
/// Whatever has a flag that is not listed here goes to the parser, which says what is wrong.
enum PlainCall {
  /// The call, where it is one of these: `check`, paths, `-o FORMAT`.
  static func check(_ arguments: [String]) -> CheckRequest? {
    guard arguments.first == "check", System.environment("HAPLAN_PROFILE") == nil,
      System.environment("HAPLAN_CONFIG") == nil
    else { return nil }
    var request = CheckRequest()
    var rest = arguments.dropFirst()
    while let word = rest.popFirst() {
      if word == "-o" || word == "--output" {
        guard let name = rest.popFirst(), let format = CheckFormat(rawValue: name) else {
          return nil
        }
        request.output = format
      } else if word.hasPrefix("-"), word != "-" {
        return nil
      } else {
        request.input.options.paths.append(word)
      }
    }
    return request
  }
}
