package import ClusterModel
internal import Rules
package import Syntax

/// All that was read in a run: the clusters, and what could not be understood.
package struct Reading: Sendable {
  /// A problem of an input.
  package struct Problem: Sendable {
    package let path: String
    package let problem: InputProblem
  }

  /// A file that a walk left out.
  package struct Skipped: Sendable {
    package let path: String
    package let reason: String
  }

  /// By file number.
  package var files: [SourceFile] = []
  package var namedFiles: Set<FileID> = []
  package var clusters: [Cluster] = []
  package var problems: [Problem] = []
  package var skipped: [Skipped] = []
  /// How many files are haplan's: read, broken or skipped.
  package var fileCount = 0
  /// What standard error should say.
  package var remarks: [String] = []
  /// What became of each file; kept for `inputs`.
  var inputs: [FileReading] = []
  /// By file: the machines whose parts it has.
  var machines: [FileID: [String]] = [:]
  /// Of the files that have one.
  var configurations: [FileID: Configuration] = [:]
  /// Configurations that say what they must not; nothing else of the run counts then.
  package var faults: [ConfigurationFinder.Fault] = []

  /// The file of this number; `nil` where there is none.
  package func file(_ id: FileID) -> SourceFile? {
    let index = Int(id.rawValue)
    return files.indices.contains(index) ? files[index] : nil
  }
}

extension Reading {
  /// Reads what the options name and folds it into clusters.
  package static func read(_ options: Options) -> Reading {
    read(gather(options), options: options)
  }

  /// The inputs that the options name.
  package static func gather(_ options: Options) -> InputList {
    InputGatherer.gather(
      options.paths, standardInputName: options.standardInputName,
      configuration: options.configuration)
  }

  /// Reads these inputs and folds them into clusters. `texts` stand, by path, for the files that
  /// inputs refer to, in place of what is on disk; `isClosed`: nothing is read from there.
  package static func read(
    _ list: InputList, options: Options, texts: [String: [UInt8]] = [:], isClosed: Bool = false
  ) -> Reading {
    var reading = Reading()
    reading.problems = (list.unreadable + (options.isStrict ? list.leftOut : [])).map {
      Problem(path: $0.path, problem: InputProblem($0.message, nil))
    }
    if !options.isStrict {
      reading.remarks = list.leftOut.map { "\($0.path) \($0.message); left out" }
    }
    reading.faults = list.faults
    for input in list.inputs {
      if let configuration = input.configuration {
        reading.configurations[input.file.id] = configuration
      }
    }
    let shelf = FileShelf(list.files, texts: texts, isClosed: isClosed)
    reading.namedFiles = Set(list.inputs.filter { $0.origin == .named }.map(\.file.id))
    var readings = FileReading.read(list.inputs, options: options, shelf: shelf)
    for index in readings.indices { readings[index].keptParts = readings[index].parts }
    Self.dropIncluded(&readings)
    SourceFollower.follow(&readings, shelf)
    reading.files = shelf.files
    // What is read with another input need not be one of its own.
    var companions: Set<FileID> = []
    for reading in readings where !reading.isForeign { companions.formUnion(reading.readWith) }
    readings.removeAll { $0.isForeign && companions.contains($0.file.id) }
    reading.gather(readings, isStrict: options.isStrict)
    reading.inputs = readings
    var grouping = Grouping(readings: readings, merges: options.merges)
    let files = reading.files
    reading.clusters = grouping.clusters { id in
      let index = Int(id.rawValue)
      return files.indices.contains(index) ? files[index] : nil
    }
    reading.remarks += grouping.remarks
    reading.machines = grouping.machines
    reading.sortProblems()
    return reading
  }

  /// What a file says that a command's part was read with is said by that part.
  private static func dropIncluded(_ readings: inout [FileReading]) {
    var included: Set<FileID> = []
    for reading in readings {
      for part in reading.parts { included.formUnion(part.includedFiles) }
    }
    guard !included.isEmpty else { return }
    for index in readings.indices where included.contains(readings[index].file.id) {
      readings[index].parts.removeAll { !$0.isWhole }
    }
  }

  private mutating func gather(_ readings: [FileReading], isStrict: Bool) {
    fileCount = problems.count
    for reading in readings where reading.isRecognised {
      fileCount += 1
      problems += reading.problems.map { problem in
        // A file beside the input may be what is broken.
        let file = problem.span.flatMap { self.file($0.file) } ?? reading.file
        return Problem(path: file.path, problem: problem)
      }
      if let reason = reading.skipReason {
        skipped.append(Skipped(path: reading.file.path, reason: reason))
      }
    }
    if !skipped.isEmpty {
      let files = skipped.count == 1 ? "1 templated file" : "\(skipped.count) templated files"
      remarks.append("\(files) skipped; render \(skipped.count == 1 ? "it" : "them") first")
    }
  }

  private mutating func sortProblems() {
    problems.sort { left, right in
      let leftKey = (left.path, left.problem.span?.start ?? 0, left.problem.message)
      let rightKey = (right.path, right.problem.span?.start ?? 0, right.problem.message)
      return leftKey < rightKey
    }
  }
}

extension Reading {
  /// The bytes of the input of a path; `nil` where it could not be read.
  package func text(ofInput path: String) -> [UInt8]? {
    files.first { $0.path == path }?.bytes
  }
}

extension Reading {
  /// All that was read, configurations too, by path: what a change of is seen by.
  package var textsByPath: [String: [UInt8]] {
    var texts: [String: [UInt8]] = [:]
    for file in files { texts[file.path] = file.bytes }
    for configuration in configurations.values {
      texts[configuration.path] = try? System.read(
        configuration.path, limit: ConfigurationFinder.mostBytes)
    }
    for fault in faults { texts[fault.file.path] = fault.file.bytes }
    return texts
  }
}
