internal import ClusterModel
internal import Syntax

/// The flags of components as a spec has them: those that all machines share, and each machine's own
/// over them. What is not known is left to be filled in where the table depends on it.
struct ComponentFlags {
  /// What a spec writes for a value that is not known.
  static let unknown = "<unknown>"

  private var shared: [Component: [(key: String, value: String)]] = [:]
  private var own: [Component: [String: [(key: String, value: String)]]] = [:]

  init(_ cluster: Cluster) {
    for component in Component.allCases {
      let invocations = cluster.invocations(of: component)
      let flags = invocations.map { Self.flags(of: $0, cluster) }
      guard let first = flags.first else { continue }
      let common = first.filter { flag in
        flags.allSatisfy { other in other.contains { $0 == flag } }
      }
      shared[component] = common
      for (invocation, flags) in zip(invocations, flags) {
        guard let machine = invocation.machine else { continue }
        own[component, default: [:]][machine] = flags.filter { flag in
          !common.contains { $0 == flag }
        }
      }
    }
  }

  /// The flags of every machine; `nil` for none.
  func common(_ component: Component) -> SpecValue? { Self.map(shared[component] ?? []) }

  /// The flags of one machine that others do not have; `nil` for none.
  func own(_ component: Component, on machine: String) -> SpecValue? {
    Self.map(own[component]?[machine] ?? [])
  }

  private static func map(_ flags: [(key: String, value: String)]) -> SpecValue? {
    flags.isEmpty ? nil : .map(flags.map { ($0.key, .text($0.value)) })
  }

  private static func flags(
    of invocation: Invocation, _ cluster: Cluster
  ) -> [(key: String, value: String)] {
    let component = invocation.component
    let wanted = tabled(component)
    var flags: [(key: String, value: String)] = []
    for flag in invocation.flags where !isOfOneMachine(flag.name, component) {
      if invocation.hasConfigurationFile, flag.name == "config" || flag.name == "config-file" {
        continue
      }
      if let text = flag.text {
        flags.append((flag.name, text))
      } else if wanted.contains(flag.name) {
        flags.append((flag.name, unknown))
      }
    }
    if invocation.incompleteness != nil {
      for name in wanted where !flags.contains(where: { $0.key == name }) {
        flags.append((name, unknown))
      }
    }
    let server = cluster.apiServers.first { $0.name == invocation.machine }
    if component == .apiServer, server?.servers.source == .list {
      let endpoints = server?.servers.endpoints.map(\.text.value) ?? []
      flags.append(("etcd-servers", endpoints.joined(separator: ",")))
    }
    return flags
  }

  /// The flags on which figures of the table depend.
  private static func tabled(_ component: Component) -> [String] {
    switch component {
    case .apiServer: ["etcd-servers"]
    case .controllerManager, .scheduler:
      [
        "leader-elect", "leader-elect-lease-duration", "leader-elect-renew-deadline",
        "leader-elect-retry-period",
      ]
    case .etcd: ["heartbeat-interval", "election-timeout"]
    }
  }

  /// What tells one member from another stands with the members.
  private static func isOfOneMachine(_ name: String, _ component: Component) -> Bool {
    component == .etcd
      && (name == "name" || name.hasSuffix("-urls") || name.hasPrefix("initial-"))
  }
}
