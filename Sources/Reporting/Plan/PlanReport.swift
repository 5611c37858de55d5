internal import ClusterModel
package import FaultTolerance
package import Planning

/// What `plan` found.
package struct PlanReport {
  package let plan: Plan
  /// The planned cluster as the reader reads it, assessed; `nil` where there is none.
  package let assessment: Assessment?

  /// Whether a placement keeps the request.
  package var isFeasible: Bool { plan.best != nil }

  /// Whether an availability is asked for of things that nobody said to fail.
  package var isAvailabilityOpen: Bool {
    plan.request.unavailability != nil && plan.request.assumptions == nil
  }

  /// Why none does; `nil` where one does.
  package var reason: String? { plan.reason }

  package init(plan: Plan, assessment: Assessment?) {
    self.plan = plan
    self.assessment = assessment
  }
}
