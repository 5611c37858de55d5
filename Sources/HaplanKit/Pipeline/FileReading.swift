internal import ClusterFormats
internal import ClusterModel
internal import Syntax

/// What became of one input.
struct FileReading: Sendable {
  let file: SourceFile
  let origin: InputList.Origin
  var parts: [PlacedPart] = []
  /// The parts as they were read, also those that another file's cluster takes.
  var keptParts: [PlacedPart] = []
  var problems: [InputProblem] = []
  /// What was left out, and why.
  var notes: [String] = []
  /// Why the file was left out of a walk; `nil` where it was not.
  var skipReason: String?
  /// Whether no format knows the file, though the user named it.
  var isForeign = false
  /// The files beside it that it was read with.
  var readWith: Set<FileID> = []
  /// Whether it is one of haplan's files at all: read, broken or skipped.
  var isRecognised = false

  /// Reads the inputs, several at a time. Those that ask for files beside them are read one after the
  /// other, in their order, so that files keep their numbers whatever the number of threads.
  static func read(
    _ inputs: [InputList.Input], options: Options, shelf: FileShelf
  ) -> [FileReading] {
    let isStrict = options.isStrict
    guard inputs.count >= 2 * Parallel.fewestForThread, options.jobs != 1 else {
      return inputs.map { read($0, isStrict: isStrict, shelf: shelf) }
    }
    var alone = Parallel.map(count: inputs.count, jobs: options.jobs) { index -> FileReading? in
      let shelf = EmptyShelf()
      let reading = read(inputs[index], isStrict: isStrict, shelf: shelf)
      return shelf.wasAsked ? nil : reading
    }
    return inputs.indices.map { index in
      alone[index].take() ?? read(inputs[index], isStrict: isStrict, shelf: shelf)
    }
  }

  /// Has no files, and tells whether it was asked for one.
  private final class EmptyShelf: Companions {
    private(set) var wasAsked = false

    func file(_ path: String) -> SourceFile? {
      wasAsked = true
      return nil
    }

    func files(inFolder folder: String, ending: String) -> [SourceFile] {
      wasAsked = true
      return []
    }

    func names(inFolder folder: String) -> (files: [String], folders: [String]) {
      wasAsked = true
      return ([], [])
    }
  }

  /// Reads one input; what is a problem depends on whether the user named the file.
  static func read(
    _ input: InputList.Input, isStrict: Bool, shelf: any Companions
  ) -> FileReading {
    var reading = FileReading(file: input.file, origin: input.origin)
    let isNamed = input.origin == .named || isStrict
    if let problem = unreadable(input.file) {
      // A few bytes of another encoding leave a document of ours what it is meant to be.
      if isNamed || Formats.isCertain(FormatInput(input.file)) {
        reading.problems = [problem]
        reading.isRecognised = true
      }
      return reading
    }
    let formatInput = FormatInput(input.file, companions: shelf)
    let result = Formats.read(formatInput)
    reading.parts = result.parts.map(PlacedPart.init)
    reading.notes = result.notes
    reading.readWith = formatInput.readWith
    if result.isRecognised || isNamed {
      reading.problems = result.problems
      reading.isRecognised = result.isRecognised
    }
    if let template = result.template {
      reading.isRecognised = true
      if isNamed {
        reading.problems.append(template)
      } else {
        reading.skipReason = "templated"
        reading.parts = []
        reading.problems = []
      }
    } else if !result.isRecognised, isNamed {
      reading.isRecognised = true
      reading.isForeign = true
      reading.problems += foreign(formatInput)
    }
    return reading
  }

  /// Why bytes are no text at all.
  private static func unreadable(_ file: SourceFile) -> InputProblem? {
    if file.name == ".haplan.yaml" {
      return InputProblem("this is haplan's configuration, never an input", nil)
    }
    if file.bytes.isEmpty || file.bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
      return InputProblem("the file is empty", nil)
    }
    if let offset = ByteSearch.firstIndex(of: 0, in: file.bytes), offset < 1 << 16 {
      let isWide = file.bytes.starts(with: [0xFF, 0xFE]) || file.bytes.starts(with: [0xFE, 0xFF])
      let what = isWide ? "is UTF-16; save it as UTF-8" : "is binary"
      return InputProblem("the file \(what)", Span(file.id, offset, offset + 1))
    }
    guard let offset = Self.firstInvalidUTF8(file.bytes) else { return nil }
    let byte = String(file.bytes[offset], radix: 16, uppercase: true)
    return InputProblem(
      "the file is not UTF-8: byte 0x\(byte)", Span(file.id, offset, offset + 1))
  }

  private static func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
    // One pass that is nearly free for ASCII; the slow one runs only where it fails.
    if ByteSearch.isASCII(bytes) || String(validating: bytes, as: UTF8.self) != nil {
      return nil
    }
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return min(offset, bytes.count - 1)
      }
    }
  }

  /// Why a named file is no cluster description: a template, broken YAML or JSON, or something else.
  private static func foreign(_ input: FormatInput) -> [InputProblem] {
    if let place = TemplateScan.firstControlFlow(in: input.file) {
      return [InputProblem("this is a template: render it first", place)]
    }
    if !input.isPage, looksLikeDocument(input), let problem = input.documents.problems.first {
      if let place = problem.span.flatMap({ TemplateScan.expression(in: input.file, before: $0) }) {
        return [InputProblem("this is a template: render it first", place)]
      }
      return [problem]
    }
    return [
      InputProblem("not a description of a control plane that haplan knows", input.file.span.head)
    ]
  }

  /// Whether the file is meant to be YAML or JSON, by its name or by what Kubernetes objects have.
  private static func looksLikeDocument(_ input: FormatInput) -> Bool {
    let name = input.file.name.lowercased()
    return [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
      || input.contains("apiVersion") || !name.contains(".")
  }
}

extension Span {
  /// The place where it begins.
  fileprivate var head: Span { Span(file, Int(start), Int(start)) }
}
