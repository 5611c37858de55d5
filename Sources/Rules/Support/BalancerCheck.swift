import ClusterModel
import Syntax

/// How some backends of one balancer are checked.
struct BalancerCheck {
  /// Index in the cluster's balancers.
  let balancer: Int
  let name: String
  let check: HealthCheck
  /// The backends checked so; empty where the balancer states one check and no backends.
  let backends: [Backend]

  /// What findings on the same check are about.
  var subject: String { "\(name) \(check.span.start)" }

  /// Whether the check asks the API server itself, not something else on its machine.
  var asksAPIServer: Bool {
    let ports = Set(backends.compactMap { HostPort.parse($0.text.value)?.port })
    if !ports.isDisjoint(with: Self.insecurePorts) { return false }
    guard let port = check.port else { return true }
    guard let asked = port.value else { return false }
    return ports.isEmpty || ports.contains(asked)
  }

  /// `--insecure-port` (8080 by default, removed in 1.24) speaks plain HTTP.
  private static let insecurePorts: Set<Int> = [80, 8080]
}

extension ClusterView {
  /// The checks of every balancer that fronts API servers, backends that share one together.
  var balancerChecks: [BalancerCheck] {
    cluster.balancers.indices.flatMap { index -> [BalancerCheck] in
      let balancer = cluster.balancers[index]
      let backends = balancer.listedBackends
      if backends.isEmpty {
        return (balancer.check.map { [$0] } ?? []).map {
          BalancerCheck(balancer: index, name: balancer.name, check: $0, backends: [])
        }
      }
      var groups: [(check: HealthCheck, backends: [Backend])] = []
      for backend in backends where !backend.fact.isDisabled {
        guard let check = balancer.check(of: backend), let kind = check.kind.value else { continue }
        let place = groups.firstIndex { group in
          group.check.kind.value == kind && group.check.path?.value == check.path?.value
            && group.check.detection == check.detection
        }
        if let place {
          groups[place].backends.append(backend)
        } else {
          groups.append((check, [backend]))
        }
      }
      return groups.map {
        BalancerCheck(
          balancer: index, name: balancer.name, check: $0.check, backends: $0.backends)
      }
    }
  }

  /// Checks that a rule finds the same fault with, one finding for each cause: balancers that are
  /// configured alike are told of together. In the order of the first of each.
  func balancerChecks<Key: Hashable>(
    grouped key: (BalancerCheck) -> Key?
  ) -> [(key: Key, checks: [BalancerCheck])] {
    var groups: [(key: Key, checks: [BalancerCheck])] = []
    var places: [Key: Int] = [:]
    for check in balancerChecks {
      guard let key = key(check) else { continue }
      if let place = places[key] {
        groups[place].checks.append(check)
      } else {
        places[key] = groups.count
        groups.append((key, [check]))
      }
    }
    return groups
  }
}

extension [BalancerCheck] {
  /// `lb-1`, `lb-1 and lb-2`, `lb-1, lb-2 and 3 more`.
  var names: String {
    var seen: Set<String> = []
    let names = map(\.name).filter { seen.insert($0).inserted }
    switch names.count {
    case 0: return "the balancer"
    case 1: return names[0]
    case 2: return "\(names[0]) and \(names[1])"
    default: return "\(names[0]), \(names[1]) and \(names.count - 2) more"
    }
  }

  /// Whether the subject of a sentence is one balancer.
  var isOne: Bool { Set(map(\.balancer)).count == 1 }

  /// One change of each balancer.
  func changes(_ change: BalancerChange) -> [Change] {
    var seen: Set<Int> = []
    return map(\.balancer).filter { seen.insert($0).inserted }.map { .changeBalancer($0, change) }
  }
}
