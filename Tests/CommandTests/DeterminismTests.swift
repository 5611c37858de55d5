import Testing

/// The same inputs give the same bytes, in whatever order they are named.
@Suite struct DeterminismTests {
  @Test(arguments: [
    ["check"], ["check", "-o", "json"], ["check", "-o", "concise"], ["table", "-o", "json"],
    ["table", "-o", "markdown"], ["table", "-o", "csv"],
  ])
  func `the order of the paths does not matter`(_ words: [String]) throws {
    let paths = Example.all.map(\.path)
    let first = try Haplan.run(words + paths)
    let half = paths.count / 2
    for order in [paths.reversed(), Array(paths[half...] + paths[..<half])] {
      let again = try Haplan.run(words + order)
      #expect(again.stdout == first.stdout)
      #expect(again.stderr == first.stderr)
      #expect(again.status == first.status)
    }
  }

  @Test(arguments: ["1", "2", "7"])
  func `nor does the number of jobs`(_ jobs: String) throws {
    let first = try Haplan.run(["check", "-o", "json", "examples"])
    let again = try Haplan.run(["check", "-o", "json", "-j", jobs, "examples"])
    #expect(again.stdout == first.stdout)
  }

  /// `check PATH…` has a way of its own past the argument parser: both must say the same.
  @Test(arguments: Example.all)
  func `nor does the way a call is parsed`(_ example: Example) throws {
    let plain = try Haplan.run(["check", "-o", "json", example.path])
    let parsed = try Haplan.run(["check", "--color", "auto", "--output=json", example.path])
    #expect(plain.stdout == parsed.stdout)
    #expect(plain.status == parsed.status)
  }

  @Test func `a file named twice is read once`() throws {
    let path = "examples/bad/two-masters/cluster.yaml"
    let once = try Haplan.run(["check", "-o", "json", path])
    let twice = try Haplan.run(["check", "-o", "json", path, path])
    #expect(once.stdout == twice.stdout)
  }
}
