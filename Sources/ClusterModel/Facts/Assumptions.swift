/// How often things fail, as the user assumes; used only for availability.
package struct Assumptions: Sendable {
  /// The failing of one thing.
  package struct Failing: Sendable, Hashable {
    /// Fraction of time, 0 to 1.
    package let unavailability: Double
    /// Mean hours to repair, where given.
    package let repairHours: Double?

    package init(unavailability: Double, repairHours: Double?) {
      self.unavailability = unavailability
      self.repairHours = repairHours
    }
  }

  /// By class: of every element of the class.
  package let classes: [String: Failing]
  /// By class, then name: of one element, in place of its class's.
  package let elements: [String: [String: Failing]]

  package init(classes: [String: Failing], elements: [String: [String: Failing]]) {
    self.classes = classes
    self.elements = elements
  }

  /// The failing of one element; `nil`: it never fails.
  package func failing(of className: String, _ name: String) -> Failing? {
    elements[className]?[name] ?? classes[className]
  }
}
