/// What there is to know of a rule. Catalogue, `explain`, rule pages, schemas and completions are
/// generated from it.
package struct RuleAbout: Sendable {
  /// A short input that is executed by the tests: one file, or a folder of several.
  package struct Example: Sendable {
    /// What the rule says of the input.
    package enum Verdict: Sendable {
      /// The rule finds exactly the places between `⟦` and `⟧`.
      case bad
      /// The rule is silent.
      case good
    }

    package let verdict: Verdict
    /// The name that the input would have, a path below a folder where other files stand `beside`;
    /// it tells nothing but what a user would name it.
    package let fileName: String
    /// The input; in a bad one each place that is found stands between `⟦` and `⟧`.
    package let text: String
    /// Further files, by their paths below the folder that then is the input.
    package let beside: [String: String]
    /// The text after the rule's first fix, where it has one.
    package let fixed: String?

    /// An input that the rule finds fault with, places marked, and the text after its first fix.
    package static func bad(
      _ text: String, file: String = "cluster.yaml", beside: [String: String] = [:],
      fixed: String? = nil
    ) -> Example {
      Example(verdict: .bad, fileName: file, text: text, beside: beside, fixed: fixed)
    }

    /// An input that the rule says nothing about.
    package static func good(
      _ text: String, file: String = "cluster.yaml", beside: [String: String] = [:]
    ) -> Example {
      Example(verdict: .good, fileName: file, text: text, beside: beside, fixed: nil)
    }
  }

  /// kebab-case, at most 56 characters.
  package let name: String
  package let category: Category
  /// The first is the rule's own; others are for the cases that their `when` names.
  package let grades: [Grade]
  /// One sentence: what the rule finds.
  package let summary: String
  /// Why it hurts: what breaks and who notices.
  package let rationale: String
  /// What to do about it, in general.
  package let remedy: String
  /// Upstream sources: a program's file and function, a page, an issue.
  package let sources: [String]
  /// Rules that stay silent about the same subject where this one speaks.
  package let standsInFor: [String]
  /// Made when somebody asks: a check needs none of them.
  private let makeExamples: @Sendable () -> [Example]

  package init(
    name: String, category: Category, grades: [Grade], summary: String, rationale: String,
    remedy: String, sources: [String], standsInFor: [String] = [],
    examples: @autoclosure @escaping @Sendable () -> [Example]
  ) {
    self.name = name
    self.category = category
    self.grades = grades
    self.summary = summary
    self.rationale = rationale
    self.remedy = remedy
    self.sources = sources
    self.standsInFor = standsInFor
    makeExamples = examples
  }

  /// The inputs that show the rule at work.
  package var examples: [Example] { makeExamples() }
}
