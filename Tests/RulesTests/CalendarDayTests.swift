import Foundation
import Rules
import Testing

/// Days, compared with Foundation's calendar.
struct CalendarDayTests {
  @Test func `days since 1970 are Foundation's days`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for days in stride(from: -140_000, through: 400_000, by: 97) {
      let date = Date(timeIntervalSince1970: Double(days) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      // Before 1582 Foundation counts in the Julian calendar.
      let day = CalendarDay(daysSince1970: days)
      #expect(day.year == parts.year && day.month == parts.month && day.day == parts.day)
      #expect(CalendarDay(day.description) == day)
    }
  }

  @Test(arguments: [
    "2027-02-29", "2100-02-29", "2027-13-01", "2027-00-10", "2027-01-32", "2027-1-1", "27-01-01",
    "2027-01-01x", "", "2027/01/01", "+027-01-01",
  ])
  func `what is no day`(_ text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test func `leap days are days`() {
    #expect(CalendarDay("2000-02-29") != nil)
    #expect(CalendarDay("2028-02-29") != nil)
  }
}
