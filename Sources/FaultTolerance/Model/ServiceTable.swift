/// A value for each service, or none.
struct ServiceTable<Value> {
  private var values: [Value?] = Array(repeating: nil, count: Service.allCases.count)

  subscript(service: Service) -> Value? {
    get { values[service.index] }
    set { values[service.index] = newValue }
  }
}

extension ServiceTable: Sendable where Value: Sendable {}

extension Service {
  /// Its place in the order of reports.
  fileprivate var index: Int {
    switch self {
    case .etcdQuorum: 0
    case .apiWrite: 1
    case .nodeHeartbeats: 2
    case .scheduling: 3
    case .reconciliation: 4
    case .controlPlane: 5
    }
  }
}
