internal import Syntax

/// Reads the files of a git revision, through git; the work tree is left alone.
package enum Revision {
  /// What kept git from answering, in words for the user.
  package struct Failure: Error, Sendable {
    package let message: String
  }

  /// The two ends of `A..B`, of `A...B` (from where they parted), or of `A` and the work tree
  /// (`nil`).
  package static func ends(of range: String) throws(Failure) -> (base: String, head: String?) {
    guard let dots = range.firstRange(of: "..") else {
      return (try commit(range), nil)
    }
    let isThree = range[dots.upperBound...].hasPrefix(".")
    let left = String(range[..<dots.lowerBound])
    let right = String(range[dots.upperBound...].dropFirst(isThree ? 1 : 0))
    let base = try commit(left.isEmpty ? "HEAD" : left)
    let head = try commit(right.isEmpty ? "HEAD" : right)
    guard isThree else { return (base, head) }
    let parted = try git(["merge-base", base, head])
    return (String(decoding: parted.prefix { $0 > 0x20 }, as: UTF8.self), head)
  }

  /// git's name for a tree with nothing in it.
  private static let emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

  /// A repository without a commit has nothing at HEAD.
  private static func commit(_ name: String) throws(Failure) -> String {
    if name == "HEAD", (try? git(["rev-parse", "--verify", "--quiet", "HEAD"])) == nil,
      (try? git(["symbolic-ref", "--quiet", "HEAD"])) != nil
    {
      return emptyTree
    }
    let hash = try git(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{commit}"],
      silence: "there is no commit `\(name)`")
    return String(decoding: hash.prefix { $0 > 0x20 }, as: UTF8.self)
  }

  /// The files below these paths (all below the current folder where there is none), as inputs of a
  /// walk, and their texts.
  package static func inputs(
    of commit: String, below paths: [String]
  ) throws(Failure) -> (list: InputList, texts: [String: [UInt8]]) {
    let tree = try git(["ls-tree", "-r", "-l", "-z", commit, "--"] + paths)
    var names: [(path: String, hash: ArraySlice<UInt8>)] = []
    var list = InputList()
    for line in tree.split(separator: 0) {
      guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { continue }
      // mode, kind, hash, size: links and modules are left out.
      let fields = line[..<tab].split(separator: UInt8(ascii: " "))
      guard fields.count == 4, fields[0].starts(with: "100".utf8),
        let size = Int(String(decoding: fields[3], as: UTF8.self))
      else { continue }
      let path = String(decoding: line[(tab + 1)...], as: UTF8.self)
      guard size <= SyntaxLimits.fileBytes else {
        list.leftOut.append((path, "is larger than \(SyntaxLimits.fileBytes >> 20) MiB"))
        continue
      }
      names.append((path, fields[2]))
    }
    names.sort { ByteSearch.isOrdered($0.path, $1.path) }
    let blobs = try contents(of: names.map(\.hash))
    var texts: [String: [UInt8]] = [:]
    for (name, blob) in zip(names, blobs) where !blob.prefix(4096).contains(0) {
      texts[name.path] = blob
      guard PathName.base(name.path) != ConfigurationFinder.fileName else { continue }
      let file = SourceFile(
        id: FileID(UInt32(list.inputs.count)), path: name.path, bytes: blob)
      list.inputs.append(.init(file: file, origin: .walked(folder: "."), configuration: nil))
    }
    return (list, texts)
  }

  /// The bytes of objects, in one call.
  private static func contents(
    of hashes: [ArraySlice<UInt8>]
  ) throws(Failure) -> [[UInt8]] {
    guard !hashes.isEmpty else { return [] }
    let asked = hashes.flatMap { Array($0) + [UInt8(ascii: "\n")] }
    let answer = try git(["cat-file", "--batch"], input: asked)
    var blobs: [[UInt8]] = []
    var offset = 0
    while offset < answer.count {
      // `<hash> blob <size>`, the bytes, a line break.
      guard let end = answer[offset...].firstIndex(of: UInt8(ascii: "\n")),
        let word = answer[offset..<end].split(separator: UInt8(ascii: " ")).last,
        let size = Int(String(decoding: word, as: UTF8.self)), end + 1 + size <= answer.count
      else { throw Failure(message: "git cat-file gave something unexpected") }
      blobs.append(Array(answer[(end + 1)..<(end + 1 + size)]))
      offset = end + 1 + size + 1
    }
    guard blobs.count == hashes.count else {
      throw Failure(message: "git cat-file gave something unexpected")
    }
    return blobs
  }

  /// What git prints; `silence`: what it means that git fails without a word.
  private static func git(
    _ words: [String], input: [UInt8] = [], silence: String? = nil
  ) throws(Failure) -> [UInt8] {
    let result: System.ProcessResult
    do throws(System.Failure) {
      result = try System.run(["git"] + words, input: input)
    } catch {
      throw Failure(message: "git \(error.message)")
    }
    guard result.status == 0 else {
      let said = String(decoding: result.errors, as: UTF8.self).split(separator: "\n").first
      if said == nil, let silence { throw Failure(message: silence) }
      throw Failure(
        message: "git \(words.first ?? "") failed\(said.map { ": \($0)" } ?? "")")
    }
    return result.output
  }
}
