/// Words of a command line, read as a shell reads them.
public enum ShellWords {
  /// All words up to the first separator or redirection that is not quoted.
  public static func split(
    _ text: MappedText, variables: [String: MappedText] = [:]
  ) -> [Word] {
    let command = ShellScript(text, variables: variables).commands.first
    return (command?.assignments.map(\.value) ?? []) + (command?.words ?? [])
  }
}
