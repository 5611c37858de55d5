import Testing

/// The texts are what etcdctl 3.4 printed of three members and a learner that was only added, with
/// other addresses.
@Suite struct EtcdMembersReadingTests {
  @Test(arguments: EtcdMembersReadingTests.cases)
  func factsStandWhereTheyAreWritten(_ example: ReadingCase) {
    let lines = Rendering(example.input, path: "members.txt").lines
    for line in example.expected { #expect(lines.contains(line), "\(lines)") }
    for prefix in example.forbidden {
      #expect(!lines.contains { $0.hasPrefix(prefix) }, "\(lines)")
    }
  }

  private static let header =
    #"{"header":{"cluster_id":17495100640981928781,"raft_term":2},"members":["#

  static let cases = [
    ReadingCase(
      title: "member list in JSON",
      input: header + #"""
        {"ID":5680920472759830724,"peerURLs":["http://10.2.0.4:2380"],"isLearner":true},
        {"ID":11417610130673999598,"name":"m2","peerURLs":["http://10.2.0.2:2380"],
        "clientURLs":["http://10.2.0.2:2379"]}]}
        """#,
      expected: [
        #"member - | http://10.2.0.4:2380 1:111 "http://10.2.0.4:2380""#,
        #"state learner, never started, number 4ed6af12381808c4 1:111 "http://10.2.0.4:2380""#,
        #"member m2 http://10.2.0.2:2379 | http://10.2.0.2:2380 2:36 "m2""#,
        #"state number 9e737febb6b99eee 2:36 "m2""#,
        #"members stated 1:111 "http://10.2.0.4:2380""#,
      ], forbidden: ["problem"]),
    ReadingCase(
      title: "numbers as texts and rounded ones",
      input: #"""
        {"members": [
          {"ID": "11417610130673999598", "name": "m2", "peerURLs": ["http://10.2.0.2:2380"]},
          {"ID": 1.1417610130674e+19, "name": "m3", "peerURLs": ["http://10.2.0.3:2380"]}]}
        """#,
      expected: [
        #"state number 9e737febb6b99eee 2:43 "m2""#, #"state number 1.1417610130674e+19 3:40 "m3""#,
      ], forbidden: ["problem"]),
    ReadingCase(
      title: "member list for people",
      input: """
        $ etcdctl member list
        4ed6af12381808c4, unstarted, , http://10.2.0.4:2380, , true
        61f97220ab052a12, started, m3, http://10.2.0.3:2380,http://10.3.0.3:2380, \
        http://10.2.0.3:2379, false
        """,
      expected: [
        "part etcdctl loose",
        #"state learner, never started, number 4ed6af12381808c4 2:1 "4ed6af12381808c4""#,
        "member m3 http://10.2.0.3:2379 | http://10.2.0.3:2380 http://10.3.0.3:2380 3:28 \"m3\"",
        #"client http://10.2.0.3:2379 3:75 "http://10.2.0.3:2379""#,
        #"members stated 2:1 "4ed6af12381808c4""#,
      ], forbidden: ["problem"]),
    ReadingCase(
      title: "member list in a table",
      input: """
        +------------------+-----------+------+----------------------+----------------------+-------+
        |        ID        |  STATUS   | NAME |      PEER ADDRS      |     CLIENT ADDRS     | LEARN |
        +------------------+-----------+------+----------------------+----------------------+-------+
        | 4ed6af12381808c4 | unstarted |      | http://10.2.0.4:2380 |                      |  true |
        | 61f97220ab052a12 |   started |   m3 | http://10.2.0.3:2380 | http://10.2.0.3:2379 | false |
        +------------------+-----------+------+----------------------+----------------------+-------+
        """,
      expected: [
        #"state learner, never started, number 4ed6af12381808c4 4:3 "4ed6af12381808c4""#,
        #"member m3 http://10.2.0.3:2379 | http://10.2.0.3:2380 5:36 "m3""#,
        #"members stated 4:3 "4ed6af12381808c4""#,
      ], forbidden: ["problem"]),
    ReadingCase(
      title: "statuses are not all of them; three members on one address",
      input: #"""
        [{"Endpoint":"127.0.0.1:2379","Status":{"header":{"member_id":9372538179322589801},
          "version":"3.5.9","leader":18249187646912138824,"raftTerm":2}},
         {"Endpoint":"127.0.0.1:22379","Status":{"header":{"member_id":10501334649042878790},
          "version":"3.5.9","leader":18249187646912138824,"raftTerm":2,"isLearner":true}}]
        """#,
      expected: [
        #"state number 8211f1d0f64f3269 1:15 "127.0.0.1:2379""#,
        #"state learner, number 91bc3c398fb3c146 3:15 "127.0.0.1:22379""#,
      ], forbidden: ["problem", "members stated"]),
    ReadingCase(
      title: "statuses for people, before and after 3.6",
      input: """
        http://10.2.0.1:2379, 69b38ac7138de88d, 3.4.23, 20 kB, false, true, 2, 9, 9, \n\
        http://10.2.0.2:2379, 9e737febb6b99eee, 3.6.0, 3.6.0, 20 kB, 16 kB, 20%, 0 B, true, \
        false, 2, 9, 9, , , false
        """,
      expected: [
        #"state learner, number 69b38ac7138de88d 1:1 "http://10.2.0.1:2379""#,
        #"state number 9e737febb6b99eee 2:1 "http://10.2.0.2:2379""#,
      ], forbidden: ["problem", "members stated"]),
    ReadingCase(
      title: "members of something else", input: #"{"members": [{"name": "a", "role": "x"}]}"#,
      expected: [], forbidden: ["part", "problem"]),
    ReadingCase(
      title: "a table of something else",
      input: "+----+------+\n| ID | true |\n+----+------+\n| ab | true |\n", expected: [],
      forbidden: ["part", "problem"]),
  ]
}
