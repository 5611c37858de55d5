/// How likely what fails: probabilities, and hours to repair, by label.
struct Assumed {
  struct Failing {
    let label: String
    let className: String
    let name: String
    let unavailability: Double
    let hours: Int?
  }

  /// Every event with a probability; at most 14.
  private(set) var events: [Failing] = []
  /// The lines of a spec.
  let spec: String

  /// Draws classes as long as there is room.
  init(of sketch: Sketch, _ random: inout SeededRandom) {
    let simulator = Simulator(sketch: sketch)
    let most = random.number(3...(random.chance(0.1) ? 14 : 11))
    let repairs = random.chance(0.7)
    var lines: [String] = []
    var chosen: Set<String> = []
    for (className, elements) in simulator.classes.shuffled(using: &random) {
      // A node is a machine too: one assumption for both.
      if className == "machine" && chosen.contains("node") { continue }
      if className == "node" && chosen.contains("machine") { continue }
      // Given a probability, clouds become things that fail; the simulator has them as given.
      if className == "load-balancer", elements.count < sketch.balancers.count { continue }
      guard events.count + elements.count <= most else { continue }
      chosen.insert(className)
      let share = Double(random.number(1...400)) / 10_000
      let hours = repairs || random.chance(0.5) ? random.number(1...20) : nil
      var named: [String] = []
      for name in elements {
        // Some elements differ from their class.
        let own = random.chance(0.2) ? Double(random.number(1...400)) / 1000 : share
        let isNode = className == "machine" && sketch.machines.contains { $0.name == name }
        let label = "\(isNode ? "node" : className):\(name)"
        events.append(
          Failing(
            label: label, className: className, name: name, unavailability: own, hours: hours))
        if own != share { named.append("\(name): {\(Self.given(own, hours))}") }
      }
      let list = named.isEmpty ? "" : ", events: {\(named.joined(separator: ", "))}"
      lines.append("  \(className): {\(Self.given(share, hours))\(list)}")
    }
    spec = lines.isEmpty ? "" : "assumptions:\n" + lines.joined(separator: "\n")
  }

  private static func given(_ share: Double, _ hours: Int?) -> String {
    "unavailability: \(share)" + (hours.map { ", mttr: \($0)h" } ?? "")
  }
}

/// All sets of events, each with its probability and what works after it.
struct WeighedSets {
  struct Importance {
    let birnbaum: Double
    let critical, diagnostic, riskAchievement, riskReduction: Double?
  }

  struct Figures {
    let unavailability: Double
    /// By size, then name by name.
    let cuts: [[String]]
    let importance: [String: Importance]
    let frequency: Double?
  }

  private let events: [Assumed.Failing]
  /// By service, then by set as bits.
  private let works: [[Bool?]]

  init(_ sketch: Sketch, _ assumed: Assumed) {
    events = assumed.events
    var works = [[Bool?]](repeating: [], count: 6)
    for set in 0..<(1 << events.count) {
      var failed: [String: Set<String>] = [:]
      for (index, event) in assumed.events.enumerated() where set >> index & 1 == 1 {
        failed[event.className, default: []].insert(event.name)
      }
      let after = Simulator(sketch: sketch, failed: failed).services
      for (service, answer) in after.enumerated() { works[service].append(answer) }
    }
    self.works = works
  }

  /// Whether it works, it can be said when it does, and there is an assumption.
  func isKnown(_ service: Int) -> Bool {
    !events.isEmpty && works[service][0] == true && works[service].allSatisfy { $0 != nil }
  }

  func figures(of service: Int) -> Figures {
    let down = works[service].map { $0 == false }
    let unavailability = probability { down[$0] }
    func share(_ value: Double) -> Double? {
      unavailability > 0 ? value / unavailability : nil
    }
    var importance: [String: Importance] = [:]
    var frequency: Double? = 0
    for (index, event) in events.enumerated() {
      let bit = 1 << index
      let birnbaum = probability(without: index) { down[$0 | bit] && !down[$0] }
      let failed = probability(without: index) { down[$0 | bit] }
      let sound = probability(without: index) { down[$0] }
      importance[event.label] = Importance(
        birnbaum: birnbaum, critical: share(event.unavailability * birnbaum),
        diagnostic: share(event.unavailability * failed), riskAchievement: share(failed),
        riskReduction: sound > 0 ? unavailability / sound : nil)
      guard let hours = event.hours else {
        frequency = nil
        continue
      }
      frequency = frequency.map { $0 + birnbaum * event.unavailability / Double(hours) }
    }
    return Figures(
      unavailability: unavailability, cuts: minimalCuts(down), importance: importance,
      frequency: frequency)
  }

  private func minimalCuts(_ down: [Bool]) -> [[String]] {
    let minimal = down.indices.filter { set in
      down[set] && events.indices.allSatisfy { set >> $0 & 1 == 0 || !down[set ^ (1 << $0)] }
    }
    let named = minimal.map { set in
      events.indices.filter { set >> $0 & 1 == 1 }.map { events[$0].label }.sorted()
    }
    return named.sorted {
      $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count
    }
  }

  /// Of the sets that are wanted; of those without one event where it is given, then leaving its
  /// own probability out.
  private func probability(without left: Int? = nil, _ isWanted: (Int) -> Bool) -> Double {
    var total = 0.0
    for set in 0..<(1 << events.count) {
      if let left, set >> left & 1 == 1 { continue }
      guard isWanted(set) else { continue }
      var product = 1.0
      for (index, event) in events.enumerated() where index != left {
        product *= set >> index & 1 == 1 ? event.unavailability : 1 - event.unavailability
      }
      total += product
    }
    return total
  }
}
