/// How a text is written as a word of a command line.
enum ShellText {
  /// Whether a text stands for itself in a unit and in a shell, with or without quotes around it.
  static func isSafe(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "-_./:@=+,".utf8.contains(byte)
        }
      }
  }
}
