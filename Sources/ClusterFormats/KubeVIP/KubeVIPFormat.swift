package import ClusterModel
internal import Syntax

/// kube-vip as a pod on control-plane nodes, static or of a DaemonSet, where it holds the control
/// plane's address. One that serves Services alone is nobody's.
package enum KubeVIPFormat: Format {
  package static let name = FormatName.kubeVIP

  package static func claim(_ input: FormatInput) -> Claim {
    guard kinds.contains(where: { input.outline.has(kind: $0) }), input.contains("kube-vip") else {
      return .none
    }
    return input.contains("vip_") && !input.looksLikeScript ? .certain : .possible
  }

  private static let kinds = ["Pod", "DaemonSet", "List", "PodList"]

  package static func read(_ input: FormatInput) -> ReadResult {
    var reader = KubeVIPReader(file: input.file)
    for document in input.documents.documents { reader.read(document.root) }
    var result = ReadResult()
    result.parts = reader.parts
    result.isRecognised = !reader.parts.isEmpty
    if result.isRecognised { result.problems = reader.problems }
    result.addSyntaxProblems(of: input, claim: claim(input), documents: reader.documents)
    return result
  }
}

/// Reads the pods of one file.
struct KubeVIPReader {
  /// Seconds beyond which a timing is no lease's: the arithmetic on them cannot overflow.
  private static let mostSeconds: Int64 = 10_000_000

  private var facts: FactReader
  private(set) var parts: [ClusterPart] = []
  private(set) var documents: [Span] = []

  init(file: SourceFile) { facts = FactReader(file: file, isRunnable: true) }

  var problems: [InputProblem] { facts.problems }

  mutating func read(_ document: DataNode) {
    guard document.kind == .mapping, let kind = document["kind"], kind.kind == .scalar else {
      return
    }
    switch kind.text {
    case "Pod": readPod(document, document["spec"], isOneMachine: true)
    case "DaemonSet":
      readPod(document, document["spec"]?["template"]?["spec"], isOneMachine: false)
    case "List", "PodList":
      guard let items = document["items"], items.kind == .sequence else { return }
      for item in items.items where item.kind == .mapping {
        let kind = item["kind"]?.text ?? "Pod"
        if kind == "Pod" { readPod(item, item["spec"], isOneMachine: true) }
        if kind == "DaemonSet" {
          readPod(item, item["spec"]?["template"]?["spec"], isOneMachine: false)
        }
      }
    default: return
    }
  }

  private mutating func readPod(_ pod: DataNode, _ spec: DataNode?, isOneMachine: Bool) {
    guard let spec, spec.kind == .mapping, let containers = spec["containers"],
      containers.kind == .sequence
    else { return }
    for container in containers.items where Self.isKubeVIP(container) {
      readContainer(container, pod, spec, isOneMachine)
    }
  }

  private static func isKubeVIP(_ container: DataNode) -> Bool {
    guard container.kind == .mapping else { return false }
    let image = container["image"].map { $0.kind == .scalar ? $0.text : "" } ?? ""
    let name = container["name"].map { $0.kind == .scalar ? $0.text : "" } ?? ""
    return image.contains("kube-vip") || name == "kube-vip"
  }

  private mutating func readContainer(
    _ container: DataNode, _ pod: DataNode, _ spec: DataNode, _ isOneMachine: Bool
  ) {
    let values = environment(of: container)
    let address = values["address"] ?? values["vip_address"]
    let holds = values["cp_enable"].map { GoBool.parse($0.text) ?? true } ?? (address != nil)
    guard holds, let place = container["name"] ?? container["image"] else { return }
    var vip = KubeVIPFact(span: place.valueSpan)
    vip.lease = seconds(values["vip_leaseduration"], default: 5)
    vip.renewDeadline = seconds(values["vip_renewdeadline"], default: 3)
    vip.retryPeriod = seconds(values["vip_retryperiod"], default: 1)
    vip.electsLeader = flag(values["vip_leaderelection"])
    vip.balances = flag(values["lb_enable"])
    vip.usesBGP = flag(values["bgp_enable"])
    vip.interface = facts.fact(values["vip_interface"], "vip_interface")
    vip.kubeconfig = kubeconfig(of: spec)
    var fact = BalancerFact(name: isOneMachine ? "" : "kube-vip", span: place.valueSpan)
    fact.kind = .kubeVIP
    fact.vip = facts.fact(address, "address")
    if let vip = fact.vip {
      let port = values["port"].map(\.text).flatMap { Int($0) } ?? APIPorts.standard
      let host = vip.value.contains(":") ? "[\(vip.value)]" : vip.value
      fact.listens = [Located("\(host):\(port)", vip.span)]
    }
    fact.kubeVIP = vip
    var part = ClusterPart(format: .kubeVIP, anchor: place.valueSpan, isWhole: false)
    part.balancers = [fact]
    if isOneMachine { part.machineHint = machine(of: pod, spec) }
    facts.give(to: &part)
    parts.append(part)
    documents.append(pod.span)
  }

  /// Values by name; the last of one name counts. Those that come from elsewhere are left out.
  private mutating func environment(of container: DataNode) -> [String: DataNode] {
    var values: [String: DataNode] = [:]
    for entry in facts.items(container["env"], "env") ?? [] where entry.kind == .mapping {
      guard let name = entry["name"], name.kind == .scalar, let value = entry["value"] else {
        continue
      }
      values[name.text] = value
    }
    return values
  }

  private mutating func seconds(_ node: DataNode?, default standard: Int64) -> Fact<Int64> {
    guard let node, !node.isNull else { return .defaulted(standard) }
    guard let text = facts.fact(node, "lease timing") else {
      return .unknown("it is left to be filled in")
    }
    return Int64(text.value).flatMap { abs($0) <= Self.mostSeconds ? $0 : nil }
      .map { .stated($0, text.span) } ?? .unknown("`\(text.value)`")
  }

  private mutating func flag(_ node: DataNode?) -> Fact<Bool> {
    guard let node, !node.isNull else { return .defaulted(false) }
    guard let text = facts.fact(node, "env") else { return .unknown("it is left to be filled in") }
    return GoBool.parse(text.value).map { .stated($0, text.span) } ?? .unknown("`\(text.value)`")
  }

  /// The host's kubeconfig among the volumes.
  private mutating func kubeconfig(of spec: DataNode) -> Located<String>? {
    for volume in facts.items(spec["volumes"], "volumes") ?? [] where volume.kind == .mapping {
      guard let path = volume["hostPath"]?["path"], path.kind == .scalar,
        path.text.hasSuffix("admin.conf") || path.text.contains("kubeconfig")
      else { continue }
      return Located(path.text, path.valueSpan)
    }
    return nil
  }

  private mutating func machine(of pod: DataNode, _ spec: DataNode) -> Located<String>? {
    if let node = spec["nodeName"], node.kind == .scalar { return facts.fact(node, "nodeName") }
    if let host = pod["status"]?["hostIP"], host.kind == .scalar {
      return facts.fact(host, "hostIP")
    }
    return nil
  }
}
