extension Sketch {
  /// Draws a cluster of at most seven machines and three balancers.
  init(from random: inout SeededRandom) {
    isStacked = random.chance(0.6)
    masters = random.number(1...(isStacked ? 4 : 3))
    let mode = random.number(0...3)  // no domains, zones, zones and racks, zones with feeds
    machines = (0..<masters).map {
      Machine(name: "m\($0 + 1)", places: Self.places(mode, &random))
    }
    drawMembers(mode, &random)
    if random.chance(0.15) { drawOverride(mode, &random) }
    version = ["v1.33.0", "v1.32.4", nil][random.number(0...2)]
    lists = (0..<masters).map { index in
      let own = members.indices.filter { members[$0].machine == index }
      switch random.number(0...2) {
      case 0 where !own.isEmpty: return own
      case 1: return members.indices.filter { _ in random.chance(0.5) }
      default: return Array(members.indices)
      }
    }
    if random.chance(0.7) { drawBalancers(mode, &random) }
    managersUseEndpoint = random.chance(0.3)
    schedulersUseEndpoint = random.chance(0.3)
    if random.chance(0.1) { endpoint = .machine(random.number(0...(masters - 1))) }
  }

  private static func places(_ mode: Int, _ random: inout SeededRandom) -> [Place] {
    guard mode > 0, random.chance(0.85) else { return [] }
    let zones = ["a", "b", "c"]
    var places = [Place(level: "zone", names: [zones[random.number(0...2)]])]
    if mode == 3, random.chance(0.4) {
      places[0].names = random.chance(0.5) ? ["a", "b"] : ["b", "c"]
    }
    if mode == 2, random.chance(0.8) {
      places.append(Place(level: "rack", names: ["r\(random.number(1...3))"]))
    }
    return places
  }

  private mutating func drawMembers(_ mode: Int, _ random: inout SeededRandom) {
    if isStacked {
      members = (0..<masters).map { Voter(name: "e\($0 + 1)", machine: $0) }
    } else {
      for index in 0..<random.number(1...4) {
        machines.append(Machine(name: "e\(index + 1)"))
        members.append(
          Voter(
            name: "e\(index + 1)", machine: machines.count - 1,
            places: Self.places(mode, &random)))
      }
    }
    for index in members.indices {
      members[index].isLearner = random.chance(0.08)
      if isStacked, random.chance(0.1) { members[index].places = Self.places(mode, &random) }
    }
  }

  private mutating func drawOverride(_ mode: Int, _ random: inout SeededRandom) {
    overrides.append(
      (0..<random.number(1...2)).map { index in
        let name = "events-\(index + 1)"
        if random.chance(0.5) { return Voter(name: name, machine: index % masters) }
        machines.append(Machine(name: name))
        return Voter(
          name: name, machine: machines.count - 1, places: Self.places(mode, &random))
      })
  }

  private mutating func drawBalancers(_ mode: Int, _ random: inout SeededRandom) {
    let vips = random.number(0...3)  // none, one shared, two, some
    for index in 0..<random.number(1...3) {
      var balancer = Balancer(name: "lb-\(index + 1)")
      if random.chance(0.35) { balancer.machine = random.number(0...(masters - 1)) }
      if balancer.machine == nil { balancer.places = Self.places(mode, &random) }
      if random.chance(0.5) {
        balancer.backends = (0..<masters).filter { _ in random.chance(0.6) }
        if random.chance(0.2) { balancer.backends?.append(-1) }
      }
      switch vips {
      case 1: balancer.vip = "10.9.0.1"
      case 2: balancer.vip = "10.9.0.\(1 + index % 2)"
      case 3: balancer.vip = random.chance(0.5) ? "10.9.0.1" : nil
      default: break
      }
      if random.chance(0.15) {
        balancer.kind = ["cloud", "dns", "node-local"][random.number(0...2)]
        balancer.machine = nil
      }
      balancers.append(balancer)
    }
    if random.chance(0.6) { endpoint = .host("10.9.0.\(random.number(1...2))") }
  }
}
