package import Syntax

/// The files of one run, in the order of their paths.
package struct InputList: Sendable {
  /// How a file came to be an input.
  package enum Origin: Hashable, Sendable {
    /// Given by name, or standard input.
    case named
    /// Found in this folder given by name.
    case walked(folder: String)
  }

  /// A file that could be read, and how it came to be an input.
  package struct Input: Sendable {
    package let file: SourceFile
    package let origin: Origin
    /// The nearest configuration; `nil` where there is none.
    let configuration: Configuration?

    init(file: SourceFile, origin: Origin, configuration: Configuration? = nil) {
      self.file = file
      self.origin = origin
      self.configuration = configuration
    }
  }

  package var inputs: [Input] = []
  /// Inputs that could not be read, with the reason.
  package var unreadable: [(path: String, message: String)] = []

  /// The files, in the order of the inputs.
  package var files: [SourceFile] { inputs.map(\.file) }

  /// What a walk met and could not read, with the reason: anybody's, so a problem only where the
  /// user wants to know of everything.
  package var leftOut: [(path: String, message: String)] = []

  /// Configurations that say what they must not.
  package var faults: [ConfigurationFinder.Fault] = []

  package init() {}

  /// The same inputs with other texts, by path.
  func with(_ texts: [String: [UInt8]]) -> InputList {
    var list = self
    for (index, input) in inputs.enumerated() {
      guard let text = texts[input.file.path] else { continue }
      let file = SourceFile(id: input.file.id, path: input.file.path, bytes: text)
      list.inputs[index] = Input(
        file: file, origin: input.origin, configuration: input.configuration)
    }
    return list
  }
}
