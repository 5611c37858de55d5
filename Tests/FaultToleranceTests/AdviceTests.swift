import ClusterModel
import Testing

@testable import FaultTolerance

/// Figures of some machines only, and the smallest change that would help.
@Suite struct AdviceTests {
  @Test func figuresAmongSomeMachines() {
    var compared = 0
    for round in 0..<200 {
      var random = SeededRandom(seed: UInt64(round + 7_000))
      let sketch = Sketch(from: &random)
      let assessment = Assessment(cluster(sketch.spec))
      let names = sketch.machines.map(\.name).sorted().filter { _ in random.chance(0.6) }
      guard !names.isEmpty else { continue }
      let labels = names.map { "node:\($0)" }
      let force = BruteForce(sketch, className: "node", elements: names)
      let failing = random.chance(0.5) ? [labels[0]] : []
      for (index, service) in Service.allCases.enumerated() {
        let found = assessment.figures(of: service, among: labels).map {
          BruteForce.Figures(
            guaranteed: $0.guaranteed, bestCase: $0.bestCase, weakestCut: $0.weakestCut,
            cuts: Int($0.cuts) ?? -1)
        }
        #expect(found == force.figures(of: index), "cluster \(round), \(service)")
        compared += found == nil ? 0 : 1
        let left = assessment.left(of: service, among: labels, failing)
        #expect(left == Self.left(sketch, names, failing, index), "cluster \(round), \(service)")
      }
    }
    #expect(compared > 300)
  }

  /// By trying all sets of the machines that are left.
  private static func left(
    _ sketch: Sketch, _ names: [String], _ failing: [String], _ service: Int
  ) -> Int? {
    let gone = Set(failing.map { String($0.dropFirst(5)) })
    let rest = names.filter { !gone.contains($0) }
    let simulator = Simulator(sketch: sketch)
    guard simulator.services[service] == true else { return nil }
    let stopping = (0..<(1 << rest.count)).filter { set in
      let more = Set(rest.indices.filter { set >> $0 & 1 == 1 }.map { rest[$0] })
      return simulator.failing(["node": gone.union(more)]).services[service] == false
    }
    guard let least = stopping.map(\.nonzeroBitCount).min(), least > 0 else { return nil }
    return least - 1
  }

  private func change(_ spec: String) -> SmallestChange? {
    Assessment(cluster(spec)).smallestChange
  }

  @Test func theSmallestChange() {
    let two = change("controlPlane: {zones: {a: 2, b: 1}}\netcd: stacked")
    #expect(two?.goal == "zone" && two?.changes == [.moveMaster(from: "a", to: "c")])
    #expect(two?.voters == [1, 1, 1])
    let balancer = change("controlPlane: {count: 3}\netcd: stacked\nloadBalancers: [{name: l}]")
    #expect(balancer?.goal == "machine" && balancer?.changes == [.addBalancer(to: nil)])
    let one = change("controlPlane: {count: 1}\netcd: stacked")
    #expect(one?.changes == [.addMasters(2, to: nil)])
    let both = change(
      "controlPlane: {count: 2}\netcd: stacked\nloadBalancers: [{name: l, kind: haproxy}]")
    #expect(both?.changes == [.addBalancer(to: nil), .addMasters(1, to: nil)])
    let external = change(
      "controlPlane: {zones: {a: 1, b: 1, c: 1}, etcdEndpoints: all}\n"
        + "etcd: {topology: external, zones: {a: 2, b: 1}}")
    #expect(external?.changes == [.moveMember(from: "a", to: "c")])
    // Any place would do for machines; this one does for zones too.
    let elsewhere = change(
      "controlPlane: {zones: {a: 1, b: 1, c: 1}}\netcd: stacked\n"
        + "loadBalancers: [{name: l, kind: haproxy, domains: {zone: a}}]")
    #expect(elsewhere?.goal == "machine" && elsewhere?.alsoSurvived == "zone")
    #expect(elsewhere?.changes == [.addBalancer(to: "b")])
    let backends = change(
      "controlPlane: {nodes: [{name: m1, address: 10.0.0.1}, {name: m2, address: 10.0.0.2}, "
        + "{name: m3, address: 10.0.0.3}]}\netcd: stacked\n"
        + "loadBalancers: [{name: l, kind: cloud, backends: [\"10.0.0.1:6443\"]}]")
    #expect(backends?.changes == [.completeBackends])
    #expect(change("controlPlane: {zones: {a: 1, b: 1, c: 1}}\netcd: stacked") == nil)
    #expect(change("controlPlane: {count: 3}\netcd: stacked") == nil)
  }

  /// An edited cluster is as one that was described so.
  @Test(arguments: [
    (TopologyChange.moveMaster(from: "a", to: "c"), "{a: 1, b: 1, c: 1}", "{a: 1}"),
    (.addMasters(2, to: "b"), "{a: 2, b: 3}", "{a: 1}"),
    (.addBalancer(to: "b"), "{a: 2, b: 1}", "{a: 1, b: 1}"),
    (.moveBalancer(from: "a", to: "b"), "{a: 2, b: 1}", "{b: 1}"),
  ]) func editsAreAsDescribed(change: TopologyChange, zones: String, balancers: String) {
    for endpoints in ["local", "all"] {
      func assessment(_ zones: String, _ balancers: String) -> Assessment {
        Assessment(
          cluster(
            "controlPlane: {zones: \(zones), etcdEndpoints: \(endpoints)}\netcd: stacked\n"
              + "loadBalancers: {zones: \(balancers)}"))
      }
      var editor = TopologyEditor(
        cluster(
          "controlPlane: {zones: {a: 2, b: 1}, etcdEndpoints: \(endpoints)}\netcd: stacked\n"
            + "loadBalancers: {zones: {a: 1}}"), level: "zone")
      let isMade = editor.make(change)
      #expect(isMade)
      let edited = Assessment(editor.result)
      let described = assessment(zones, balancers)
      for service in Service.allCases {
        let rows = edited.tolerance(of: service), others = described.tolerance(of: service)
        #expect(rows.map(\.className) == others.map(\.className))
        #expect(rows.map(\.total) == others.map(\.total), "\(change), \(service)")
        #expect(
          rows.map { $0.figures?.guaranteed } == others.map { $0.figures?.guaranteed },
          "\(change), \(service)")
        #expect(rows.map { $0.figures?.cuts } == others.map { $0.figures?.cuts })
      }
    }
  }

  /// The table of least members: by zones, to survive a zone and so many machines more.
  @Test(
    arguments: [
      (2, 1, 0, nil), (3, 1, 0, [1, 1, 1]), (3, 1, 1, [3, 3, 3]), (4, 1, 1, [2, 2, 2, 1]),
      (5, 1, 1, [1, 1, 1, 1, 1]), (3, 1, 2, [5, 5, 5]), (4, 1, 2, [3, 3, 3, 2]),
      (5, 2, 0, [1, 1, 1, 1, 1]), (7, 2, 1, [1, 1, 1, 1, 1, 1, 1]), (6, 2, 1, [2, 2, 2, 2, 2, 1]),
      (1, 0, 2, [5]), (3, 2, 0, nil),
    ] as [(Int, Int, Int, [Int]?)])
  func leastMembers(zones: Int, lost: Int, more: Int, spread: [Int]?) {
    #expect(MemberCount.least(over: zones, losing: lost, and: more) == spread)
  }
}
