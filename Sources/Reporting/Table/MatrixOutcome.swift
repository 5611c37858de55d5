internal import ClusterModel
internal import FaultTolerance

/// What becomes of services, in the order of what a column of two services says: one that is down
/// decides, one that is not known only beside one that works.
enum MatrixOutcome: Int {
  case works, worksIfElsewhere, unknown, mayFail, down

  init(_ status: ServiceStatus?) {
    switch status {
    case .works: self = .works
    case .down: self = .down
    case .unknown, nil: self = .unknown
    }
  }

  /// After something has failed; `worst` is what becomes of it should everything of which it is not
  /// known where it stands have fallen too.
  init(_ status: ServiceStatus?, worst: ServiceStatus?) {
    let (outcome, least) = (MatrixOutcome(status), MatrixOutcome(worst))
    self = outcome == .works && least == .down ? .worksIfElsewhere : outcome
  }

  /// After any `count` failures of what the figures are about.
  init(_ figures: ToleranceRow.Figures?, after count: Int, isUpperBound: Bool = false) {
    guard let figures else {
      self = .unknown
      return
    }
    if figures.weakestCut == nil {
      self = isUpperBound ? .unknown : .works
    } else if count <= figures.guaranteed {
      self = isUpperBound ? .unknown : .works
    } else {
      self = count > figures.bestCase ? .down : .mayFail
    }
  }

  init(_ survival: Assessment.Survival) {
    switch survival {
    case .survives: self = .works
    case .fails: self = .mayFail
    case .unknown: self = .unknown
    }
  }
}
