package import ClusterModel
internal import Syntax

/// Ansible inventories of Kubernetes clusters, in sections or in YAML: kubespray's, kubeasz's and
/// those that name their groups alike. `group_vars` and `host_vars` beside them are read with them.
package enum AnsibleInventoryFormat: Format {
  package static let name = FormatName.ansibleInventory
  package static let material = Material.others

  package static func claim(_ input: FormatInput) -> Claim {
    if input.contains("[kube") || input.contains("[etcd") || input.contains("[master") {
      return hasSection(input.file) && !input.looksLikeScript ? .certain : .none
    }
    let outline = input.outline
    guard outline.has(key: "all") || InventoryGroups.controlPlane.contains(where: outline.has(key:))
    else { return .none }
    let isNamed =
      input.contains("kube_control_plane") || input.contains("kube-master")
      || input.contains("kube_master") || input.contains("masters:") || input.contains("master:")
    return isNamed && input.contains("hosts") ? .possible : .none
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    let inventory: Inventory
    var places: [Span] = []
    if hasSection(input.file) {
      let reader = INIInventoryReader.read(input.file)
      inventory = reader.inventory
      result.problems = reader.problems
    } else {
      guard let root = input.documents.documents.first?.root, root.kind == .mapping,
        root["apiVersion"] == nil
      else { return result }
      let reader = YAMLInventoryReader.read(root)
      inventory = reader.inventory
      result.problems = reader.problems
      places = [root.span]
    }
    guard let groups = InventoryGroups(inventory) else { return ReadResult() }
    result.isRecognised = true
    var reader = KubesprayReader(inventory, groups: groups, input: input)
    result.parts = [reader.read()]
    result.problems += reader.problems
    if places.isEmpty {
      if let place = TemplateScan.firstControlFlow(in: input.file) {
        result.template = InputProblem("this is a template: render it first", place)
      }
    } else {
      result.addSyntaxProblems(of: input, claim: .certain, documents: places)
      result.problems.removeAll { isRepeatedHost($0, inventory) }
    }
    if result.template != nil { result.problems = [] }
    return result
  }

  /// A host that is listed twice is a fact, for which Ansible has a warning alone.
  private static func isRepeatedHost(_ problem: InputProblem, _ inventory: Inventory) -> Bool {
    guard let span = problem.span, !problem.related.isEmpty else { return false }
    return inventory.groups.contains { group in group.hosts.contains { $0.span == span } }
  }

  /// Whether a line is the section of one of the groups that tell such an inventory.
  private static func hasSection(_ file: SourceFile) -> Bool {
    var start = file.byteOrderMarkLength
    while start < file.bytes.count {
      let end = file.bytes[start...].firstIndex(of: 0x0A) ?? file.bytes.count
      let line = file.bytes[start..<end].drop { $0 == 0x20 || $0 == 0x09 }
      if line.first == UInt8(ascii: "["),
        let close = line.firstIndex(where: { $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: ":") })
      {
        let name = String(decoding: line[(line.startIndex + 1)..<close], as: UTF8.self)
        if name == "etcd" || InventoryGroups.controlPlane.contains(name) { return true }
      }
      start = end + 1
    }
    return false
  }
}
