import ClusterModel

extension Shape {
  /// The file's lines before and after the fix, without comments; `nil` where the format cannot say
  /// what the fault is about.
  func pairs(for fault: FlagFault, quote: String) -> [LinePair]? {
    guard !isUnheard(fault) else { return nil }
    guard takes(fault.needs), let frame = frame(fault.component, fault.needs) else { return nil }
    let flags = fault.lines.filter { isKnown($0, fault.component) }
    // What the rest of the lines is about must be there too.
    guard flags.contains(where: \.isChanged), flags.count == fault.lines.count || isPartial else {
      return nil
    }
    func items(_ value: (FlagFault.Line) -> String?) -> [String?] {
      let texts = flags.map { line in
        // A comma ends an item in brackets; quotes that are there stay.
        let commas = [line.before, value(line)].contains { $0?.contains(",") == true }
        let quote = quote.isEmpty && commas && isFlow ? "\"" : quote
        return value(line).map { text(line.name, $0, quote, fault.component) }
      }
      let last = texts.lastIndex { $0 != nil }
      return texts.enumerated().map { index, text in
        text.map {
          $0 + (index == last ? separators.last : separators.between)
        }
      }
    }
    let before = items(\.before)
    let after = items(\.after)
    if isOneLine { return oneLine(frame, before, after) }
    let indent = String(repeating: " ", count: frame.indent)
    let changing = zip(before, after).map { old, new -> LinePair in
      func lines(_ text: String?) -> String? {
        text.map { text in
          text.split(separator: "\n").map { indent + $0 }.joined(separator: "\n")
        }
      }
      var pair = LinePair(before: lines(old), after: lines(new))
      pair.takesAbove = takesAbove(indent + (old ?? ""))
      pair.takesComment = takesComments
      pair.takesBlanks = !isCommand
      return pair
    }
    return frame.head.map(framed) + changing + frame.foot.map(framed)
  }

  private func framed(_ line: String) -> LinePair {
    var pair = LinePair(line)
    let isOpen = line.hasSuffix("\\") || line.hasSuffix("|")
    pair.takesAbove = takesAbove(line) && !(self == .kind && line.hasPrefix("  "))
    pair.takesComment = takesComments && !isOpen
    pair.takesBlanks = !isOpen && !isCommand && self != .etcdEnvironment
    return pair
  }

  private func oneLine(_ frame: Frame, _ before: [String?], _ after: [String?]) -> [LinePair] {
    func line(_ items: [String?]) -> String {
      let indent = String(repeating: " ", count: frame.indent)
      let text = items.compactMap { $0 }.joined(separator: " ")
      return (frame.head.last ?? "") + indent + text + (frame.foot.first ?? "")
    }
    var pair = LinePair(before: line(before), after: line(after))
    pair.takesAbove = takesAbove("x")
    pair.takesComment = takesComments
    pair.takesBlanks = false
    return frame.head.dropLast().map(framed) + [pair] + frame.foot.dropFirst().map(framed)
  }

  /// Formats of fields leave out flags that they have no field for.
  private var isPartial: Bool {
    switch self {
    case .componentConfig, .kubesprayFields, .kubekey, .kops, .kubeadmExternal: true
    default: false
    }
  }

  private var isFlow: Bool {
    self == .specFlow || self == .specFlowList || self == .staticPodFlow || self == .k3sFlow
  }

  private func isKnown(_ line: FlagFault.Line, _ component: Component) -> Bool {
    switch self {
    case .componentConfig: ShapeNames.fields[line.name] != nil
    case .kubesprayFields: ShapeNames.kubespray(line.name, component) != nil
    case .kubekey: ShapeNames.kubekey[line.name] != nil
    case .kubeadmExternal: ShapeNames.external[line.name] != nil
    case .kops: component != .scheduler || ShapeNames.fields[line.name] != nil
    // A list of pairs cannot tell a value from the next flag where it begins with a dash.
    case .staticPodPairs:
      !(line.before ?? "").hasPrefix("-") && line.before != "false" && line.before != "true"
    default: true
    }
  }

