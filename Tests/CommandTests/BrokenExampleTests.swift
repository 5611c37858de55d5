import Foundation
import Testing

/// The files of every example, of every format, made templates and cut off.
@Suite struct BrokenExampleTests {
  /// Example and path of each input, haplan's own configuration apart; Terraform's language has
  /// templates of its own.
  static let files: [(example: Example, path: String)] = Example.all.flatMap { example in
    ((try? example.inputs()) ?? []).map { (example, $0) }
  }.filter { !$0.path.hasSuffix(".tf") && !$0.path.hasSuffix(".haplan.yaml") }

  @Test func `a template is called one, at its first mark`() throws {
    let folder = try Folder()
    #expect(Self.files.count > 100)
    for (example, path) in Self.files {
      let text = try String(contentsOf: example.url.appendingPathComponent(path), encoding: .utf8)
      let name = (path as NSString).lastPathComponent
      try folder.write(name, "{% if ha %}\n\(text)\n{% endif %}\n")
      let result = try Haplan.run(["check", "-o", "json", name], cwd: folder.url)
      #expect(result.status == 2, "\(example)/\(path)")
      let problems = try result.problems()
      #expect(
        problems.contains { "\($0["message"] ?? "")".contains("template") }, "\(example)/\(path)")
      #expect(problems.allSatisfy(Self.isLocated), "\(example)/\(path): \(problems)")
    }
  }

  @Test func `what is cut off is read, or told with its place`() throws {
    let folder = try Folder()
    for (example, path) in Self.files {
      let bytes = try Data(contentsOf: example.url.appendingPathComponent(path))
      let name = (path as NSString).lastPathComponent
      for part in [3, 5] {
        let cut = bytes.prefix(bytes.count * part / 7)
        try cut.write(to: folder.url.appendingPathComponent(name))
        let result = try Haplan.run(["check", "-o", "json", name], cwd: folder.url)
        #expect((0...2).contains(result.status), "\(example)/\(path) \(part)/7: \(result.stderr)")
        #expect(try result.problems().allSatisfy(Self.isLocated), "\(example)/\(path) \(part)/7")
      }
    }
  }

  private static func isLocated(_ problem: [String: Any]) -> Bool {
    (problem["location"] as? [String: Any])?["start"] != nil
  }
}
