/// What works in a sketched cluster after some things have failed: the sentences of the contract,
/// one by one, without any formula.
struct Simulator {
  let sketch: Sketch
  /// What has failed, by class.
  var failed: [String: Set<String>] = [:]

  func hasFailed(_ className: String, _ name: String) -> Bool {
    failed[className]?.contains(name) ?? false
  }

  /// The classes and their elements' names, in name order.
  var classes: [(name: String, elements: [String])] {
    let masters = sketch.machines.prefix(sketch.masters).map(\.name)
    let balancers = sketch.balancers.filter(canFail)
    let hosts = balancers.filter { isSelfRun($0) && $0.machine == nil }.map(\.name)
    let machines = sketch.machines.map(\.name)
    var classes: [(String, [String])] = [
      ("node", machines),
      ("etcd-member", (sketch.members + sketch.overrides.flatMap(\.self)).map(\.name)),
      ("api-server", masters), ("controller-manager", masters), ("scheduler", masters),
      ("load-balancer", balancers.map(\.name)), ("machine", machines + hosts),
    ]
    for level in sketch.levels {
      let names = sketch.places.filter { $0.level == level }.flatMap(\.names)
      classes.append((level, Array(Set(names))))
    }
    return classes.filter { !$0.1.isEmpty }.map { (name: $0.0, elements: $0.1.sorted()) }
  }

  /// After each set of so many failures of one class.
  func sets(of elements: (name: String, elements: [String]), _ count: Int) -> [Simulator] {
    let names = elements.elements
    let count = min(count, names.count)
    return (0..<(1 << names.count)).filter { $0.nonzeroBitCount == count }.map { set in
      failing([elements.name: Set(names.indices.filter { set >> $0 & 1 == 1 }.map { names[$0] })])
    }
  }

  /// After these failures too.
  func failing(_ more: [String: Set<String>]) -> Simulator {
    Simulator(sketch: sketch, failed: failed.merging(more) { $0.union($1) })
  }

  private func isSelfRun(_ balancer: Sketch.Balancer) -> Bool {
    !["cloud", "dns", "node-local"].contains(balancer.kind)
  }

  private func canFail(_ balancer: Sketch.Balancer) -> Bool {
    isSelfRun(balancer) || !balancer.places.isEmpty
  }

  private func isDark(_ places: [Sketch.Place]) -> Bool {
    for place in places where place.names.allSatisfy({ hasFailed(place.level, $0) }) {
      return true
    }
    return false
  }

  func isUp(machine index: Int) -> Bool {
    let machine = sketch.machines[index]
    if hasFailed("node", machine.name) || hasFailed("machine", machine.name) { return false }
    return !isDark(machine.places)
  }

  func isUp(_ member: Sketch.Voter) -> Bool {
    if hasFailed("etcd-member", member.name) || isDark(member.places) { return false }
    return isUp(machine: member.machine)
  }

  func hasQuorum(_ members: [Sketch.Voter]) -> Bool {
    let voters = members.filter { !$0.isLearner }
    return voters.filter(isUp).count * 2 > voters.count
  }

  func serves(_ server: Int) -> Bool {
    guard isUp(machine: server), !hasFailed("api-server", sketch.machines[server].name) else {
      return false
    }
    guard hasQuorum(sketch.members) else { return false }
    if sketch.version != "v1.32.4" {
      for other in sketch.overrides where !hasQuorum(other) { return false }
    }
    for index in sketch.lists[server] {
      let member = sketch.members[index]
      if !member.isLearner && isUp(member) { return true }
    }
    return false
  }

  func isUp(_ balancer: Sketch.Balancer) -> Bool {
    guard canFail(balancer) else { return true }
    if hasFailed("load-balancer", balancer.name) || isDark(balancer.places) { return false }
    if let machine = balancer.machine { return isUp(machine: machine) }
    return !(isSelfRun(balancer) && hasFailed("machine", balancer.name))
  }

  private func leads(_ balancer: Sketch.Balancer) -> Bool {
    guard isUp(balancer) else { return false }
    let backends = balancer.backends ?? Array(0..<sketch.masters)
    return backends.contains { $0 >= 0 && serves($0) }
  }

  /// `nil`: it is not known which balancer clients depend on.
  var frontDoorOpen: Bool? {
    if case .machine(let index) = sketch.endpoint { return serves(index) }
    if sketch.balancers.isEmpty { return (0..<sketch.masters).contains(where: serves) }
    var shared = sketch.balancers.filter { $0.kind != "node-local" }
    if shared.isEmpty { shared = sketch.balancers }
    let vips = Set(shared.compactMap(\.vip))
    if case .host(let host) = sketch.endpoint, vips.contains(host) {
      return shared.contains { $0.vip == host && leads($0) }
    }
    return vips.count > 1 ? nil : shared.contains(where: leads)
  }

  private func elects(_ className: String, usesEndpoint: Bool) -> Bool? {
    if usesEndpoint && frontDoorOpen == nil { return nil }
    return (0..<sketch.masters).contains { index in
      guard isUp(machine: index) else { return false }
      if hasFailed(className, sketch.machines[index].name) { return false }
      return usesEndpoint ? frontDoorOpen == true : serves(index)
    }
  }

  /// What works, in the order of the services; `nil` where it cannot be said.
  var services: [Bool?] {
    let local = sketch.balancers.filter { $0.kind == "node-local" }
    let parts = [
      hasQuorum(sketch.members), frontDoorOpen,
      local.isEmpty ? frontDoorOpen : local.contains(where: leads),
      elects("scheduler", usesEndpoint: sketch.schedulersUseEndpoint),
      elects("controller-manager", usesEndpoint: sketch.managersUseEndpoint),
    ]
    if parts.contains(false) { return known(parts) + [false] }
    return parts + [parts.contains { $0 == nil } ? nil : true]
  }

  /// Nothing works without quorum, whatever else is not known.
  private func known(_ parts: [Bool?]) -> [Bool?] {
    parts[0] == false ? parts.map { $0 ?? false } : parts
  }
}