  private func text(
    _ name: String, _ value: String, _ quote: String, _ component: Component
  ) -> String {
    let quoted = "\(quote)\(value)\(quote)"
    // What must be a text is quoted where it looks like a number or a truth.
    let text = quote.isEmpty ? "\"\(value)\"" : quoted
    switch self {
    case .specMap, .specFlow, .specAnchor: return "\(name): \(quoted)"
    case .specList: return "- \(quote)--\(name)=\(value)\(quote)"
    case .specFlowList, .staticPodFlow: return "\(quote)--\(name)=\(value)\(quote)"
    case .specJSON, .kubeadmJSON: return "\"\(name)\": \"\(value)\""
    case .kubeadmMap, .kubeadmFlow, .masterConfiguration, .talos, .rke, .capiMap, .k0sctl, .kind,
      .kubeone, .kubesprayArguments:
      return "\(name): \(text)"
    case .kubeadmEntries, .capiEntries: return "- {name: \(name), value: \(text)}"
    case .kubeadmBlocks: return "- name: \(name)\n  value: \(text)"
    case .staticPod, .capiRKE2: return "- \(quote)--\(name)=\(value)\(quote)"
    case .staticPodPairs: return "- --\(name)\n- \(text)"
    case .staticPodJSON: return "\"--\(name)=\(value)\""
    case .unit, .unitLine, .unitEnvironment, .environmentLine, .script, .scriptLine, .heredoc,
      .page:
      return "--\(name)=\(value)"
    case .componentConfig:
      let plain = name == "leader-elect" ? value : quoted
      return "\(ShapeNames.fields[name] ?? name): \(plain)"
    case .etcdConfig: return "\(name): \(value)"
    case .etcdEnvironment: return "\(ShapeNames.variable(name))=\(quoted)"
    case .k3s: return "- \(quote)\(name)=\(value)\(quote)"
    case .k3sFlow: return "\(quote)\(name)=\(value)\(quote)"
    case .kops: return kopsText(name, value, quoted, text, component)
    case .kubesprayFields:
      return "\(ShapeNames.kubespray(name, component) ?? name): \(quoted)"
    case .kubeadmExternal: return "\(ShapeNames.external[name] ?? name): \(quoted)"
    case .kubekey: return "\(ShapeNames.kubekey[name] ?? name): \(quoted)"
    }
  }

  private func kopsText(
    _ name: String, _ value: String, _ quoted: String, _ text: String, _ component: Component
  ) -> String {
    switch component {
    case .etcd: "- {name: \(ShapeNames.variable(name)), value: \(text)}"
    case .scheduler:
      "\(ShapeNames.camel(name)): \(name == "leader-elect" ? value : quoted)"
    default: "\(ShapeNames.camel(name)): \(quoted)"
    }
  }
}

/// What formats call flags.
enum ShapeNames {
  static let fields = [
    "leader-elect": "leaderElect", "leader-elect-lease-duration": "leaseDuration",
    "leader-elect-renew-deadline": "renewDeadline", "leader-elect-retry-period": "retryPeriod",
    "leader-elect-resource-lock": "resourceLock",
  ]

  static let kubekey = [
    "heartbeat-interval": "heartbeatInterval", "election-timeout": "electionTimeout",
  ]

  static let external = [
    "etcd-cafile": "caFile", "etcd-certfile": "certFile", "etcd-keyfile": "keyFile",
  ]

  static func kubespray(_ name: String, _ component: Component) -> String? {
    switch (component, name) {
    case (.etcd, "heartbeat-interval"): "etcd_heartbeat_interval"
    case (.etcd, "election-timeout"): "etcd_election_timeout"
    case (.controllerManager, "leader-elect-lease-duration"),
      (.controllerManager, "leader-elect-renew-deadline"):
      "kube_controller_manager_" + name.replacing("-", with: "_")
    case (.scheduler, "leader-elect-lease-duration"), (.scheduler, "leader-elect-renew-deadline"):
      "kube_scheduler_" + name.replacing("-", with: "_")
    default: nil
    }
  }

  static func variable(_ name: String) -> String {
    "ETCD_" + name.uppercased().replacing("-", with: "_")
  }

  static func camel(_ name: String) -> String {
    let own = [
      "etcd-cafile": "etcdCAFile", "etcd-certfile": "etcdCertFile", "etcd-keyfile": "etcdKeyFile",
    ]
    if let own = own[name] { return own }
    let words = name.split(separator: "-").map(String.init)
    return (words.first ?? "")
      + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
