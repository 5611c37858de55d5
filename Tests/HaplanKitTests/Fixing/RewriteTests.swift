import Foundation
import HaplanKit
import Testing

/// A file is rewritten only where it still is what was read.
struct RewriteTests {
  private let file: URL

  init() throws {
    file = FileManager.default.temporaryDirectory
      .appendingPathComponent("haplan-rewrite-\(UUID().uuidString)")
    try Data("old".utf8).write(to: file)
  }

  @Test func `a file that changed meanwhile is left alone`() throws {
    defer { try? FileManager.default.removeItem(at: file) }
    let failure = #expect(throws: System.Failure.self) {
      try System.rewriteFile(file.path, from: Array("older".utf8), to: Array("new".utf8))
    }
    #expect(failure?.message == "was changed meanwhile; run again")
    #expect(try Data(contentsOf: file) == Data("old".utf8))
  }

  @Test func `what holds the new text already is done`() throws {
    defer { try? FileManager.default.removeItem(at: file) }
    try System.rewriteFile(file.path, from: Array("older".utf8), to: Array("old".utf8))
    try System.rewriteFile(file.path, from: Array("old".utf8), to: Array("new".utf8))
    #expect(try Data(contentsOf: file) == Data("new".utf8))
  }

  @Test(arguments: [
    ("/etc/kubernetes/manifests/kube-apiserver.yaml", true),
    ("/srv/tree/etc/kubernetes/manifests/kube-apiserver.yaml", false),
    ("/var/lib/rancher/rke2/agent/pod-manifests/etcd.yaml", true),
    ("/repo/pod-manifests", false), ("/repo/manifests/kube-apiserver.yaml", false),
  ])
  func `folders that a kubelet watches are known`(path: String, isLive: Bool) {
    #expect(FixWriting.isLive(path) == isLive)
  }
}
