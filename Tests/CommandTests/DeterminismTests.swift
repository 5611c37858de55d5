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

  /// Enough files for several threads: sound ones, broken ones, and units that ask for the files
  /// beside them, which are numbered as they are asked for.
  @Test func `nor does the number of jobs where there is work for several`() throws {
    let folder = try Folder()
    for index in 0..<200 {
      try folder.write("spec-\(index).yaml", index % 7 == 0 ? Specs.twoMembers : Specs.sound)
      if index % 10 == 0 {
        try folder.write("broken-\(index).yaml", Specs.sound + "x: [\n")
        let unit = "m\(index)/kube-scheduler.service"
        try folder.write(
          unit,
          "[Service]\nEnvironmentFile=/etc/flags-\(index)\n"
            + "ExecStart=/usr/bin/kube-scheduler --leader-elect=true $FLAGS\n")
        try folder.write(
          "\(unit).d/10.conf", "[Service]\nEnvironment=\"MORE=--leader-elect-retry-period=9s\"\n")
        try folder.write(
          "m\(index)/flags-\(index)", "FLAGS=--leader-elect-lease-duration=\(index % 3 + 9)s\n")
      }
    }
    let first = try Haplan.run(["check", "-o", "json", "-j", "1"], cwd: folder.url)
    #expect(first.status == 2)
    #expect(try first.findings().count > 30)
    for jobs in [["-j", "2"], ["-j", "13"], []] {
      let again = try Haplan.run(["check", "-o", "json"] + jobs, cwd: folder.url)
      #expect(again.stdout == first.stdout)
      #expect(again.stderr == first.stderr)
      #expect(again.status == 2)
    }
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
