import ClusterFormats
import ClusterModel
import Foundation
import Syntax
import Testing

/// Ansible itself reads random inventories, and haplan must see the same hosts in the same groups,
/// with the same variables, and refuse what Ansible refuses.
@Suite struct AnsibleTests {
  /// What Ansible says of one inventory; `nil` where it refuses it.
  private struct Answer: Decodable {
    let groups: [String: [String]]
    let hosts: [String: [String: String]]
  }

  static let count = ProcessInfo.processInfo.environment["HAPLAN_LONG_TESTS"] == "1" ? 1500 : 80

  @Test func inventoriesAreReadAsAnsibleReadsThem() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("haplan-ansible-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var paths: [String] = []
    for number in 0..<Self.count {
      var maker = InventoryMaker(seed: UInt64(number + 1))
      paths.append(try maker.write(to: folder.appendingPathComponent("\(number)")))
    }
    guard let answers = try ask(paths, folder) else {
      return print("SKIPPED: inventories are not compared with Ansible: ansible-core is missing")
    }
    #expect(answers.count == paths.count)
    var refused = 0
    for (path, answer) in zip(paths, answers) {
      let reading = read(path)
      guard let answer else {
        refused += 1
        #expect(!reading.problems.isEmpty, "Ansible refuses it: \(text(path))")
        continue
      }
      #expect(reading.problems.map(\.message) == [], "Ansible takes it: \(text(path))")
      compare(reading.parts.first, answer, path)
    }
    // The judge must have something to refuse, and more to take.
    #expect(refused >= 3 && refused < Self.count / 2)
  }

  private func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? path
  }

  private func compare(_ part: ClusterPart?, _ answer: Answer, _ path: String) {
    func list(_ name: String) -> [String] { answer.groups[name] ?? [] }
    guard let part else {
      Issue.record("not read: \(text(path))")
      return
    }
    #expect(part.nodes.map(\.name) == list("kube_control_plane"), "\(text(path))")
    #expect(part.members.compactMap(\.node?.value) == list("etcd"), "\(text(path))")
    let workers = Set(list("kube_node")).subtracting(list("kube_control_plane"))
    #expect(part.workers?.value == workers.count, "\(text(path))")
    for node in part.nodes {
      let variables = answer.hosts[node.name] ?? [:]
      let expected =
        variables["access_ip"] ?? variables["ip"] ?? variables["ansible_host"]
        ?? (IPAddress.parse(node.name) == nil ? nil : node.name)
      #expect(node.address?.value == expected, "\(node.name) of \(path): \(text(path))")
    }
    for (index, host) in list("etcd").enumerated() where index < part.members.count {
      let name = answer.hosts[host]?["etcd_member_name"] ?? "etcd\(index + 1)"
      #expect(part.members[index].name?.value == name, "\(host) of \(path): \(text(path))")
    }
    if let first = list("kube_control_plane").first {
      #expect(
        part.kubernetesVersion?.value == answer.hosts[first]?["kube_version"],
        "\(path): \(text(path))")
    }
    if let first = list("etcd").first, !list("kube_control_plane").isEmpty {
      let stated = part.flagSets.lazy.compactMap { $0.flag("election-timeout") }
        .first { $0.text != nil }?.text
      let expected = answer.hosts[first]?["etcd_election_timeout"]
      if let expected { #expect(stated == expected, "\(path): \(text(path))") }
    }
  }

  private func read(_ path: String) -> ReadResult {
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    let file = SourceFile(id: FileID(0), path: path, bytes: Array(bytes))
    return Formats.read(FormatInput(file, companions: DiskShelf()))
  }

  /// `nil` where no Ansible can be had.
  private func ask(_ paths: [String], _ folder: URL) throws -> [Answer?]? {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let script = root.appendingPathComponent("CommandTests/Fixtures/inventories.py").path
    let output = folder.appendingPathComponent("answers").path
    for python in ["/usr/bin/env python3", "/usr/bin/python3"] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments =
        ["-c", "exec \(python) \"$@\" >/dev/null 2>&1", "sh", script, output] + paths
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { continue }
      let lines = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
      return lines.map { try? JSONDecoder().decode(Answer.self, from: Data($0.utf8)) }
    }
    return nil
  }
}

/// Files beside an input, as they are on the disk.
private final class DiskShelf: Companions {
  func file(_ path: String) -> SourceFile? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
      !isFolder.boolValue, let bytes = FileManager.default.contents(atPath: path)
    else { return nil }
    return SourceFile(id: FileID(1), path: path, bytes: Array(bytes))
  }

  func files(inFolder folder: String, ending: String) -> [SourceFile] { [] }

  func names(inFolder folder: String) -> (files: [String], folders: [String]) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let isFile = { (name: String) in self.file("\(folder)/\(name)") != nil }
    return (names.filter(isFile), names.filter { !isFile($0) })
  }
}
