internal import ClusterModel
internal import FaultTolerance
internal import Reporting

/// The figures of one cluster that a comparison looks at, in the order of reports.
struct ClusterFigures {
  /// One figure: how it is named and shown, and what less or more of it means.
  struct Figure {
    enum Meaning { case moreIsBetter, lessIsBetter, neither }

    let name: String
    let title: String
    var service: String?
    var className: String?
    let text: String
    /// `nil` where it is not known.
    let value: Double?
    let meaning: Meaning
  }

  let figures: [Figure]
  let verdict: String

  init(_ cluster: Cluster) {
    let assessment = Assessment(cluster)
    verdict = assessment.verdict
    var figures = Self.etcd(EtcdFacts(cluster))
    for service in Service.allCases { figures += Self.figures(of: service, assessment) }
    figures += Self.times(assessment)
    self.figures = figures
  }

  private static func etcd(_ facts: EtcdFacts) -> [Figure] {
    func figure(_ name: String, _ title: String, _ value: Int?, _ meaning: Figure.Meaning) -> Figure
    {
      Figure(
        name: name, title: title, text: value.map { String($0) } ?? "unknown",
        value: value.map { Double($0) }, meaning: meaning)
    }
    return [
      figure("voters", "etcd voters", facts.voters, .neither),
      figure("etcdTolerates", "voters that may fail", facts.tolerates, .moreIsBetter),
    ]
  }

  private static func figures(of service: Service, _ assessment: Assessment) -> [Figure] {
    let status = assessment.status(of: service)
    let rank: Double? =
      switch status {
      case .works: 1
      case .down: 0
      case .unknown: nil
      }
    var figures = [
      Figure(
        name: "status", title: service.rawValue, service: service.rawValue, text: status.name,
        value: rank, meaning: .moreIsBetter)
    ]
    figures += assessment.tolerance(of: service).map { row in
      // Where nothing of the class can stop the service, more of the class is no better.
      let isAny = row.figures.map { $0.weakestCut == nil } ?? false
      let number = row.figures.map { isAny ? "any" : String($0.guaranteed) }
      return Figure(
        name: "tolerance", title: "\(row.className) tolerance of \(service.rawValue)",
        service: service.rawValue, className: row.className,
        text: number.map { row.isUpperBound ? "≤ \($0)" : $0 } ?? "unknown",
        value: row.figures.map { isAny ? .infinity : Double($0.guaranteed) },
        meaning: .moreIsBetter)
    }
    if let points = assessment.singlePointsOfFailure(of: service) {
      figures.append(
        Figure(
          name: "singlePointsOfFailure", title: "single points of failure of \(service.rawValue)",
          service: service.rawValue, text: points.isEmpty ? "none" : points.joined(separator: ", "),
          value: Double(points.count), meaning: .lessIsBetter))
    }
    if service == .apiWrite, let availability = assessment.availability(of: service) {
      let minutes = availability.downtimeMinutesPerYear
      figures.append(
        Figure(
          name: "downtimeMinutesPerYear",
          title: "minutes down a year (your assumptions, independent failures)",
          service: service.rawValue, text: Self.short(minutes), value: minutes,
          meaning: .lessIsBetter))
    }
    return figures
  }

  private static func times(_ assessment: Assessment) -> [Figure] {
    let names: [(Timing, String)] = [
      (.controllerManagerTakeover, "takeover of the controller manager, at the latest"),
      (.schedulerTakeover, "takeover of the scheduler, at the latest"),
      (.etcdElection, "etcd election, at the latest"),
    ]
    return names.map { timing, title in
      let latest = assessment.timing(timing).latestSeconds
      return Figure(
        name: "\(timing.rawValue).latestSeconds", title: title,
        text: latest.map { "\(Self.short($0)) s" } ?? "unknown", value: latest,
        meaning: .lessIsBetter)
    }
  }

  /// At most two digits after the point, and none that are zero.
  private static func short(_ number: Double) -> String {
    let hundredths = (number * 100).rounded() / 100
    return hundredths == hundredths.rounded() && hundredths.magnitude < 1e15
      ? String(Int(hundredths)) : String(hundredths)
  }
}
