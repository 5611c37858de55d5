internal import ClusterModel

/// How much of the time a service is down under the cluster's assumptions: events fail
/// independently of one another and are repaired; what they share is in the failure domains.
package struct Availability: Sendable {
  /// What one event contributes.
  package struct Importance: Sendable, Hashable {
    /// `class:name`.
    package let event: String
    /// How much likelier the service is down when this has failed than when it has not.
    package let birnbaum: Double
    /// The probability that this has failed and is critical, given that the service is down.
    package let critical: Double?
    /// The probability that this has failed, given that the service is down.
    package let diagnostic: Double?
    /// By how much the unavailability grows when this has failed for good.
    package let riskAchievement: Double?
    /// By how much it falls when this never fails; `nil` where nothing would be left.
    package let riskReduction: Double?
  }

  /// The fraction of time.
  package let unavailability: Double
  /// The number of minimal cut sets over all events with a probability, in decimals.
  package let cutSets: String
  /// How many have how many events, by that size, in decimals.
  package let cutSetsByOrder: [Int: String]
  /// At most 20, in order of size, then names; each as `class:name`.
  package let smallestCutSets: [[String]]
  /// By `critical` falling, then by name.
  package let importance: [Importance]
  /// How often the service goes down; `nil` where a time to repair is not given.
  package let frequencyPerHour: Double?
  /// How long the service is up between two failures; `nil` also where it never goes down.
  package let meanHoursBetweenFailures: Double?
  /// How long it is down each time.
  package let meanHoursDown: Double?

  /// The time the service is down in an average year.
  package var downtimeMinutesPerYear: Double { unavailability * Requirements.minutesPerYear }
}
