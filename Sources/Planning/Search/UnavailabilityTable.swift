internal import ClusterModel

/// How much of the time writes through the API fail, for placements of one request: zones fail
/// independently, so each zone is a small table over voters up, an API server up, a balancer up, and
/// the whole is their convolution. Only the failing outcomes are added up, so that a tiny
/// unavailability keeps all its digits.
struct UnavailabilityTable {
  private struct Key: Hashable {
    let group: Int
    let load: ZoneLoad
  }

  /// Of one zone: the probability of each number of voters up (by index), with and without an API
  /// server that serves, with and without a balancer.
  struct Outcomes {
    let voters: Int
    /// `[voters × 4 + (server ? 2 : 0) + (balancer ? 1 : 0)]`.
    var values: [Double]

    static let nothing = Outcomes(voters: 0, values: [1, 0, 0, 0])
  }

  private let node: Double
  private let member: Double
  private let server: Double
  private let balancer: Double
  private let balancerMachine: Double
  /// By zone.
  private let zone: [Double]
  private let groups: [Int]
  private let isLocal: Bool
  private var known: [Key: Outcomes] = [:]
  /// Numbers in `known`.
  private var knownCount = 0
  /// So many are remembered, 32 MB; then it begins anew.
  private static let mostKnown = 1 << 22
  /// Multiplications since somebody asked.
  private var work = 0

  init(_ request: PlanRequest, groups: [Int]) {
    func failing(_ failureClass: FailureClass) -> Double? {
      request.assumptions?.classes[failureClass.rawValue]?.unavailability
    }
    node = failing(.node) ?? failing(.machine) ?? 0
    member = failing(.etcdMember) ?? 0
    server = failing(.apiServer) ?? 0
    balancer = failing(.loadBalancer) ?? 0
    balancerMachine = failing(.machine) ?? 0
    zone = request.zones.map {
      request.assumptions?.failing(of: request.level, $0.name)?.unavailability ?? 0
    }
    isLocal = request.endpoints == .local
    self.groups = groups
  }

  /// The multiplications since the last call.
  mutating func takeWork() -> Int {
    defer { work = 0 }
    return work
  }

  /// The probability that writes fail. Without balancers clients reach every API server.
  mutating func unavailability(_ zones: [ZoneLoad]) -> Double {
    var whole = Outcomes.nothing
    for index in zones.indices where zones[index].nodes + zones[index].balancers > 0 {
      whole = convolve(whole, outcomes(index, zones[index]))
    }
    let quorum = whole.voters / 2 + 1
    let hasBalancers = zones.contains { $0.balancers > 0 }
    var down = 0.0
    for voters in 0...whole.voters {
      for flags in 0..<4 {
        let works = voters >= quorum && flags & 2 != 0 && (!hasBalancers || flags & 1 != 0)
        if !works { down += whole.values[voters * 4 + flags] }
      }
    }
    return down
  }

  /// The probability that quorum is lost: no further API server or balancer goes below it.
  mutating func lostQuorum(_ zones: [ZoneLoad]) -> Double {
    var whole = Outcomes.nothing
    for index in zones.indices { whole = convolve(whole, outcomes(index, zones[index])) }
    let quorum = whole.voters / 2 + 1
    return (0..<quorum).reduce(0) { sum, voters in
      (0..<4).reduce(sum) { $0 + whole.values[voters * 4 + $1] }
    }
  }

  private mutating func outcomes(_ index: Int, _ load: ZoneLoad) -> Outcomes {
    let key = Key(group: groups[index], load: load)
    if let known = known[key] { return known }
    var result = Outcomes.nothing
    for _ in 0..<load.stacked { result = convolve(result, stackedNode) }
    for _ in 0..<load.alone { result = convolve(result, lonelyMember) }
    for _ in 0..<load.bare { result = convolve(result, bareNode) }
    for _ in 0..<load.balancers { result = convolve(result, oneBalancer) }
    let fallen = zone[index]
    for place in result.values.indices { result.values[place] *= 1 - fallen }
    result.values[0] += fallen
    knownCount += result.values.count
    if knownCount > Self.mostKnown {
      known = [:]
      knownCount = result.values.count
    }
    known[key] = result
    return result
  }

  private var stackedNode: Outcomes {
    let up = 1 - node
    let both = up * (1 - member) * (1 - server)
    let memberOnly = up * (1 - member) * server
    let serverOnly = up * member * (1 - server)
    let neither = node + up * member * server
    return Outcomes(
      voters: 1,
      values: [
        neither + (isLocal ? serverOnly : 0), 0, isLocal ? 0 : serverOnly, 0, memberOnly, 0, both,
        0,
      ])
  }

  private var lonelyMember: Outcomes {
    let down = node + (1 - node) * member
    return Outcomes(voters: 1, values: [down, 0, 0, 0, (1 - node) * (1 - member), 0, 0, 0])
  }

  private var bareNode: Outcomes {
    let down = node + (1 - node) * server
    return Outcomes(voters: 0, values: [down, 0, (1 - node) * (1 - server), 0])
  }

  private var oneBalancer: Outcomes {
    let down = balancerMachine + (1 - balancerMachine) * balancer
    return Outcomes(
      voters: 0, values: [down, (1 - balancerMachine) * (1 - balancer), 0, 0])
  }

  private mutating func convolve(_ left: Outcomes, _ right: Outcomes) -> Outcomes {
    work += left.values.count * right.values.count
    return Self.convolve(left, right)
  }

  private static func convolve(_ left: Outcomes, _ right: Outcomes) -> Outcomes {
    if left.voters == 0, left.values[0] == 1 { return right }
    let voters = left.voters + right.voters
    var values = [Double](repeating: 0, count: (voters + 1) * 4)
    for one in left.values.indices where left.values[one] != 0 {
      for two in right.values.indices where right.values[two] != 0 {
        // Voters add up; what one zone has, the whole has.
        let place = (one >> 2 + two >> 2) << 2 | (one | two) & 3
        values[place] += left.values[one] * right.values[two]
      }
    }
    return Outcomes(voters: voters, values: values)
  }
}
