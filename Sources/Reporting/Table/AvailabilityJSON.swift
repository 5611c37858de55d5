internal import ClusterModel
internal import FaultTolerance

/// The object `availability` of a service: `null` without assumptions and where it
/// does not work with nothing failed; what is beyond the budget is
/// `null` in it.
enum AvailabilityJSON {
  static func write(
    _ service: Service, _ assessment: Assessment, to object: inout JSONWriter
  ) {
    guard assessment.status(of: service) == .works,
      let unavailability = assessment.unavailability(of: service)
    else { return object.null("availability") }
    let details = assessment.availability(of: service)
    object.object("availability") { object in
      object.field("unavailability", unavailability)
      object.field("downtimeMinutesPerYear", unavailability * Requirements.minutesPerYear)
      if let details {
        write(cutsOf: details, to: &object)
        write(details.importance, to: &object)
      } else {
        object.null("minimalCutSets")
        object.null("importance")
      }
      object.field("frequencyPerHour", details?.frequencyPerHour)
      object.field("meanHoursBetweenFailures", details?.meanHoursBetweenFailures)
      object.field("meanHoursDown", details?.meanHoursDown)
    }
  }

  private static func write(cutsOf details: Availability, to object: inout JSONWriter) {
    object.object("minimalCutSets") { sets in
      sets.field("total", count: details.cutSets)
      sets.object("byOrder") { orders in
        for (order, count) in details.cutSetsByOrder.sorted(by: { $0.key < $1.key }) {
          orders.field(String(order), count: count)
        }
      }
      sets.array("smallest") { smallest in
        for set in details.smallestCutSets { smallest.item(set) }
      }
    }
  }

  private static func write(
    _ importance: [Availability.Importance], to object: inout JSONWriter
  ) {
    object.array("importance") { events in
      for event in importance {
        events.object { object in
          object.field("event", event.event)
          object.field("birnbaum", event.birnbaum)
          object.field("critical", event.critical)
          object.field("diagnostic", event.diagnostic)
          object.field("riskAchievement", event.riskAchievement)
          object.field("riskReduction", event.riskReduction)
        }
      }
    }
  }
}
