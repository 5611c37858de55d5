/// What kind of file a format's documents are in: a file of another kind is not shown to the
/// format, so that a format costs the files of others nothing.
package enum Material: Sendable {
  /// Documents that say at their top what they are, by `kind` or `apiVersion`.
  case objects
  /// Texts, and data that does not say what it is; also scripts and pages with anything in them.
  case others
  /// Either.
  case all
}
