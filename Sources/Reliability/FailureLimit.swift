/// At most `most` of these events together.
package struct FailureLimit: Hashable, Sendable {
  /// The events that are counted.
  package let events: Set<Int>
  /// How many of them may happen; with less than 0 nothing keeps the limit.
  package let most: Int

  /// At most `most` of `events`.
  package init(atMost most: Int, of events: Set<Int>) {
    self.events = events
    self.most = most
  }
}
