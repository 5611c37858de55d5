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
