internal import ClusterModel
internal import Syntax

/// Reads the pods of one file.
struct StaticPodReader {
  private var facts: FactReader
  private let file: SourceFile
  private let companions: UnitCompanions
  private var parts: [ClusterPart] = []
  /// The pods that run a component.
  private(set) var documents: [Span] = []

  init(_ input: FormatInput) {
    file = input.file
    companions = UnitCompanions(input: input)
    facts = FactReader(file: input.file, isRunnable: true)
  }

  /// Reads a document, where it is a pod or a list of pods. Some tools keep objects without their
  /// kind and version. A list within a list is no output of any tool, and is left alone.
  mutating func read(_ document: DataNode) {
    guard document.kind == .mapping, Self.isText(document["apiVersion"], "v1") else { return }
    if let items = document["items"], items.kind == .sequence {
      guard Self.isText(document["kind"], "List") || Self.isText(document["kind"], "PodList")
      else { return }
      for item in items.items where item.kind == .mapping && Self.isText(item["kind"], "Pod") {
        readPod(item)
      }
    } else if Self.isText(document["kind"], "Pod") {
      readPod(document)
    }
  }

  /// Whether a field says this, or is not there.
  private static func isText(_ node: DataNode?, _ text: String) -> Bool {
    node.map { $0.isNull || $0.textEquals(text) } ?? true
  }

  func result() -> ReadResult {
    var result = ReadResult()
    result.isRecognised = !parts.isEmpty
    result.parts = parts
    if result.isRecognised { result.problems = facts.problems }
    return result
  }

  private mutating func readPod(_ pod: DataNode) {
    guard let spec = pod["spec"], spec.kind == .mapping, let containers = spec["containers"],
      containers.kind == .sequence
    else { return }
    let before = facts
    var part: ClusterPart?
    for container in containers.items where container.kind == .mapping {
      var reader = ContainerReader(container: container, facts: facts)
      guard let set = reader.read() else { continue }
      facts = reader.facts
      var current =
        part ?? ClusterPart(format: .staticPod, anchor: set.anchor, isWhole: false)
      let layers = CommandLayers(set, companions: companions, facts: &facts)
      ComponentFacts.add(layers, to: &current, file: file)
      part = current
    }
    guard var part else {
      facts = before
      return
    }
    addMachine(of: pod, spec, to: &part)
    facts.give(to: &part)
    parts.append(part)
    documents.append(pod.span)
  }

  /// The machine that a live pod stands on. A manifest does not say: its flags do.
  private mutating func addMachine(
    of pod: DataNode, _ spec: DataNode, to part: inout ClusterPart
  ) {
    if let host = pod["status"]?["hostIP"], host.kind == .scalar {
      part.machineHint = facts.fact(host, "hostIP") ?? part.machineHint
    }
    if let name = spec["nodeName"], name.kind == .scalar {
      part.machineStated = facts.fact(name, "nodeName")
    }
  }
}
