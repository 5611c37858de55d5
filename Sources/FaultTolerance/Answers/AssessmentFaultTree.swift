internal import ClusterModel
internal import Reliability

/// When a service is down, as gates over events, for programs that compute fault trees.
package struct ServiceFaultTree: Sendable {
  /// What a gate is made of.
  package enum Part: Sendable, Hashable {
    /// A basic event, by its place in `events`.
    case event(Int)
    /// A gate before this one, by its place in `gates`.
    case gate(Int)
  }

  /// How many of a gate's parts bring it down.
  package enum Kind: Sendable, Hashable {
    case any
    case all
    case atLeast(Int)
  }

  /// A basic event.
  package struct Event: Sendable {
    /// `class:name`.
    package let label: String
    package let unavailability: Double
  }

  /// The last one is the root; empty where the service is never down, or always.
  package let gates: [(kind: Kind, parts: [Part])]
  /// Whether it is down, whatever happens; of use where there are no gates.
  package let isAlwaysDown: Bool
  package let events: [Event]
}

extension Assessment {
  /// The fault tree of a service over the events that the assumptions give a probability; `nil`
  /// where `unavailability(of:)` is.
  package func faultTree(of service: Service) -> ServiceFaultTree? {
    guard case .when(let formula)? = model.failing[service], let chances = chances(for: service)
    else { return nil }
    let possible = Set(chances.indices.filter { chances[$0] > 0 })
    let gates = model.formulas.gates(under: formula, events: possible)
    let used = Set(gates.flatMap(\.events)).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(used, used.indices))
    return ServiceFaultTree(
      gates: gates.map { gate in
        let kind: ServiceFaultTree.Kind =
          switch gate.need {
          case 1: .any
          case gate.parts.count: .all
          default: .atLeast(gate.need)
          }
        return (
          kind, gate.parts.map { $0.isGate ? .gate($0.index) : .event(places[$0.index] ?? 0) }
        )
      },
      isAlwaysDown: gates.isEmpty && model.formulas.isDown(formula, failed: []),
      events: used.map { .init(label: model.events[$0].label, unavailability: chances[$0]) })
  }
}
