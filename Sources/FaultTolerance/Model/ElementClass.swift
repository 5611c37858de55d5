/// A class of things that fail, with its elements in name order. An element is a base event under
/// the class's name: a node is an element of `node` and of `machine`.
struct ElementClass {
  let name: String
  let elements: [(name: String, event: Int)]

  init(name: String, elements: [(name: String, event: Int)]) {
    self.name = name
    self.elements = elements.sorted {
      $0.name == $1.name ? $0.event < $1.event : Element.precedes($0.name, $1.name)
    }
  }

  func label(_ index: Int) -> String { "\(name):\(elements[index].name)" }

  /// The labels of base events of this class, in name order.
  func labels(of events: Set<Int>) -> [String] {
    elements.filter { events.contains($0.event) }.map { "\(name):\($0.name)" }
  }
}
