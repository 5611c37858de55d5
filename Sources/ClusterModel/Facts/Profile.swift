/// How strict the rules are. `auto` in a document or a flag means that haplan chooses.
public enum Profile: String, CaseIterable, Hashable, Sendable {
  case lab, standard, prod
}
