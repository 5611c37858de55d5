import Foundation
import Testing

/// The emitted examples are what the command in their README writes.
@Suite struct EmittedExampleTests {
  @Test(arguments: ["planned-kubeadm", "planned-tie-breaker", "planned-kubespray"])
  func `is what its command writes`(_ name: String) throws {
    let example = Haplan.root.appendingPathComponent("examples/good/\(name)")
    let readme = try String(
      contentsOf: example.appendingPathComponent("README.md"), encoding: .utf8)
    let lines = readme.split(separator: "\n").filter { $0.hasPrefix("    ") }
      .map { $0.drop { $0 == " " } }
    let command = lines.joined(separator: " ").replacing("\\ ", with: "")
    #expect(command.hasPrefix("haplan plan "))
    let folder = try Folder()
    let script = command.dropFirst("haplan ".count).replacing(
      "examples/good/\(name)", with: folder.file("out").path)
    let result = try Haplan.shell("exec \"$1\" \(script)", ["sh", Haplan.binary.path])
    #expect(result.status == 0, "\(result.stderr)")
    let written = try FileManager.default.subpathsOfDirectory(atPath: folder.file("out").path)
    let kept = try FileManager.default.subpathsOfDirectory(atPath: example.path).filter {
      $0 != "README.md" && !$0.hasPrefix("expected")
    }
    #expect(written.sorted() == kept.sorted())
    for path in kept where !path.isEmpty {
      let place = example.appendingPathComponent(path).path
      #expect(
        FileManager.default.contentsEqual(
          atPath: place, andPath: folder.file("out/\(path)").path), "\(path)")
    }
  }
}
