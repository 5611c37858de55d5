import Foundation

/// A folder that is gone after the test.
final class Folder: Sendable {
  let url: URL

  init() throws {
    url =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("haplan-tests-\(UUID().uuidString)").standardizedFileURL
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> URL { try write(name, Data(text.utf8)) }

  @discardableResult
  func write(_ name: String, _ bytes: Data) throws -> URL {
    let place = file(name)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: place)
    return place
  }

  /// The text of a file, which must be UTF-8.
  func read(_ name: String) throws -> String {
    try String(contentsOf: file(name), encoding: .utf8)
  }
}
