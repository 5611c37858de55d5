import Foundation

/// Makes inventories at random, of everything that people write in them and some of what Ansible
/// refuses; the same for the same seed.
struct InventoryMaker {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % bound
  }

  private mutating func pick<Element>(_ items: [Element]) -> Element { items[next(items.count)] }

  private mutating func chance(_ percent: Int) -> Bool { next(100) < percent }

  private static let hosts = [
    "n1", "n2", "n3", "n4", "db-1.lan", "10.7.0.1", "10.7.0.2", "x_y", "n[1:3]", "n[01:05:2]",
    "w-[a:c]", "r[2:3]-[0:1]", "n2:2222", "10.7.0.9:22", "[7:8].lan", "m[C:D]", "e[9:7]",
  ]
  private static let groups = ["kube_control_plane", "etcd", "kube_node", "k8s_cluster", "extra"]
  private static let odd = [
    "n1 ip=\"10.0.0.1", "n[1:", "n[3:a]", "n[01:100]", "[etcd:things]", "[etcd]x", "n1 ip", "q:",
    "[two words]", "n[1:2:0]", "---",
  ]

  /// Writes an inventory with its files of variables into a folder; gives its path.
  mutating func write(to folder: URL) throws -> String {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let isYAML = chance(40)
    let path = folder.appendingPathComponent(isYAML ? "hosts.yaml" : "hosts.ini")
    try (isYAML ? yaml() : sections()).write(to: path, atomically: true, encoding: .utf8)
    for group in ["all"] + Self.groups where chance(35) {
      let place = folder.appendingPathComponent("group_vars/\(group)")
      try writeVariables(at: place)
    }
    for host in ["n1", "n2", "10.7.0.1", "db-1.lan"] where chance(25) {
      try writeVariables(at: folder.appendingPathComponent("host_vars/\(host)"))
    }
    return path.path
  }

  private mutating func writeVariables(at place: URL) throws {
    let ending = pick(["", ".yml", ".yaml", "/a.yml", "/b.yaml", "/c", "/d.txt"])
    let files = ending.hasPrefix("/") ? [ending, pick(["/zz.yml", "/0.json"])] : [ending]
    for file in files {
      let url = URL(fileURLWithPath: place.path + file)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      let isJSON = file.hasSuffix(".json")
      let lines = variables().map { isJSON ? "\"\($0)\": \"\($1)\"" : "\($0): \"\($1)\"" }
      let text = isJSON ? "{\(lines.joined(separator: ", "))}" : lines.joined(separator: "\n")
      try (text + "\n").write(to: url, atomically: true, encoding: .utf8)
    }
  }

  private mutating func variables() -> [(String, String)] {
    var result: [(String, String)] = []
    for name in ["ip", "access_ip", "ansible_host", "kube_version", "etcd_election_timeout"]
    where chance(40) {
      result.append((name, value(of: name)))
    }
    if chance(10) { result.append(("etcd_member_name", "member\(next(9))")) }
    return result
  }

  private mutating func value(of name: String) -> String {
    switch name {
    case "kube_version": "1.3\(next(4)).\(next(9))"
    case "etcd_election_timeout": "\(next(9) + 1)000"
    default: "10.\(next(3)).0.\(next(200) + 1)"
    }
  }

  // MARK: Sections

  private mutating func sections() -> String {
    var lines: [String] = []
    for _ in 0..<next(3) { lines.append(hostLine()) }
    for group in Self.groups {
      if group == "k8s_cluster" || group != "kube_control_plane" && chance(15) {
        lines.append("[\(group):children]\(chance(20) ? " # others" : "")")
        let below = group == "etcd" ? ["kube_control_plane"] : ["kube_control_plane", "kube_node"]
        lines += below.filter { $0 != group }.map { chance(20) ? "\($0)  # one" : $0 }
      } else {
        lines.append("[\(group)]")
        for _ in 0..<next(4) { lines.append(hostLine()) }
      }
      if chance(15) {
        lines.append("[\(pick(Self.groups + ["all"])):vars]")
        lines += variables().map { chance(50) ? "\($0)=\($1)" : "  \($0) = '\($1)'  " }
      }
      if chance(10) { lines += ["", "; a remark", "# another = one"] }
    }
    if chance(15) { lines.insert(pick(Self.odd), at: next(lines.count + 1)) }
    return lines.joined(separator: chance(15) ? "\r\n" : "\n") + (chance(50) ? "\n" : "")
  }

  private mutating func hostLine() -> String {
    var line = (chance(15) ? "  " : "") + pick(Self.hosts)
    for (name, value) in variables() where chance(60) {
      switch next(5) {
      case 0: line += " \(name)=\"\(value)\""
      case 1: line += "\t\(name)='\(value)'"
      case 2: line += " \(name)=\\\(value)"
      case 3: line += " \"\(name)=\(value)\""
      default: line += " \(name)=\(value)"
      }
    }
    if chance(20) { line += pick([" # it", "#glued", "  "]) }
    return line
  }

  // MARK: YAML

  private mutating func yaml() -> String {
    var lines = ["all:"]
    if chance(30) {
      lines.append("  vars:")
      lines += variables().map { "    \($0): \"\($1)\"" }
    }
    if chance(40) { lines += ["  hosts:"] + hosts(indent: 4) }
    lines.append("  children:")
    for group in Self.groups {
      lines.append("    \(group):")
      if group == "k8s_cluster" || group == "etcd" && chance(20) {
        lines += ["      children:", "        kube_control_plane:"]
        if group == "k8s_cluster" { lines.append("        kube_node: {}") }
      } else if chance(85) {
        lines += ["      hosts:"] + hosts(indent: 8)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func hosts(indent: Int) -> [String] {
    let blanks = String(repeating: " ", count: indent)
    var seen: Set<String> = []
    var lines: [String] = []
    for _ in 0..<next(4) {
      let host = pick(Self.hosts)
      guard seen.insert(host).inserted else { continue }
      let own = variables()
      let body = own.map { "\($0): \"\($1)\"" }.joined(separator: ", ")
      lines.append("\(blanks)\"\(host)\":\(chance(50) ? "" : " {\(body)}")")
    }
    return lines
  }
}
