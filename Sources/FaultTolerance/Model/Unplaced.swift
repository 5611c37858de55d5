internal import Syntax

/// Something that has no name at a level of failure domains.
struct Unplaced {
  let element: Element
  let span: Span
}
