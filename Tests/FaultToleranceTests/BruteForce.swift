/// What every set of failures does, service by service, by trying them all.
struct BruteForce {
  struct Figures: Equatable, CustomStringConvertible {
    var guaranteed: Int
    var bestCase: Int
    var weakestCut: [String]?
    var cuts: Int

    var description: String { "\(guaranteed)/\(bestCase) \(weakestCut ?? []) \(cuts)" }
  }

  let simulator: Simulator
  let className: String
  let elements: [String]
  /// By service, then by set of elements as bits: whether the service works.
  private let works: [[Bool?]]

  init(_ sketch: Sketch, className: String, elements: [String]) {
    let simulator = Simulator(sketch: sketch)
    self.simulator = simulator
    self.className = className
    self.elements = elements
    var works = [[Bool?]](repeating: [], count: 6)
    for set in 0..<(1 << elements.count) {
      var after = simulator
      after.failed[className] = Set(Self.names(set, of: elements))
      for (service, answer) in after.services.enumerated() { works[service].append(answer) }
    }
    self.works = works
  }

  private static func names(_ set: Int, of elements: [String]) -> [String] {
    elements.indices.filter { set >> $0 & 1 == 1 }.map { elements[$0] }
  }

  /// `true` works, `false` down, `nil` unknown, with nothing failed.
  func status(of service: Int) -> Bool? { works[service][0] }

  /// `nil` where the service does not work with nothing failed.
  func figures(of service: Int) -> Figures? {
    guard works[service][0] == true else { return nil }
    let works = works[service].map { $0 == true }
    let stopping = works.indices.filter { !works[$0] }
    if stopping.isEmpty {
      return Figures(
        guaranteed: elements.count, bestCase: elements.count, weakestCut: nil, cuts: 0)
    }
    let smallest = stopping.map(\.nonzeroBitCount).min() ?? 0
    let weakest =
      stopping.filter { $0.nonzeroBitCount == smallest }
      .map { Self.names($0, of: elements) }
      .min { $0.lexicographicallyPrecedes($1) } ?? []
    let minimal = stopping.filter { set in
      elements.indices.allSatisfy { set >> $0 & 1 == 0 || works[set ^ (1 << $0)] }
    }
    let best = works.indices.filter { works[$0] }.map(\.nonzeroBitCount).max() ?? 0
    return Figures(
      guaranteed: smallest - 1, bestCase: best, weakestCut: weakest.map { "\(className):\($0)" },
      cuts: minimal.count)
  }

  /// The elements that stop the service alone.
  func singlePoints(of service: Int) -> [String] {
    elements.indices.filter { works[service][1 << $0] == false }
      .map { "\(className):\(elements[$0])" }
  }
}
