import Foundation
import Testing

/// What `bin/release` packs, and the manual pages in it.
@Suite struct ReleaseTests {
  @Test func `pages are clean to groff, and name every command`() throws {
    let folder = try Folder()
    #expect(try Haplan.run(["man", "--folder", "m"], cwd: folder.url).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("m/man1").path)
    #expect(Set(names).isSuperset(of: ["haplan.1", "haplan-check.1", "haplan-config-show.1"]))
    let page = try folder.read("m/man1/haplan-check.1")
    for part in ["write\\-baseline", ".SH EXAMPLES", "\\-\\-fail\\-on"] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(try folder.read("m/man5/haplan.yaml.5").contains("per\\-file\\-ignores"))
    #expect(try Haplan.run(["man", "nothing"]).status == 2)
    // Where groff is not installed, what it says cannot be asked.
    let script = """
      command -v groff >/dev/null || exit 0
      for page in m/*/*; do groff -man -ww -z -T utf8 "$page" || exit 1; done
      """
    let groff = try Haplan.shell(script, [], cwd: folder.url)
    #expect(groff.status == 0)
    #expect(groff.stderr.isEmpty, "\(groff.stderr)")
  }

  @Test func `the tarball and the package hold what they say, twice the same`() throws {
    let folder = try Folder()
    let script = """
      set -e; export HAPLAN="$1/haplan"
      # A word for the program, which would take minutes to pack as it is built for tests.
      printf '#!/bin/sh\\nexec "%s" "$@"\\n' "$0" >"$HAPLAN"; chmod +x "$HAPLAN"
      sh bin/release "$1/one" 2>/dev/null; sh bin/release "$1/two" 2>/dev/null
      cd "$1"; cmp one/checksums.txt two/checksums.txt
      cd one; sha256sum --check checksums.txt >/dev/null; tar xzf haplan-*.tar.gz
      ls; cd haplan-*/; ./haplan --version; ls completions man/man1
      """
    let result = try Haplan.shell(script, [Haplan.binary.path, folder.url.path])
    #expect(result.status == 0, "\(result.stderr)")
    let version = try Haplan.run(["--version"]).stdout
    #expect(result.stdout.contains(version))
    for name in ["checksums.txt", "haplan.bash", "_haplan", "haplan.fish", "haplan-check.1"] {
      #expect(result.stdout.contains("\(name)\n"), "\(name)")
    }
    let unpack = """
      command -v dpkg-deb >/dev/null || exit 0
      dpkg-deb -x one/haplan_*.deb tree && cd tree/usr && ./bin/haplan --version
      test -s share/bash-completion/completions/haplan && test -s share/man/man1/haplan.1.gz
      """
    let package = try Haplan.shell(unpack, [], cwd: folder.url)
    #expect(package.status == 0, "\(package.stderr)")
  }
}
