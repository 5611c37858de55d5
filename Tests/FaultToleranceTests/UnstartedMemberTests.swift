import ClusterFormats
import ClusterModel
import FaultTolerance
import Syntax
import Testing

/// A member that was added and never started counts, and is not there.
@Suite struct UnstartedMemberTests {
  private func assessment(_ lines: String) -> Assessment {
    let file = SourceFile(id: FileID(0), path: "members.txt", text: lines)
    let parts = Formats.read(FormatInput(file)).parts
    return Assessment(Cluster(sealing: parts, name: "test") { _ in file })
  }

  private static let started = (1...3).map {
    "69b38ac7138de88\($0), started, m\($0), http://10.2.0.\($0):2380, http://10.2.0.\($0):2379, false"
  }

  /// Of three and one that is not there, three must be up: none may fail.
  @Test func itTakesAwayWhatTheOthersMayLose() throws {
    let all = Self.started.joined(separator: "\n")
    let three = try #require(assessment(all).tolerance(of: .etcdQuorum, against: "etcd-member"))
    #expect(three.figures?.guaranteed == 1)
    let added = all + "\n4ed6af12381808c4, unstarted, , http://10.2.0.4:2380, , false\n"
    let four = try #require(assessment(added).tolerance(of: .etcdQuorum, against: "etcd-member"))
    #expect(four.figures?.guaranteed == 0)
    #expect(four.total == 4)
  }

  @Test func oneOfTwoLeavesNoQuorum() {
    let two = Self.started[0] + "\n4ed6af12381808c4, unstarted, , http://10.2.0.4:2380, , false\n"
    #expect(assessment(two).status(of: .etcdQuorum) == .down)
  }
}
