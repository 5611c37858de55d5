internal import ClusterModel
internal import Syntax

extension KubesprayReader {
  /// One variable that sets one flag.
  private struct Field {
    let component: Component
    let variable: String
    let flag: String
    /// kubespray's own; `nil` where that is the program's default too.
    let standard: String?
  }

  /// roles/etcd_defaults/defaults/main.yml, roles/kubernetes/control-plane/defaults/main/main.yml and
  /// kube-scheduler.yml; how they become flags: kubeadm-config.v1beta4.yaml.j2 beside them.
  private static let fields = [
    Field(
      component: .etcd, variable: "etcd_heartbeat_interval", flag: "heartbeat-interval",
      standard: "250"),
    Field(
      component: .etcd, variable: "etcd_election_timeout", flag: "election-timeout",
      standard: "5000"),
    Field(
      component: .controllerManager,
      variable: "kube_controller_manager_leader_elect_lease_duration",
      flag: "leader-elect-lease-duration", standard: nil),
    Field(
      component: .controllerManager,
      variable: "kube_controller_manager_leader_elect_renew_deadline",
      flag: "leader-elect-renew-deadline", standard: nil),
    Field(
      component: .controllerManager, variable: "kube_controller_node_monitor_grace_period",
      flag: "node-monitor-grace-period", standard: "40s"),
    Field(
      component: .controllerManager, variable: "kube_controller_node_monitor_period",
      flag: "node-monitor-period", standard: "5s"),
    Field(
      component: .scheduler, variable: "kube_scheduler_leader_elect_lease_duration",
      flag: "leader-elect-lease-duration", standard: nil),
    Field(
      component: .scheduler, variable: "kube_scheduler_leader_elect_renew_deadline",
      flag: "leader-elect-renew-deadline", standard: nil),
  ]

  /// Mappings of flags that kubespray hands on as they are.
  private static let arguments: [(variable: String, component: Component)] = [
    ("kube_kubeadm_apiserver_extra_args", .apiServer),
    ("kube_kubeadm_controller_extra_args", .controllerManager),
    ("kube_kubeadm_scheduler_extra_args", .scheduler),
  ]

  /// The flags that variables set. Where variables stand beside the inventory, what they leave out
  /// is kubespray's default, and for leader election the program's; without them nobody knows.
  mutating func readFlags() {
    for component in Component.allCases {
      let flags = Self.fields.filter { $0.component == component }.compactMap { flag($0) }
      let isKnown = component.electsLeader && !files.isEmpty && !controlPlane.isEmpty
      if !flags.isEmpty || isKnown {
        add(flags, component, .namedFields(Self.names(of: component)), at: anchor(of: component))
      }
    }
    for (name, component) in Self.arguments {
      guard let variable = clusterVariable(name), let mapping = variable.collection,
        mapping.kind == .mapping
      else { continue }
      let flags = mapping.entries.compactMap { argument($0.key, $0.value) }
      if !flags.isEmpty {
        add(flags, component, .mapping(stringsOnly: false), at: variable.nameSpan)
      }
    }
    readExtraVariables()
  }

  private static func names(of component: Component) -> [String: String] {
    let own = fields.filter { $0.component == component }.map { ($0.flag, $0.variable) }
    return Dictionary(own) { first, _ in first }
  }

  private func anchor(of component: Component) -> Span {
    component == .etcd ? part.etcdAnchor ?? part.anchor : part.anchor
  }

  private mutating func add(
    _ flags: [Flag], _ component: Component, _ style: FlagSet.Style, at anchor: Span
  ) {
    part.flagSets.append(
      FlagSet(
        component: component, machines: .all, flags: flags,
        absence: component.electsLeader && !files.isEmpty
          ? .isDefault : .isUnknown("kubespray sets further flags"), style: style, anchor: anchor,
        format: .ansibleInventory))
  }

  private mutating func flag(_ field: Field) -> Flag? {
    let host = field.component == .etcd ? etcd.first ?? controlPlane.first : controlPlane.first
    guard let host else { return nil }
    let isControlPlane = controlPlane.contains { $0.value == host.value }
    guard let variable = variable(field.variable, of: host.value, isControlPlane: isControlPlane),
      let text = variable.text
    else {
      guard !files.isEmpty, let standard = field.standard else { return nil }
      let place = anchor(of: field.component)
      return Flag(
        name: field.flag, value: .text(standard), nameSpan: place, valueSpan: place,
        entrySpan: place)
    }
    return Flag(
      name: field.flag, value: value(text), nameSpan: variable.nameSpan, valueSpan: text.span,
      entrySpan: variable.entrySpan)
  }

  private mutating func value(_ text: Located<String>) -> Flag.Value {
    InventoryVariable.isExpression(text.value)
      ? .unknown("Ansible works it out when it runs") : facts.flagValue(text)
  }

  private mutating func argument(_ key: DataNode, _ node: DataNode) -> Flag? {
    guard key.kind == .scalar, node.isFilledScalar else { return nil }
    return Flag(
      name: FlagName.normalise(key.text), value: value(Located(node.text, node.valueSpan)),
      nameSpan: key.valueSpan, valueSpan: node.valueSpan, entrySpan: key.span.union(node.span))
  }

  /// `etcd_extra_vars`: variables of etcd's environment, `ETCD_QUOTA_BACKEND_BYTES`.
  private mutating func readExtraVariables() {
    guard let variable = clusterVariable("etcd_extra_vars"), let mapping = variable.collection,
      mapping.kind == .mapping
    else { return }
    var flags: [Flag] = []
    for (key, node) in mapping.entries {
      guard key.kind == .scalar, key.text.hasPrefix("ETCD_"), let flag = argument(key, node) else {
        continue
      }
      let name = FlagName.normalise(key.text.dropFirst("ETCD_".count).lowercased())
      flags.append(
        Flag(
          name: name, value: flag.value, nameSpan: flag.nameSpan, valueSpan: flag.valueSpan,
          entrySpan: flag.entrySpan))
    }
    if !flags.isEmpty { add(flags, .etcd, .namedFields([:]), at: variable.nameSpan) }
  }
}
