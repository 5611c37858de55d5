import ClusterModel
import Syntax
import Testing

@testable import HaplanKit

/// What the machines of command lines in one page are called.
@Suite struct MachineNamesTests {
  /// The names, in order, of parts with these roles each.
  private static func names(_ roles: [Set<Component>]) -> [String?] {
    let items = roles.map { components in
      var part = ClusterPart(
        format: .commandLine, anchor: Span(FileID(0), 0, 1), isWhole: false)
      part.flagSets = components.sorted { $0.rawValue < $1.rawValue }.map {
        FlagSet(
          component: $0, machines: .all, flags: [], absence: .isDefault, style: .commandLine,
          anchor: Span(FileID(0), 0, 1), format: .commandLine)
      }
      return PartItem(part, path: "page.md", root: nil)
    }
    return MachineNames.assign(items, fallback: "page").map(\.part.machine)
  }

  @Test func `each takes the first name that none of its components has`() {
    #expect(Self.names([[.scheduler], [.controllerManager]]) == ["page", "page"])
    #expect(
      Self.names([[.scheduler], [.scheduler], [.scheduler]]) == ["page", "page-2", "page-3"])
    #expect(
      Self.names([
        [.scheduler, .controllerManager], [.scheduler], [.controllerManager], [.scheduler],
        [.scheduler, .controllerManager], [.controllerManager],
      ]) == ["page", "page-2", "page-2", "page-3", "page-4", "page-3"])
  }
}
