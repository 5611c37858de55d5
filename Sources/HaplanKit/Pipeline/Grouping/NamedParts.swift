/// Loose parts of files given by name: those of one file, and of files that refer to one another, are
/// judged together.
struct NamedParts {
  private(set) var files: [[PartItem]] = []
  private var byPath: [String: Int] = [:]

  init() {}

  /// Takes in parts that belong together.
  mutating func add(_ members: [PartItem]) {
    let known = members.lazy.compactMap { [byPath] in byPath[$0.path] }.first
    let index = known ?? files.count
    if known == nil { files.append([]) }
    files[index] += members
    for member in members where byPath[member.path] == nil { byPath[member.path] = index }
  }
}
