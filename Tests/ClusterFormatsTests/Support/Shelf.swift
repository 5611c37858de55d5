import ClusterFormats
import Syntax

/// Files beside an input, by path, with the input as the first.
final class Shelf: Companions {
  private(set) var files: [SourceFile]

  init(_ input: SourceFile, _ texts: [String: String]) {
    files = [input]
    for (path, text) in texts.sorted(by: { $0.key < $1.key }) {
      files.append(SourceFile(id: FileID(UInt32(files.count)), path: path, text: text))
    }
  }

  func file(_ path: String) -> SourceFile? { files.first { $0.path == path } }

  func files(inFolder folder: String, ending: String) -> [SourceFile] {
    names(inFolder: folder).files.filter { $0.hasSuffix(ending) }.compactMap {
      file("\(folder)/\($0)")
    }
  }

  func names(inFolder folder: String) -> (files: [String], folders: [String]) {
    let inside = files.map(\.path).filter { $0.hasPrefix("\(folder)/") }
      .map { $0.dropFirst(folder.count + 1) }
    let names = inside.filter { !$0.contains("/") }.map(String.init)
    let folders = inside.compactMap { path in path.firstIndex(of: "/").map { String(path[..<$0]) } }
    return (names.sorted(), Set(folders).sorted())
  }
}
