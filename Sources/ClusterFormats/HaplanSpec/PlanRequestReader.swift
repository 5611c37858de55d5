package import ClusterModel
package import Syntax

/// Reads a `PlanRequest` document; keys that it leaves out stay as they were, so that one document
/// may lie over another.
package struct PlanRequestReader {
  private var request: PlanRequest
  private var promises = PromiseReader()
  /// The names of machines, with their places.
  private var machines: [String: Span] = [:]
  private var problems: [InputProblem]

  /// The request with the document's keys laid over it, and the problems.
  package static func read(
    _ document: DataNode, over request: PlanRequest
  ) -> (request: PlanRequest, problems: [InputProblem]) {
    var reader = PlanRequestReader(
      request: request,
      problems: ShapeCheck.problems(of: document, shape: PlanRequestSchema.document, name: ""))
    if let name = document["metadata"]?["name"], name.isFilledScalar {
      reader.request.name = name.text
    }
    if let spec = document["spec"], spec.kind == .mapping { reader.readSpec(spec) }
    return (reader.request, reader.problems + reader.promises.problems)
  }

  /// Whether a document is a plan request.
  package static func recognises(_ document: DataNode) -> Bool {
    document["apiVersion"]?.text.hasPrefix("haplan.dev/") == true
      && document["kind"]?.text == PlanRequestSchema.kind
  }

  private mutating func readSpec(_ spec: DataNode) {
    if let zones = spec["zones"], zones.kind == .sequence { readZones(zones) }
    if let topology = spec["topology"].flatMap({ PlanRequest.Topology(rawValue: $0.text) }) {
      request.topology = topology
    }
    if let endpoints = spec["etcdEndpoints"].flatMap({ EndpointPolicy(rawValue: $0.text) }) {
      request.endpoints = endpoints
    }
    if let balancers = spec["loadBalancers"] { readBalancers(balancers) }
    if let limits = spec["limits"], limits.kind == .mapping {
      request.mostMembers = limits["members"]?.int() ?? request.mostMembers
      request.mostNodes = limits["nodes"]?.int() ?? request.mostNodes
    }
    if let survive = spec["survive"] { readSurvive(survive) }
    if let availability = promises.availability(spec["availability"]) {
      request.unavailability = availability
    }
    if let costs = spec["costs"] { request.costs.merge(readCosts(costs)) { $1 } }
    if let assumptions = promises.assumptions(spec["assumptions"]) {
      request.assumptions = assumptions
      checkAssumptions(spec["assumptions"])
    }
    request.kubernetesVersion =
      spec.located("kubernetesVersion")?.value ?? request.kubernetesVersion
    request.endpoint = spec.located("endpoint")?.value ?? request.endpoint
    request.virtualAddress = spec.located("virtualAddress")?.value ?? request.virtualAddress
  }

  private mutating func readZones(_ list: DataNode) {
    request.zones = []
    var places: [String: Span] = [:]
    for item in list.items {
      let name = item.kind == .mapping ? item["name"] : item
      guard let name, name.isFilledScalar else { continue }
      if let first = places[name.text] {
        problems.append(
          InputProblem(
            "a second zone is called `\(name.text)`", name.span,
            related: [.init("the first", first)]))
        continue
      }
      places[name.text] = name.span
      var zone = PlanRequest.Zone(name: name.text)
      if item.kind == .mapping {
        zone.capacity = item["capacity"]?.int()
        zone.costs = item["costs"].map { readCosts($0) } ?? [:]
        zone.isWitness = item["role"]?.text == "witness"
        zone.machines = readMachines(item["machines"])
      }
      request.zones.append(zone)
    }
    guard request.zones.count > PlanRequest.mostZones else { return }
    problems.append(
      InputProblem("a plan takes up to \(PlanRequest.mostZones) zones", list.span))
    request.zones = Array(request.zones.prefix(PlanRequest.mostZones))
  }

  private mutating func readMachines(
    _ list: DataNode?
  ) -> [PlanRequest.Machine] {
    (list?.children ?? []).compactMap { item in
      guard let name = item.located("name") else { return nil }
      if let first = machines.updateValue(name.span, forKey: name.value) {
        problems.append(
          InputProblem(
            "a second machine is called `\(name.value)`", name.span,
            related: [.init("the first", first)]))
      }
      let role = item["role"].flatMap { PlanRequest.Machine.Role(rawValue: $0.text) }
      return PlanRequest.Machine(
        name: name.value, address: item.located("address")?.value, role: role ?? .controlPlane)
    }
  }

  private mutating func readBalancers(_ node: DataNode) {
    if let count = node.int() {
      request.balancers.atLeast = count
      request.balancers.atMost = count
    } else if node.kind == .mapping {
      request.balancers.atLeast = node["atLeast"]?.int() ?? request.balancers.atLeast
      request.balancers.atMost =
        node["atMost"]?.int() ?? max(request.balancers.atMost, request.balancers.atLeast)
      request.balancers.perZone = node["perZone"]?.int() ?? request.balancers.perZone
    }
    if request.balancers.atLeast > request.balancers.atMost {
      problems.append(
        InputProblem(
          "loadBalancers: at least \(request.balancers.atLeast) are more than at most "
            + "\(request.balancers.atMost)", node.span))
    }
  }

  /// What a plan can count: its zones, and the classes of things.
  private mutating func readSurvive(_ node: DataNode) {
    request.survive = promises.survive(node)
    for entry in request.survive {
      for failure in entry.failures where !isKnown(failure.className) {
        problems.append(
          InputProblem(
            "a plan cannot count failures of `\(failure.className)`: it knows "
              + "\(request.level) and \(FailureClass.allCases.map(\.rawValue).joined(separator: ", "))",
            entry.span))
      }
    }
  }

  private func isKnown(_ name: String) -> Bool {
    name == request.level || FailureClass(rawValue: name) != nil
  }

  private mutating func checkAssumptions(_ node: DataNode?) {
    for entry in node?.entries.map(\.self) ?? [] {
      if !isKnown(entry.key.text) {
        problems.append(
          InputProblem(
            "a plan has nothing of class `\(entry.key.text)`: it knows \(request.level) and "
              + FailureClass.allCases.map(\.rawValue).joined(separator: ", "), entry.key.span))
      } else if entry.key.text != request.level, let events = entry.value["events"] {
        problems.append(
          InputProblem(
            "only \(request.level)s have names before a plan is made", events.span))
      }
    }
  }

  private mutating func readCosts(_ node: DataNode) -> [String: PlanCost] {
    var costs: [String: PlanCost] = [:]
    for entry in node.kind == .mapping ? node.entries.map(\.self) : [] {
      if let cost = PlanCost(entry.value.text) {
        costs[entry.key.text] = cost
      } else if entry.value.isFilledScalar {
        problems.append(
          InputProblem(
            "costs.\(entry.key.text) must be a number from 0 to \(PlanCost.mostUnits) with at most "
              + "six decimals", entry.value.span))
      }
    }
    return costs
  }
}
