internal import ClusterModel

/// Words with their numbers, and names as people say them.
enum Wording {
  /// `1 node`, `2 nodes`.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(count == 1 ? noun : plural(noun))"
  }

  /// `nodes`, `facilities`.
  static func plural(_ noun: String) -> String {
    guard noun.hasSuffix("y"), let before = noun.dropLast().last, !"aeiou".contains(before) else {
      return noun + "s"
    }
    return noun.dropLast() + "ies"
  }

  /// `a`, `a and b`, `a, b and c`.
  static func listed(_ words: [String], _ last: String = "and") -> String {
    guard words.count > 1, let end = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) \(end)"
  }

  /// What one element of a class is called: `balancer`, `etcd member`, `zone`.
  static func noun(of className: String) -> String {
    switch FailureClass(rawValue: className) {
    case .etcdMember: "etcd member"
    case .apiServer: "API server"
    case .controllerManager: "controller manager"
    case .loadBalancer: "balancer"
    case .node, .scheduler, .machine: className
    case nil: className
    }
  }

  /// `zone a` for `zone:a`, `etcd member e1` for `etcd-member:e1`; machines and balancers by their
  /// names alone.
  static func spoken(_ label: String) -> String {
    let (className, name) = parts(of: label)
    switch FailureClass(rawValue: className) {
    case .node, .machine, .loadBalancer: return name
    case .etcdMember where name.hasPrefix("etcd"): return name
    default: return "\(noun(of: className)) \(name)"
    }
  }

  /// As `spoken`, where balancers, their machines and nodes stand beside one another.
  static func spokenWithClass(_ label: String) -> String {
    let (className, name) = parts(of: label)
    let isNamedAlike = className == FailureClass.etcdMember.rawValue && name.hasPrefix("etcd")
    return isNamedAlike || className == FailureClass.node.rawValue
      ? name : "\(noun(of: className)) \(name)"
  }

  /// `a` of `zone:a`.
  static func name(of label: String) -> String { parts(of: label).name }

  private static func parts(of label: String) -> (className: String, name: String) {
    guard let colon = label.firstIndex(of: ":") else { return ("", label) }
    return (String(label[..<colon]), String(label[label.index(after: colon)...]))
  }
}
