import ClusterModel
import Syntax

@testable import Planning

/// Requests for tests, made in one line.
enum Sample {
  static let place = Span(FileID(0), 0, 0)

  static func zones(_ count: Int) -> [PlanRequest.Zone] {
    (0..<count).map { PlanRequest.Zone(name: String(UnicodeScalar(UInt8(97 + $0)))) }
  }

  static func request(zones: Int, survive: [[(String, Int)]] = []) -> PlanRequest {
    var request = PlanRequest(name: "test", anchor: place)
    request.zones = Self.zones(zones)
    request.survive = survive.map { entry in
      .init(
        failures: entry.map { .init(className: $0.0, count: $0.1) }, service: "control-plane",
        span: place)
    }
    return request
  }

  /// What the published models of three zones assume: fractions of time.
  static let assumptions = Assumptions(
    classes: [
      "node": .init(unavailability: 0.004, repairHours: nil),
      "etcd-member": .init(unavailability: 0.001, repairHours: nil),
      "api-server": .init(unavailability: 0.002, repairHours: nil),
      "zone": .init(unavailability: 0.0005, repairHours: nil),
      "load-balancer": .init(unavailability: 0.003, repairHours: nil),
    ], elements: [:])
}
