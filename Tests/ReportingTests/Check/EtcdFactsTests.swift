import ClusterModel
import Syntax
import Testing

@testable import Reporting

@Suite struct EtcdFactsTests {
  /// etcd's own table of fault tolerance: members, majority, tolerance.
  @Test(arguments: [
    (1, 1, 0), (2, 2, 0), (3, 2, 1), (4, 3, 1), (5, 3, 2), (6, 4, 2), (7, 4, 3), (8, 5, 3),
    (9, 5, 4),
  ])
  func majorities(_ members: Int, _ quorum: Int, _ tolerates: Int) {
    let zones = [String?](repeating: nil, count: members)
    for cluster in [
      SampleCluster.stacked(zones: zones), SampleCluster.external(members: zones, masters: [nil]),
    ] {
      let facts = EtcdFacts(cluster)
      #expect(facts.members == members && facts.voters == members)
      #expect(facts.quorum == quorum && facts.tolerates == tolerates)
      #expect(facts.atLeast == nil)
    }
  }

  @Test func learnersDoNotVote() {
    let cluster = SampleCluster.external(members: [nil, nil, nil, nil], masters: [nil]) { part in
      part.members[3].isLearner = true
    }
    let facts = EtcdFacts(cluster)
    #expect(facts.members == 4 && facts.voters == 3 && facts.quorum == 2 && facts.tolerates == 1)
  }

  @Test func topologies() {
    let span = SampleCluster.span
    #expect(EtcdFacts(SampleCluster.stacked(zones: [nil])).topology == "stacked")
    #expect(
      EtcdFacts(SampleCluster.external(members: [nil], masters: [nil])).topology == "external")
    let mixed = SampleCluster.external(members: [nil, nil, nil], masters: [nil, nil]) { part in
      part.members[0].node = Located("master-1", span)
    }
    #expect(EtcdFacts(mixed).topology == "mixed")
    #expect(EtcdFacts(SampleCluster.lone()).topology == "unknown")
    let unsaid = SampleCluster.stacked(zones: [nil, nil, nil]) { $0.topology = nil }
    #expect(EtcdFacts(unsaid).topology == "stacked")
  }

  @Test func lowerBound() {
    let facts = EtcdFacts(SampleCluster.lone())
    #expect(facts.atLeast == 1)
    #expect([facts.members, facts.voters, facts.quorum, facts.tolerates].allSatisfy { $0 == nil })
  }
}
