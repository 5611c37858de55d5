internal import ClusterFormats
internal import Reporting

/// The JSON Schemas that haplan publishes, generated from the shapes that it reads and writes by.
package enum Schemas {
  private static let shapes: [(name: String, shape: Shape, isOpen: Bool)] = [
    ("cluster", ClusterSchema.document, false),
    ("plan-request", PlanRequestSchema.document, false),
    ("check-report", ReportShapes.check, true),
    ("table-report", ReportShapes.table, true),
    ("what-if-report", ReportShapes.whatIf, true),
    ("inputs-report", InputsShapes.report, true),
    ("migration-report", ReportShapes.migration, true),
    ("config", ConfigurationShape.document, false),
    ("baseline", Baseline.shape, false),
  ]

  /// The names that `schema` knows.
  package static var names: [String] { shapes.map(\.name) }

  /// The schema of this name; `nil` where there is none.
  package static func bytes(of name: String) -> [UInt8]? {
    guard let (_, shape, isOpen) = shapes.first(where: { $0.name == name }) else { return nil }
    var writer = JSONWriter()
    let generator = SchemaWriter(isOpen: isOpen)
    writer.object { writer in
      writer.field("$schema", "https://json-schema.org/draft/2020-12/schema")
      writer.field("$id", "https://haplan.dev/schemas/\(name).schema.json")
      writer.field("title", "haplan \(name)")
      generator.fields(of: shape, to: &writer)
    }
    return writer.finish()
  }
}
