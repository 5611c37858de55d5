/// How often things fail, as the user assumes; used only for availability.
public struct Assumptions: Sendable {
  /// The failing of one thing.
  public struct Failing: Sendable, Hashable {
    /// Fraction of time, 0 to 1.
    public let unavailability: Double
    /// Mean hours to repair, where given.
    public let repairHours: Double?

    public init(unavailability: Double, repairHours: Double?) {
      self.unavailability = unavailability
      self.repairHours = repairHours
    }
  }

  /// By class: of every element of the class.
  public let classes: [String: Failing]
  /// By class, then name: of one element, in place of its class's.
  public let elements: [String: [String: Failing]]

  public init(classes: [String: Failing], elements: [String: [String: Failing]]) {
    self.classes = classes
    self.elements = elements
  }

  /// The failing of one element; `nil`: it never fails.
  public func failing(of className: String, _ name: String) -> Failing? {
    elements[className]?[name] ?? classes[className]
  }
}
