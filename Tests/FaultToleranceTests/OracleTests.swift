import Testing

@testable import FaultTolerance

/// Exact figures that were computed elsewhere, in rationals and by another program.
@Suite struct OracleTests {
  static let probabilities = """
    assumptions:
      zone: {unavailability: 0.0005}
      node: {unavailability: 0.004}
      etcd-member: {unavailability: 0.001}
      api-server: {unavailability: 0.002}
      load-balancer: {unavailability: 0.003}
    """
  static let stacked = """
    controlPlane: {zones: {a: 1, b: 1, c: 1}, etcdEndpoints: local}
    etcd: stacked
    """

  @Test func oneBalancerOutsideTheZones() throws {
    let assessment = Assessment(
      cluster(Self.stacked + "\nloadBalancers: [{name: lb-1}]\n" + Self.probabilities))
    let unavailability = try #require(assessment.unavailability(of: .apiWrite))
    #expect(isClose(unavailability, 0.00309000635770515161))
    let figures = ["zone", "node", "etcd-member", "api-server", "load-balancer"].map {
      assessment.tolerance(of: .apiWrite, against: $0)?.figures
    }
    #expect(figures.map { $0?.guaranteed } == [1, 1, 1, 2, 0])
    #expect(figures.map { $0?.bestCase } == [1, 1, 1, 2, 0])
    #expect(
      assessment.singlePointsOfFailure(of: .apiWrite) == ["load-balancer:lb-1", "machine:lb-1"])
  }

  @Test func balancersInTwoZones() throws {
    let balancers = "\nloadBalancers: {zones: {a: 1, b: 1}}\n"
    let assessment = Assessment(cluster(Self.stacked + balancers + Self.probabilities))
    let unavailability = try #require(assessment.unavailability(of: .apiWrite))
    #expect(isClose(unavailability, 0.000102234593080476120))
  }

  /// With repair after 4, 8, 0.1 and 1 hours.
  @Test func whatContributesAndHowOften() throws {
    func given(_ name: String, _ unavailability: Double, _ hours: Double) -> String {
      "  \(name): {mtbf: \(hours * (1 - unavailability) / unavailability)h, mttr: \(hours)h}"
    }
    let assumptions = [
      "assumptions:", given("zone", 0.0005, 4), given("node", 0.004, 8),
      given("etcd-member", 0.001, 0.1), given("api-server", 0.002, 0.1),
      given("load-balancer", 0.003, 1),
    ].joined(separator: "\n")
    let balancers = "\nloadBalancers: {zones: {a: 1, b: 1}}\n"
    let assessment = Assessment(cluster(Self.stacked + balancers + assumptions))
    let found = try #require(assessment.availability(of: .apiWrite))
    #expect(found.cutSets == "40" && found.cutSetsByOrder == [2: "30", 3: "10"])
    #expect(found.smallestCutSets.count == 20)
    #expect(found.smallestCutSets.first == ["etcd-member:etcd-1", "etcd-member:etcd-2"])
    #expect(found.importance.map(\.event).prefix(2) == ["node:master-1", "node:master-2"])
    let zone = try #require(found.importance.first { $0.event == "zone:a" })
    #expect(isNear(zone.birnbaum, 0.0138325809610489))
    #expect(isNear(zone.critical, 0.0676511763007668))
    #expect(isNear(zone.diagnostic, 0.0681173507126164))
    #expect(isNear(zone.riskAchievement, 136.234701425233))
    #expect(isNear(zone.riskReduction, 1.07255994170975))
    #expect(isNear(found.frequencyPerHour, 3.70052292991543e-4))
    #expect(isNear(found.meanHoursBetweenFailures, 2702.04450653))
    #expect(isNear(found.meanHoursDown, 0.276270665030))
    #expect(isNear(found.downtimeMinutesPerYear, 53.7713065766))
  }

  /// Both sides were rounded: durations to nanoseconds, the oracle to fifteen digits.
  private func isNear(_ left: Double?, _ right: Double) -> Bool {
    left.map { abs($0 - right) <= 1e-9 * right } ?? false
  }

  @Test func aClassWithoutProbabilityNeverFails() throws {
    let assumptions =
      "\nassumptions: {zone: {unavailability: 0.0005}, node: {unavailability: 0.004}}"
    let three = try #require(
      Assessment(cluster(Self.stacked + assumptions)).unavailability(of: .apiWrite))
    #expect(isClose(three, 0.000060514004892016))
    let two = Self.stacked.replacing("{a: 1, b: 1, c: 1}", with: "{a: 2, b: 1}")
    let twoZones = try #require(
      Assessment(cluster(two + assumptions)).unavailability(of: .apiWrite))
    #expect(isClose(twoZones, 0.000551814143968))
    #expect(Assessment(cluster(Self.stacked)).unavailability(of: .apiWrite) == nil)
  }

  /// C(201, 101) sets of 101 among 201 members.
  @Test func largeQuorumsStayExact() {
    let assessment = Assessment(
      cluster("controlPlane: {count: 201, etcdEndpoints: all}\netcd: stacked"))
    let figures = assessment.tolerance(of: .etcdQuorum, against: "node")?.figures
    #expect(figures?.guaranteed == 100)
    #expect(figures?.cuts == Self.binomial(201, 101))
  }

  /// In decimals, by Pascal's triangle on decimal digits.
  private static func binomial(_ n: Int, _ k: Int) -> String {
    var row: [[Int]] = [[1]]
    for size in 1...n {
      var next = [[1]]
      for index in 1..<max(size, 1) { next.append(sum(row[index - 1], row[index])) }
      next.append([1])
      row = next
    }
    return row[k].reversed().map(String.init).joined()
  }

  private static func sum(_ left: [Int], _ right: [Int]) -> [Int] {
    var (digits, carry) = ([Int](), 0)
    for place in 0..<max(left.count, right.count) {
      carry += place < left.count ? left[place] : 0
      carry += place < right.count ? right[place] : 0
      digits.append(carry % 10)
      carry /= 10
    }
    return carry > 0 ? digits + [carry] : digits
  }

  private func isClose(_ left: Double, _ right: Double) -> Bool {
    abs(left - right) <= 1e-12 * right
  }
}
