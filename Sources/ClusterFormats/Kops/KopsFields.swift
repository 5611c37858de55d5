internal import ClusterModel
internal import Syntax

/// The settings of components as kOps writes them: fields in camelCase, each of which is a flag
/// (pkg/apis/kops/componentconfig.go).
enum KopsFields {
  /// Fields whose flag is not their own name with dashes.
  private static let irregular: [String: String] = [
    "logFormat": "logging-format", "logLevel": "v",
    "compactionInterval": "etcd-compaction-interval", "etcdCAFile": "etcd-cafile",
    "etcdCertFile": "etcd-certfile", "etcdKeyFile": "etcd-keyfile",
    "apiServerCount": "apiserver-count", "auditLogMaxAge": "audit-log-maxage",
    "auditLogMaxBackups": "audit-log-maxbackup", "auditLogMaxSize": "audit-log-maxsize",
    "authenticationConfigFile": "authentication-config",
    "requestheaderExtraHeaderPrefixes": "requestheader-extra-headers-prefix",
    "serviceAccountJWKSURI": "service-account-jwks-uri", "enableProfiling": "profiling",
    "enableContentionProfiling": "contention-profiling", "kubeAPIQPS": "kube-api-qps",
    "allocateNodeCIDRs": "allocate-node-cidrs",
    "concurrentHorizontalPodAustoscalerSyncs": "concurrent-horizontal-pod-autoscaler-syncs",
    "endpointSliceUpdatesBatchPeriod": "endpointslice-updates-batch-period",
    "leaderElectRenewDeadlineDuration": "leader-elect-renew-deadline",
  ]

  /// Fields that are no flags.
  private static let others: Set<String> = [
    "image", "disableBasicAuth", "appendAdmissionPlugins", "additionalServiceAccountIssuers",
    "cpuRequest", "cpuLimit", "memoryRequest", "memoryLimit", "env", "usePolicyConfigMap",
    "maxPersistentVolumes", "qps", "burst", "leaderElection",
  ]

  private static let fields = Dictionary(
    irregular.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })

  /// The flag of a field; `nil` where it is none.
  static func flag(of field: String) -> String? {
    if let name = irregular[field] { return name }
    return others.contains(field) ? nil : dashed(field)
  }

  /// The field of a flag.
  static func field(of flag: String) -> String {
    if let field = fields[flag] { return field }
    let words = flag.split(separator: "-")
    return words.dropFirst().reduce(words.first.map(String.init) ?? "") { result, word in
      result
        + acronyms.reduce(word.prefix(1).uppercased() + word.dropFirst()) {
          $0.lowercased() == $1.lowercased() ? $1 : $0
        }
    }
  }

  private static let acronyms = ["CA", "IP", "TTL", "CIDR", "RBAC", "RC", "GC", "API"]

  /// `nodeCIDRMaskSize` as `node-cidr-mask-size`: a run of capitals is one word.
  private static func dashed(_ field: String) -> String {
    var result = ""
    let letters = Array(field)
    for (index, letter) in letters.enumerated() {
      let isBoundary =
        letter.isUppercase && index > 0
        && (!letters[index - 1].isUppercase
          || (letters.indices.contains(index + 1) && letters[index + 1].isLowercase))
      if isBoundary { result += "-" }
      result += letter.lowercased()
    }
    return result
  }

  /// The flags of one component's settings; those of its leader election stand one level deeper.
  static func flagSets(
    _ settings: DataNode, key: DataNode, component: Component, facts: inout FactReader
  ) -> [FlagSet] {
    var sets = [set(settings, key: key, component: component, facts: &facts)]
    if let election = settings.entry("leaderElection"),
      let node = facts.mapping(election.value, "\(key.text).leaderElection")
    {
      if component == .controllerManager {
        // kOps writes its own over it (pkg/model/components/kubecontrollermanager.go).
        facts.addGap(
          "leaderElection",
          "kOps sets the controller manager's leader election itself: what "
            + "stands here is not handed on", election.key.span)
      } else {
        sets.append(set(node, key: election.key, component: component, facts: &facts))
      }
    }
    return sets.filter { !$0.flags.isEmpty }
  }

  private static func set(
    _ settings: DataNode, key: DataNode, component: Component, facts: inout FactReader
  ) -> FlagSet {
    var flags: [Flag] = []
    for entry in settings.mergedEntries {
      guard entry.key.kind == .scalar, let name = flag(of: entry.key.text), !entry.value.isNull,
        let value = text(of: entry.value)
      else { continue }
      let place = entry.value.kind == .scalar ? entry.value.valueSpan : entry.value.span
      flags.append(
        Flag(
          name: name, value: facts.flagValue(Located(value, place)),
          nameSpan: entry.key.valueSpan, valueSpan: place,
          entrySpan: entry.key.span.union(entry.value.span)))
    }
    return FlagSet(
      component: component, machines: .all, flags: flags, absence: .isDefault,
      style: .mapping(stringsOnly: false), anchor: key.span, format: .kops)
  }

  /// A list is written with commas, a mapping as `key=value` with commas; deeper ones are no flags.
  private static func text(of node: DataNode) -> String? {
    switch node.kind {
    case .scalar: node.text
    case .sequence: node.texts.map(\.value).joined(separator: ",")
    case .mapping:
      node.entries.filter { $0.key.kind == .scalar && $0.value.kind == .scalar }
        .map { "\($0.key.text)=\($0.value.text)" }.joined(separator: ",")
    }
  }
}
