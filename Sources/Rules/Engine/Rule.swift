package import ClusterModel
package import FaultTolerance
package import Syntax

/// One check. Pure: it looks at the view and answers; no input, output, clock or memory.
package protocol Rule: Sendable {
  static var about: RuleAbout { get }
  init()
  func violations(in view: ClusterView) -> [Violation]
}

/// All that a rule may look at.
package final class ClusterView {
  package let cluster: Cluster
  /// What the cluster survives, computed as far as somebody asks.
  package let assessment: Assessment
  package let profile: Profile
  /// The inputs of the run, by file number.
  package let files: [SourceFile]
  /// Files that the user named one by one, not found in a folder.
  package let namedFiles: Set<FileID>
  /// How each elector elects, read once for all rules.
  let elections: ElectionCache
  /// The electors that elect: the timings of the others are never looked at by their programs, and
  /// where it is not known whether one elects, nothing is judged.
  private(set) lazy var judgedElectors: [JudgedElector] = elections.all
    .filter { $0.elect.value == true || isCutShort($0) }
    .map { JudgedElector($0, in: self) }
  /// Every etcd cluster, the main one first.
  private(set) lazy var etcdClusters: [EtcdCluster] = cluster.etcdClusters
  /// The etcd clusters whose number of members is a fact.
  private(set) lazy var countedEtcdClusters: [EtcdCluster] = etcdClusters.filter(\.isComplete)
  /// API servers whose list of etcd endpoints a document states; one for all where none is known by
  /// itself.
  private(set) lazy var serversWithStatedLists: [APIServer] =
    (cluster.commonAPIServer.map { [$0] } ?? cluster.apiServers).filter(\.servers.isStated)
  private(set) lazy var etcdProcesses: [EtcdProcess] =
    cluster.invocations(of: .etcd).map { EtcdProcess($0, in: self) }

  package init(
    cluster: Cluster, assessment: Assessment, profile: Profile, files: [SourceFile],
    namedFiles: Set<FileID>
  ) {
    self.cluster = cluster
    self.assessment = assessment
    self.profile = profile
    self.files = files
    self.namedFiles = namedFiles
    elections = ElectionCache(cluster.invocations)
  }

  /// Whether an elector elects by default on a command line that doubled backslashes end too early:
  /// the lines are read as they are meant, and none of them says that it does not.
  private func isCutShort(_ election: LeaderElection) -> Bool {
    let invocation = election.invocation
    return invocation.flag(LeaderElection.electFlag) == nil && LeaderElection.electsByDefault
      && cluster.isCutShort(invocation)
  }

  /// The file of this number; `nil` where there is none.
  package func file(_ id: FileID) -> SourceFile? {
    let index = Int(id.rawValue)
    return files.indices.contains(index) ? files[index] : nil
  }
}
