import Testing

/// Units as tutorials print them, in a file and in a page.
@Suite struct TutorialTests {
  @Test func `the unit of the examples, named`() throws {
    let path = "examples/bad/apiserver-unit/kube-apiserver.service"
    let result = try Haplan.run(["check", "-o", "concise", path])
    #expect(result.status == 1)
    let expected = [
      "5:41: error[unit-doubled-backslash]", "6:23: warning[placeholder-left]",
      "8:21: note[apiserver-count-deprecated]", "10:18: error[etcd-client-cert-incomplete]",
      "11:18: error[etcd-two-members]",
    ]
    let lines = result.stdout.split(separator: "\n").filter { $0.hasPrefix(path) }
    #expect(lines.count == expected.count)
    for (line, start) in zip(lines, expected) { #expect(line.hasPrefix("\(path):\(start)")) }
  }

  @Test func `a page with a unit and commands in fences`() throws {
    let path = "Tests/CommandTests/Fixtures/article.md"
    let result = try Haplan.run(["check", "-o", "concise", path])
    #expect(result.status == 1)
    for expected in [
      "10:35: error[unit-doubled-backslash]", "12:21: note[apiserver-count-deprecated]",
      "13:18: error[etcd-client-cert-incomplete]", "14:18: error[etcd-two-members]",
      "20:75: error[leader-elect-lease-not-greater-than-renew]",
    ] {
      #expect(result.stdout.contains("\(path):\(expected)"), "\(result.stdout)")
    }
    #expect(result.stdout.contains("[placeholder-left]"))
  }
}
