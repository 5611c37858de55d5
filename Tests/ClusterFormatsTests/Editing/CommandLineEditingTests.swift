import ClusterFormats
import ClusterModel
import Syntax
import Testing

/// Command lines as units and scripts have them, their flags located by hand.
@Suite struct CommandLineEditingTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let title: String
    let name: String
    let value: String?
    let before: String
    let after: String?

    var testDescription: String { title }
  }

  @Test(arguments: CommandLineEditingTests.examples)
  func onlyTheCommandChanges(_ example: Example) {
    let file = SourceFile(id: FileID(0), path: "etcd.service", text: example.before)
    let set = Self.flagSet(of: example.before)
    let edits =
      example.value.map { FlagEditing.set(example.name, to: $0, in: set, file: file) }
      ?? FlagEditing.remove(example.name, from: set, file: file)
    #expect(edits.map { FlagEditingTests.apply($0, to: file) } == example.after)
  }

  /// Every `--name=value` word of the text, found by splitting at blanks.
  private static func flagSet(of text: String) -> FlagSet {
    var flags: [Flag] = []
    var offset = 0
    var program = Span(FileID(0), 0, 0)
    for word in text.split(omittingEmptySubsequences: false, whereSeparator: \.isWhitespace) {
      let end = offset + word.utf8.count
      if word.hasSuffix("/etcd") { program = Span(FileID(0), offset, end) }
      if word.hasPrefix("--"), let equals = word.firstIndex(of: "=") {
        let head = offset + word[..<equals].utf8.count
        flags.append(
          Flag(
            name: String(word[..<equals].dropFirst(2)),
            value: .text(String(word[word.index(after: equals)...])),
            nameSpan: Span(FileID(0), offset, head), valueSpan: Span(FileID(0), head + 1, end),
            entrySpan: Span(FileID(0), offset, end)))
      }
      offset = end + 1
    }
    return FlagSet(
      component: .etcd, machines: .all, flags: flags, absence: .isDefault, style: .commandLine,
      anchor: program, format: .systemdUnit)
  }

  static let examples = [
    Example(
      title: "in place", name: "a", value: "3",
      before: "ExecStart=/bin/etcd --a=1 --b=2\n", after: "ExecStart=/bin/etcd --a=3 --b=2\n"),
    Example(
      title: "added to a single line", name: "c", value: "3",
      before: "ExecStart=/bin/etcd --a=1 --b=2\nRestart=no\n",
      after: "ExecStart=/bin/etcd --a=1 --b=2 --c=3\nRestart=no\n"),
    Example(
      title: "added on a line of its own", name: "c", value: "3",
      before: "ExecStart=/bin/etcd \\\n  --a=1 \\\n  --b=2\nRestart=no\n",
      after: "ExecStart=/bin/etcd \\\n  --a=1 \\\n  --b=2 \\\n  --c=3\nRestart=no\n"),
    Example(
      title: "added after a dangling backslash", name: "c", value: "3",
      before: "ExecStart=/bin/etcd \\\n  --a=1 \\\n\nRestart=no\n",
      after: "ExecStart=/bin/etcd \\\n  --a=1 \\\n  --c=3 \\\n\nRestart=no\n"),
    Example(
      title: "added before a redirection", name: "c", value: "3",
      before: "  etcd \\\n  --a=1 >>log 2>&1\n", after: "  etcd \\\n  --a=1 --c=3 >>log 2>&1\n"),
    Example(
      title: "a line taken", name: "a", value: nil,
      before: "ExecStart=/bin/etcd \\\n  --a=1 \\\n  --b=2\nRestart=no\n",
      after: "ExecStart=/bin/etcd \\\n  --b=2\nRestart=no\n"),
    Example(
      title: "the last line taken, with the backslash before it", name: "b", value: nil,
      before: "ExecStart=/bin/etcd \\\n  --a=1 \\\n  --b=2\nRestart=no\n",
      after: "ExecStart=/bin/etcd \\\n  --a=1\nRestart=no\n"),
    Example(
      title: "a word taken from a single line", name: "a", value: nil,
      before: "ExecStart=/bin/etcd --a=1 --b=2\n", after: "ExecStart=/bin/etcd --b=2\n"),
    Example(
      title: "a value that a unit would expand", name: "a", value: "50%x",
      before: "ExecStart=/bin/etcd --a=1\n", after: nil),
    Example(
      title: "a doubled backslash, in the same hand", name: "c", value: "3",
      before: "ExecStart=/bin/etcd \\\\\n  --a=1 \\\\\n",
      after: "ExecStart=/bin/etcd \\\\\n  --a=1 \\\\\n  --c=3 \\\\\n"),
  ]
}
