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

  /// Reads a document, where it is a pod or a list of pods. A list within a list is no output of
  /// any tool, and is left alone.
  mutating func read(_ document: DataNode) {
    guard document.kind == .mapping, let kind = document["kind"], kind.kind == .scalar,
      let apiVersion = document["apiVersion"], apiVersion.text == "v1"
    else { return }
    switch kind.text {
    case "Pod": readPod(document)
    case "List", "PodList":
      guard let items = document["items"], items.kind == .sequence else { return }
      for item in items.items where item.kind == .mapping {
        if kind.text == "PodList" || item["kind"]?.text == "Pod" { readPod(item) }
      }
    default: return
    }
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
    if let machine = machine(of: pod, spec) { part.machineHint = machine }
    part.marks = facts.takeMarks()
    part.gaps += facts.takeGaps()
    parts.append(part)
    documents.append(pod.span)
  }

  /// The machine that a live pod stands on. A manifest does not say: its flags do.
  private mutating func machine(of pod: DataNode, _ spec: DataNode) -> Located<String>? {
    let status = pod["status"]
    if let host = status?["hostIP"], host.kind == .scalar { return facts.fact(host, "hostIP") }
    if let node = spec["nodeName"], node.kind == .scalar { return facts.fact(node, "nodeName") }
    return nil
  }
}
