/// At most `most` of these events together.
package struct FailureLimit: Hashable, Sendable {
  package let events: Set<Int>
  package let most: Int

  package init(atMost most: Int, of events: Set<Int>) {
    self.events = events
    self.most = most
  }
}
