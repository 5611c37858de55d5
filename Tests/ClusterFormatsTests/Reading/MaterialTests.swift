import ClusterModel
import Foundation
import Syntax
import Testing

@testable import ClusterFormats

/// Formats are shown only files of their kind: none may claim a file that it is not shown.
@Suite("The kind of file that a format is asked about")
struct MaterialTests {
  /// Every input of the examples, written by hand or by the tools themselves.
  private static let inputs: [SourceFile] = {
    let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../examples").standardizedFileURL
    var files: [SourceFile] = []
    let paths = FileManager.default.enumerator(at: top, includingPropertiesForKeys: nil)
    for case let url as URL in paths ?? .init() where !url.path.contains("/expected") {
      guard let bytes = try? Data(contentsOf: url) else { continue }
      files.append(
        SourceFile(id: FileID(UInt32(files.count)), path: url.path, bytes: Array(bytes)))
    }
    return files
  }()

  @Test("hides from a format none of the files that it claims")
  func hidesNothing() {
    #expect(Self.inputs.count > 20)
    for file in Self.inputs {
      let input = FormatInput(file)
      for format in Formats.all where format.claim(input) != .none {
        #expect(Formats.isShown(input, to: format), "\(format.name.rawValue): \(file.path)")
      }
    }
  }

  @Test("tells objects, texts, and scripts that hold objects")
  func kinds() {
    func shown(_ text: String) -> Set<FormatName> {
      let input = FormatInput(SourceFile(id: FileID(0), path: "x", text: text))
      return Set(Formats.all.filter { Formats.isShown(input, to: $0) }.map { $0.name })
    }
    let object = shown("apiVersion: v1\nkind: Pod\n")
    #expect(object.contains(.staticPod) && !object.contains(.systemdUnit))
    let text = shown("[Service]\nExecStart=/usr/bin/etcd\n")
    #expect(!text.contains(.kubeadm) && text.contains(.systemdUnit))
    let script = shown("#!/bin/sh\ncat <<EOF\napiVersion: v1\nkind: Pod\nEOF\n")
    #expect(script.contains(.staticPod) && script.contains(.commandLine))
  }
}
