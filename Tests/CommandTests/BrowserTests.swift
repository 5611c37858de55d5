import Foundation
import Testing

/// The pages in a real browser, at three widths, light and dark.
@Suite struct BrowserTests {
  /// What the browser saw.
  struct Seen: Decodable {
    let width: Double
    let scrollWidth: Double
    let isDark: Bool
    let resources: Int
    let scripts: Int
    /// Contrast of texts with what is behind them, by what they are.
    let contrast: [String: Double]
    let isTextLost: Bool
    let pictures: Int
  }

  static let input = Specs.spec(
    named: "prod", "controlPlane: {zones: {a: 2, b: 1, c: 1, d: 1}, etcdEndpoints: local}",
    "etcd: stacked", "loadBalancers: {zones: {a: 1, b: 1}}",
    "requirements: {survive: [1 zone + 1 node, 2 zone]}", "profile: prod")

  @Test(arguments: [["report"], ["table", "-o", "html"]], [false, true])
  func `fits, is readable, asks for nothing`(_ words: [String], _ isDark: Bool) throws {
    guard try Haplan.shell("command -v chromium", ["sh"]).status == 0 else {
      return print("SKIPPED: pages are not looked at: chromium is not installed")
    }
    let page = try Haplan.run(words + ["-"], text: Self.input)
    #expect(page.status == 0)
    #expect(!page.stdout.contains("<script") && !page.stdout.contains("http-equiv"))
    #expect(!page.stdout.contains("src=") && !page.stdout.contains("@import"))
    let seen = try look(at: page.stdout, isDark: isDark)
    #expect(seen.map(\.width) == [400, 800, 1280])
    for view in seen {
      let place = "\(words), \(view.width) px, \(isDark ? "dark" : "light")"
      #expect(view.isDark == isDark, "\(place)")
      #expect(view.scrollWidth <= view.width, "\(place) is \(view.scrollWidth) wide")
      #expect(view.resources == 0 && view.scripts == 0, "\(place)")
      #expect(!view.isTextLost, "\(place)")
      #expect(view.pictures == (words == ["report"] ? 1 : 0), "\(place)")
      #expect(view.contrast.count >= 4, "\(place)")
      for (name, ratio) in view.contrast { #expect(ratio >= 4.5, "\(place): \(name) \(ratio)") }
    }
  }

  /// Shows the page in frames, which may be narrower than a window.
  private func look(at page: String, isDark: Bool) throws -> [Seen] {
    let folder = try Folder()
    let script = try String(
      contentsOf: Haplan.root.appendingPathComponent("Tests/CommandTests/Fixtures/look.html"),
      encoding: .utf8)
    let encoded = Data(page.utf8).base64EncodedString()
    let file = try folder.write("look.html", script.replacing("@PAGE@", with: encoded)).path
    let scheme = "--blink-settings=preferredColorScheme=\(isDark ? 0 : 1)"
    let result = try Haplan.shell(
      "exec chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage "
        + "--user-data-dir=\"$2\" --virtual-time-budget=5000 \"$3\" --dump-dom \"file://$1\"",
      ["sh", file, folder.file("profile").path, scheme])
    #expect(result.status == 0, "\(result.stderr.suffix(500))")
    let match = try #require(
      result.stdout.firstMatch(of: /<pre id="seen">([^<]*)<\/pre>/), "\(result.stdout.suffix(300))")
    let text = String(match.1).replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    return try JSONDecoder().decode([Seen].self, from: Data(text.utf8))
  }
}
