package import ClusterModel

/// One severity of a rule in each profile; `nil` is silent. A rule that is louder in some cases has
/// several grades, and names the one it means in each violation.
package struct Grade: Hashable, Sendable {
  /// What the grade is for, as the catalogue prints it; empty for a rule's only grade.
  package let when: String
  package let lab: Severity?
  package let standard: Severity?
  package let prod: Severity?

  package init(
    _ when: String = "", lab: Severity?, standard: Severity?, prod: Severity?
  ) {
    self.when = when
    self.lab = lab
    self.standard = standard
    self.prod = prod
  }

  /// An error in every profile: what a program refuses at start-up, or what makes it useless.
  package static let refused = Grade(lab: .error, standard: .error, prod: .error)
  /// An error that is only noted where high availability is not claimed.
  package static let error = Grade(lab: .note, standard: .error, prod: .error)
  /// A warning that is only noted where high availability is not claimed.
  package static let warning = Grade(lab: .note, standard: .warning, prod: .warning)
  /// Advice: only where somebody wrote the value, or under `prod`.
  package static let advice = Grade(lab: nil, standard: .note, prod: .note)

  /// The severity in a profile; `nil`: the rule is silent there.
  package func severity(in profile: Profile) -> Severity? {
    switch profile {
    case .lab: lab
    case .standard: standard
    case .prod: prod
    }
  }
}
